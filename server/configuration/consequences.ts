import { createHash } from 'node:crypto'
import type { LedgerDay } from '#server/appointments/ledger.ts'
import { type LiveVisit, listLiveVisits } from '#server/appointments/live-visits.ts'
import type { Db } from '#server/db/database.ts'
import type { CounterGroup, Municipality } from '#server/tenants/municipality.ts'
import type { ChangePreview, PersonConcerned } from '#shared/contracts/configuration.ts'
import { bookingWindow } from '#shared/domain/booking-window.ts'
import {
  capacityFrom,
  placesChange,
  typicalVisitMinutes,
  visitsWithoutPlace,
} from '#shared/domain/capacity-change.ts'
import {
  type Instant,
  type IsoDate,
  datesFrom,
  formatWallTime,
  localMoment,
} from '#shared/domain/local-time.ts'
import type { Capacity } from '#shared/domain/opening-hours.ts'

/** A municipality as it is, and as it would be with a change. */
export interface Revisions {
  before: Municipality
  after: Municipality
}

const dayMs = 86_400_000

/** The counter groups of which a change makes something else, by id. */
export function changedGroups({ before, after }: Revisions): string[] {
  const ids = new Set([...before.groups.keys(), ...after.groups.keys()])
  const shape = (group: CounterGroup | undefined) =>
    group && JSON.stringify({ ...group, minutes: [...group.minutes] })
  return [...ids].filter((id) => shape(before.groups.get(id)) !== shape(after.groups.get(id)))
}

/** The places that these groups gain and lose, day by day, as far as residents can book. */
export function findPlacesChange(
  revisions: Revisions,
  groups: readonly string[],
  now: Instant,
): Pick<ChangePreview, 'gained' | 'lost' | 'days' | 'until'> {
  const today = localMoment(now, revisions.after.zone).date
  const until = lastBookable(revisions, groups, now) ?? today
  const total = { gained: 0, lost: 0 }
  const days: ChangePreview['days'] = []
  for (const date of datesFrom(today, daysUntil(today, until))) {
    for (const group of groups) {
      const change = placesChange(
        supplyOn(revisions.before, group, date, now),
        supplyOn(revisions.after, group, date, now),
      )
      total.gained += change.gained
      total.lost += change.lost
      if (change.gained + change.lost > 0) {
        days.push({
          date,
          group,
          gained: Math.round(change.gained),
          lost: Math.round(change.lost),
        })
      }
    }
  }
  return { gained: Math.round(total.gained), lost: Math.round(total.lost), days, until }
}

/**
 * The days on which nobody may book while a change is made: those whose open counters change, and
 * all days of a group that does less than before.
 */
export function daysToLock(
  { before, after }: Revisions,
  groups: readonly string[],
  now: Instant,
): LedgerDay[] {
  const today = localMoment(now, after.zone).date
  const until = lastBookable({ before, after }, groups, now) ?? today
  return groups.flatMap((group) => {
    const [was, is] = [before.groups.get(group), after.groups.get(group)]
    if (!was) return []
    const doesLess = [...was.minutes.keys()].some((service) => !is?.minutes.has(service))
    return datesFrom(today, daysUntil(today, until))
      .filter(
        (date) =>
          doesLess ||
          JSON.stringify(capacityOf(before, group, date)) !==
            JSON.stringify(capacityOf(after, group, date)),
      )
      .map((date) => ({ group, date }))
  })
}

/** The visits that have a place now, and would have none after the change; in order of time. */
export async function findVisitsConcerned(
  db: Db,
  revisions: Revisions,
  groups: readonly string[],
  now: Instant,
): Promise<LiveVisit[]> {
  const visits = await listLiveVisits(db, revisions.before, groups, now)
  const before = new Set(withoutPlace(revisions.before, visits))
  return withoutPlace(revisions.after, visits)
    .filter((visit) => visit.isToCome && !before.has(visit))
    .sort((a, b) => (a.appointment.starts_at < b.appointment.starts_at ? -1 : 1))
}

/** Whoever loses a place: `owner` is the appointment it belongs to, or for which it is held. */
export function describePerson(
  municipality: Municipality,
  owner: LiveVisit['appointment'],
  lost: LiveVisit['appointment'],
  services: readonly string[],
): PersonConcerned {
  return {
    id: owner.id,
    date: lost.date,
    start: formatWallTime(lost.start_minute),
    services: services.map((id) => municipality.services.get(id)?.text.de.title ?? id),
    name: owner.name,
    hasEmail: owner.email !== '',
  }
}

/** One word for a set of people: who has seen it has seen just these. */
export function acknowledgementOf(people: readonly PersonConcerned[]): string | null {
  if (people.length === 0) return null
  const lines = people.map(({ id, date, start }) => `${id} ${date} ${start}`).sort()
  return createHash('sha256').update(lines.join('\n')).digest('base64url')
}

function withoutPlace(municipality: Municipality, visits: readonly LiveVisit[]): LiveVisit[] {
  const byDay = Map.groupBy(
    visits,
    ({ appointment }) => `${appointment.counter_group_id} ${appointment.date}`,
  )
  return [...byDay.values()].flatMap((ofDay) => {
    const { counter_group_id: id, date } = ofDay[0]!.appointment
    const group = municipality.groups.get(id)
    const served = ofDay.filter(({ services }) =>
      services.every((service) => group?.minutes.has(service)),
    )
    const lost = visitsWithoutPlace(
      capacityOf(municipality, id, date),
      served.map((visit) => ({
        visit,
        start: visit.appointment.start_minute,
        minutes: visit.appointment.minutes,
      })),
    )
    return [...ofDay.filter((visit) => !served.includes(visit)), ...lost.map(({ visit }) => visit)]
  })
}

/** What residents could book on a day if nobody had booked yet. */
function supplyOn(municipality: Municipality, id: string, date: IsoDate, now: Instant) {
  const group = municipality.groups.get(id)
  const visitMinutes = group ? visitMinutesAt(municipality, group) : 0
  if (!group || visitMinutes === 0) return { capacity: [], visitMinutes: 1 }
  const { notBefore, lastDate } = bookingWindow(group.release, localMoment(now, municipality.zone))
  if (date < notBefore.date || date > lastDate) return { capacity: [], visitMinutes }
  const capacity = municipality.capacityOf(group, date)
  return {
    capacity: date === notBefore.date ? capacityFrom(capacity, notBefore.minute) : capacity,
    visitMinutes,
  }
}

function visitMinutesAt(municipality: Municipality, group: CounterGroup): number {
  const services = [...group.minutes].map(([id, { minutes }]) => ({
    minutes,
    weight: 1 + (municipality.services.get(id)?.popularity ?? 0),
  }))
  return typicalVisitMinutes(services, group.gridMinutes)
}

function capacityOf(municipality: Municipality, id: string, date: IsoDate): Capacity[] {
  const group = municipality.groups.get(id)
  return group ? municipality.capacityOf(group, date) : []
}

/** The last day that is open for booking before or after; null if there is no group. */
function lastBookable(
  { before, after }: Revisions,
  groups: readonly string[],
  now: Instant,
): IsoDate | null {
  const local = localMoment(now, after.zone)
  const dates = groups.flatMap((id) =>
    [before, after].flatMap((municipality) => {
      const group = municipality.groups.get(id)
      return group ? [bookingWindow(group.release, local).lastDate] : []
    }),
  )
  return dates.sort().at(-1) ?? null
}

function daysUntil(from: IsoDate, until: IsoDate): number {
  return Math.max(0, (Date.parse(until) - Date.parse(from)) / dayMs + 1)
}
