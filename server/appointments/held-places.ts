import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { type Instant, toInstant } from '#shared/domain/local-time.ts'
import { sendAppointmentMail } from './appointment-mails.ts'
import {
  type Appointment,
  deleteAppointment,
  findAppointment,
  updateAppointment,
} from './appointments.queries.ts'
import type { Candidate } from './availability.ts'
import { type Author, type Opened, applyChange } from './by-token.ts'
import { notHereYet, writeAppointment } from './new-appointment.ts'
import { remindAt } from './reminder.ts'
import type { WishCandidate } from './wish.ts'

/**
 * Places that are kept for appointments which cannot take place where they are. Each is a reservation
 * that names nobody, so that everything that counts places counts it, and its hold ends by itself.
 * All of it happens under the lock of the days concerned.
 */

/** Where an appointment is, or goes. */
export type Place = Pick<
  Appointment,
  'office_id' | 'counter_group_id' | 'date' | 'start_minute' | 'minutes' | 'starts_at'
>

export function isHeldPlace({ state, erased_at: erasedAt }: Appointment): boolean {
  return state === 'reserved' && erasedAt !== null
}

function placeAt(
  municipality: Municipality,
  { group, minutes }: Candidate,
  start: { date: string; minute: number },
): Place {
  return {
    office_id: group.officeId,
    counter_group_id: group.id,
    date: start.date,
    start_minute: start.minute,
    minutes,
    starts_at: toInstant(start.date, start.minute, municipality.zone),
  }
}

/** Keeps a place for an appointment, which stays where it is. @returns the id of the reservation */
export async function holdPlace(
  trx: Trx,
  municipality: Municipality,
  appointment: Appointment,
  { group, services, minutes }: WishCandidate,
  start: { date: string; minute: number },
  until: Instant,
  now: Instant,
): Promise<string> {
  const placing = {
    ...notHereYet,
    ...placeAt(municipality, { group, minutes }, start),
    kind: 'booked' as const,
    state: 'reserved' as const,
    hold_until: until,
    lang: appointment.lang,
    name: '',
    email: '',
    phone: null,
    address_key: '',
    remind_at: null,
    confirmed_at: null,
  }
  const { id } = await writeAppointment(trx, municipality, group, services, placing, now)
  await updateAppointment(trx, municipality.id, id, { erased_at: now })
  return id
}

/** Gives a kept place back. */
export async function releasePlace(trx: Trx, tenantId: string, heldId: string): Promise<void> {
  const held = await findAppointment(trx, tenantId, heldId)
  if (held?.erased_at) await deleteAppointment(trx, tenantId, heldId)
}

/** The place that is kept, or null once its time is over. */
export async function findHeldPlace(
  trx: Trx,
  tenantId: string,
  heldId: string,
  now: Instant,
): Promise<Place | null> {
  const held = await findAppointment(trx, tenantId, heldId)
  if (!held || !isHeldPlace(held) || held.hold_until === null || held.hold_until <= now) return null
  const { office_id, counter_group_id, date, start_minute, minutes, starts_at } = held
  return { office_id, counter_group_id, date, start_minute, minutes, starts_at }
}

/**
 * Puts an appointment to the place that was kept for it, and mails where it is now. Whoever answers a
 * mail has shown that the address is theirs: a reservation is confirmed by it.
 */
export async function takeHeldPlace(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  opened: Pick<Opened, 'appointment'>,
  place: Place,
  author?: Author,
): Promise<void> {
  const now = deps.clock.now()
  const changes = {
    ...place,
    ...notHereYet,
    state: 'confirmed' as const,
    hold_until: null,
    confirmed_at: opened.appointment.confirmed_at ?? now,
    remind_at: remindAt(place.starts_at, now),
  }
  await applyChange(trx, municipality, opened, 'appointment-moved', now, changes, author)
  await sendAppointmentMail(trx, deps, municipality, opened.appointment, 'moved')
}

/** Lets a reservation that nobody has confirmed yet last until its visitor has decided. */
export async function keepUntil(trx: Trx, appointment: Appointment, until: Instant): Promise<void> {
  if (appointment.state !== 'reserved') return
  await updateAppointment(trx, appointment.tenant_id, appointment.id, { hold_until: until })
}
