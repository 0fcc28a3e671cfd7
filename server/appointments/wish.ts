import type { Db, Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { CounterGroup, Municipality } from '#server/tenants/municipality.ts'
import type { WishedService } from '#shared/contracts/appointments.ts'
import { visitMinutes } from '#shared/domain/visit.ts'
import { type Appointment, listItems } from './appointments.queries.ts'
import type { Candidate } from './availability.ts'

/** A group that serves everything that somebody wishes for. */
export interface WishCandidate extends Candidate {
  services: readonly WishedService[]
}

/**
 * The counter groups that serve everything wished for, and how long the visit would take there.
 * @throws AppError 'invalid-input' for a service that does not exist or too many persons,
 *   'not-bookable' if no group serves all of them (at this office)
 */
export function candidatesFor(
  municipality: Municipality,
  services: readonly WishedService[],
  office?: string,
): WishCandidate[] {
  checkWish(municipality, services, office)
  const candidates = groupsServing(municipality, services, office).map((group) => ({
    group,
    minutes: minutesAt(group, services),
    services,
  }))
  if (candidates.length === 0) throw new AppError('not-bookable')
  return candidates
}

/**
 * The same candidates as of now, for use inside `lockDays`: whoever changes hours or services locks
 * the days first, so what is read here holds until the transaction ends.
 */
export async function candidatesNow(
  trx: Trx,
  { municipalities }: Pick<Deps, 'municipalities'>,
  municipality: Municipality,
  candidates: readonly WishCandidate[],
): Promise<{ current: Municipality; candidates: readonly WishCandidate[] }> {
  const current = await municipalities.find(trx, municipality.id)
  if (!current || current.revision === municipality.revision) {
    return { current: municipality, candidates }
  }
  const still = candidates.flatMap(({ group: { id }, services }) => {
    const group = current.groups.get(id)
    const serves = group && services.every(({ slug }) => group.minutes.has(slug))
    return serves ? [{ group, minutes: minutesAt(group, services), services }] : []
  })
  return { current, candidates: still }
}

/** The counter groups, of an office or of all, that serve everything wished for. */
export function groupsServing(
  municipality: Municipality,
  services: readonly WishedService[],
  office?: string,
): CounterGroup[] {
  return [...municipality.groups.values()]
    .filter((group) => office === undefined || group.officeId === office)
    .filter((group) => services.every(({ slug }) => group.minutes.has(slug)))
}

/** How long a visit takes at a group that serves all of it. */
export function minutesAt(group: CounterGroup, services: readonly WishedService[]): number {
  return visitMinutes(
    services.map(({ slug, persons }) => ({ persons, ...group.minutes.get(slug)! })),
  )
}

/** What an appointment was made for. */
export async function wishedServices(db: Db, appointment: Appointment): Promise<WishedService[]> {
  const items = await listItems(db, appointment.tenant_id, appointment.id)
  return items.map((item) => ({ slug: item.service_id, persons: item.persons }))
}

function checkWish(
  municipality: Municipality,
  services: readonly WishedService[],
  office: string | undefined,
): void {
  const fields: NonNullable<AppError['details']['fields']> = {}
  services.forEach(({ slug, persons }, index) => {
    if (!municipality.services.has(slug)) fields[`services.${index}.slug`] = 'unknown-value'
    if (persons > municipality.file.appointments.maxPersons) {
      fields[`services.${index}.persons`] = 'out-of-range'
    }
  })
  if (office !== undefined && !municipality.offices.has(office)) fields.office = 'unknown-value'
  if (Object.keys(fields).length > 0) throw new AppError('invalid-input', { fields })
}
