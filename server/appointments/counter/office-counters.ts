import type { CounterGroup, Municipality } from '#server/tenants/municipality.ts'
import { AppError } from '#server/errors.ts'
import type { Change } from '#server/live/bell.ts'
import { groupLetter, numberCounters } from '#shared/domain/call-number.ts'
import { type IsoDate, addDays, datesFrom } from '#shared/domain/local-time.ts'

const weeksAround = 2

/** The groups of an office, in the order of its configuration. @throws AppError 'invalid-input' */
export function groupsOf(municipality: Municipality, office: string): CounterGroup[] {
  checkOffice(municipality, office)
  return [...municipality.groups.values()].filter((group) => group.officeId === office)
}

export function checkOffice(municipality: Municipality, office: string | undefined): void {
  if (office === undefined || municipality.offices.has(office)) return
  throw new AppError('invalid-input', { fields: { office: 'unknown-value' } })
}

/** The letter that the call numbers of a group begin with. */
export function letterOf(municipality: Municipality, group: CounterGroup): string {
  return groupLetter(groupsOf(municipality, group.officeId).indexOf(group))
}

/**
 * The numbered counters of an office: of each group as many as are open at once at the busiest time
 * of the weeks around a day, so that a quiet day renames none.
 */
export function countersOf(
  municipality: Municipality,
  office: string,
  date: IsoDate,
): { number: number; group: string }[] {
  const around = datesFrom(addDays(date, -7 * weeksAround), 2 * 7 * weeksAround + 1)
  const open = (group: CounterGroup) =>
    around.flatMap((day) =>
      municipality.capacityOf(group, day).map((range) => range.public + range.reserve),
    )
  return numberCounters(
    groupsOf(municipality, office).map((group) => ({
      id: group.id,
      counters: Math.max(0, ...open(group)),
    })),
  )
}

/** Whether a change is one of an office's days. @throws AppError 'invalid-input' */
export function changesAt(municipality: Municipality, office: string) {
  const groups = new Set(groupsOf(municipality, office).map(({ id }) => id))
  return (change: Change): boolean =>
    change === 'anything' ||
    change.some(({ tenantId, group }) => tenantId === municipality.id && groups.has(group))
}
