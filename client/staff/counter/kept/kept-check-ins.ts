import type { CheckInAnswer, CheckInAnswers } from '#shared/contracts/check-in.ts'
import type { ErrorCode } from '#shared/contracts/error-codes.ts'
import type { Slug } from '#shared/contracts/fields.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import type { StaffAppointment } from '#shared/contracts/staff.ts'

/** Who stands at the entrance: a code that was read or typed, or a line of the list that was tapped. */
export type WhoComes = { code: string } | { appointment: string }

/** Somebody whom a device let in by what it knew, and whom the server does not know of yet. */
export interface KeptCheckIn {
  key: string
  /** Whose it is: who let them in, as the server knows that person, and where. */
  person: string
  tenant: Slug
  office: Slug
  at: Instant
  who: WhoComes
  anyway: boolean
  /** The line of the list that it was; null if the device does not know it. */
  appointment: string | null
}

/** What the server said to a check-in that a device had decided without it. */
export interface Contradiction {
  key: string
  at: Instant
  answer: CheckInAnswer | null
  error: ErrorCode | null
}

/** More than this the server does not take at once. */
const mostAtOnce = 100

/** Who works at the device, and for which municipality. */
export type Owner = Pick<KeptCheckIn, 'person' | 'tenant'>

/** What the server is told in somebody's name is theirs: nobody sends what another person did. */
export const isOf = (checkIn: Owner, { person, tenant }: Owner): boolean =>
  checkIn.person === person && checkIn.tenant === tenant

/** Oldest first, of one person at one municipality, as many as are sent together. */
export function nextToSend(kept: readonly KeptCheckIn[], owner: Owner): KeptCheckIn[] {
  return kept
    .filter((checkIn) => isOf(checkIn, owner))
    .sort((a, b) => (a.at < b.at ? -1 : 1))
    .slice(0, mostAtOnce)
}

/** The server takes none that is older than a day; what nobody came back for is forgotten then. */
export const isForgotten = ({ at }: Pick<KeptCheckIn, 'at'>, now: number): boolean =>
  now - Date.parse(at) > 48 * 3_600_000

export function asSent({ key, at, office, anyway, who }: KeptCheckIn) {
  return { key, at, office, anyway, ...who }
}

/** Of what was sent, the check-ins that the server did not do: somebody has to hear of them. */
export function contradictions(
  sent: readonly KeptCheckIn[],
  { results }: CheckInAnswers,
): Contradiction[] {
  return results.flatMap(({ key, answer, error }) => {
    const checkIn = sent.find((one) => one.key === key)
    return checkIn && !answer?.admitted ? [{ key, at: checkIn.at, answer, error }] : []
  })
}

/** The day as the device knows it: whoever it let in is there, although without a number yet. */
export function withKept(
  appointments: readonly StaffAppointment[],
  kept: readonly KeptCheckIn[],
): StaffAppointment[] {
  const arrivals = new Map(kept.map(({ appointment, at }) => [appointment, at]))
  return appointments.map((visit) => {
    const arrivedAt = arrivals.get(visit.id)
    if (!arrivedAt || !['confirmed', 'reserved', 'no_show'].includes(visit.state)) return visit
    return { ...visit, state: 'checked_in', arrivedAt, undoUntil: null, noShowFrom: null }
  })
}
