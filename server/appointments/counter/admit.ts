import type { Trx } from '#server/db/database.ts'
import type { CounterGroup, Municipality } from '#server/tenants/municipality.ts'
import type { EntranceReason } from '#shared/contracts/check-in.ts'
import { callNumber } from '#shared/domain/call-number.ts'
import { type Instant, localMoment } from '#shared/domain/local-time.ts'
import type { WishedService } from '#shared/contracts/appointments.ts'
import type { Appointment } from '../appointments.queries.ts'
import { minutesAt as minutesOfVisit } from '../wish.ts'
import { takeCallNumber } from './counter.queries.ts'
import { letterOf } from './office-counters.ts'
import { type AtWork, type Visit, writeStep } from './visit-change.ts'

/** A number that nobody else has at this office on this day; under the lock of the group's day. */
export async function giveCallNumber(
  trx: Trx,
  municipality: Municipality,
  group: CounterGroup,
  date: string,
): Promise<string> {
  const count = await takeCallNumber(trx, municipality.id, { group: group.id, date })
  return callNumber(letterOf(municipality, group), count)
}

/** How somebody is let in. */
export interface Admission {
  at: Instant
  /** Why the light was not green, if it was not. */
  despite: EntranceReason | null
  /** Another group that takes the visit over, now: it was booked for another day or office. */
  here: { group: CounterGroup; services: readonly WishedService[] } | null
}

/** Lets a visitor in and gives out a call number, under the lock of both days. */
export async function admit(
  trx: Trx,
  atWork: AtWork,
  visit: Visit,
  { at, despite, here }: Admission,
  now: Instant,
): Promise<void> {
  const { municipality } = atWork
  const moved = here ? placeNow(municipality, here, at) : {}
  const { counter_group_id: group, date, call_number: known } = { ...visit.appointment, ...moved }
  const number =
    known ?? (await giveCallNumber(trx, municipality, municipality.groups.get(group)!, date))
  const changes: Partial<Appointment> = {
    ...moved,
    state: 'checked_in',
    hold_until: null,
    confirmed_at: visit.appointment.confirmed_at ?? now,
    remind_at: null,
    call_number: number,
    arrived_at: at,
    called_at: null,
    counter: null,
    ended_at: null,
  }
  await writeStep(trx, atWork, visit, 'appointment-checked-in', now, changes, {
    ...(despite && { despite }),
  })
}

function placeNow(
  municipality: Municipality,
  { group, services }: NonNullable<Admission['here']>,
  at: Instant,
): Partial<Appointment> {
  const { date, minute } = localMoment(at, municipality.zone)
  return {
    office_id: group.officeId,
    counter_group_id: group.id,
    date,
    start_minute: minute,
    minutes: minutesOfVisit(group, services),
    starts_at: at,
    call_number: null,
  }
}
