import { randomUUID } from 'node:crypto'
import { recordEvent, type AuditEvent } from '#server/audit/audit.ts'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { type Instant, toInstant } from '#shared/domain/local-time.ts'
import { sendAppointmentMail } from './appointment-mails.ts'
import {
  type Appointment,
  deleteAppointment,
  findAppointment,
  insertAppointments,
  listItems,
  updateAppointment,
} from './appointments.queries.ts'
import type { Candidate } from './availability.ts'
import { freeReference } from './place.ts'
import { remindAt } from './reminder.ts'

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

export function placeAt(
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
  place: Place,
  until: Instant,
  now: Instant,
): Promise<string> {
  const id = randomUUID()
  const items = await listItems(trx, municipality.id, appointment.id)
  const held: Appointment = {
    ...place,
    tenant_id: municipality.id,
    id,
    reference: await freeReference(trx, municipality),
    state: 'reserved',
    hold_until: until,
    lang: appointment.lang,
    name: '',
    email: '',
    phone: null,
    address_key: '',
    remind_at: null,
    created_at: now,
    confirmed_at: null,
    erased_at: now,
  }
  await insertAppointments(
    trx,
    [held],
    items.map((item) => ({ ...item, appointment_id: id })),
  )
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
 * Puts an appointment to another place, which the caller has won, and mails where it is now. Whoever
 * answers a mail has shown that the address is theirs: a reservation is confirmed by it.
 */
export async function putElsewhere(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  appointment: Appointment,
  place: Place,
  actor: AuditEvent['actor'],
): Promise<Appointment> {
  const now = deps.clock.now()
  const moved: Appointment = {
    ...appointment,
    ...place,
    state: 'confirmed',
    hold_until: null,
    confirmed_at: appointment.confirmed_at ?? now,
    remind_at: remindAt(place.starts_at, now),
  }
  await updateAppointment(trx, municipality.id, appointment.id, {
    ...place,
    state: moved.state,
    hold_until: moved.hold_until,
    confirmed_at: moved.confirmed_at,
    remind_at: moved.remind_at,
  })
  await recordEvent(trx, {
    tenantId: municipality.id,
    at: now,
    actor,
    action: 'appointment-moved',
    subject: appointment.id,
  })
  if (moved.email !== '') await sendAppointmentMail(trx, deps, municipality, moved, 'moved')
  return moved
}

/** Cancels an appointment for somebody who was reached otherwise than by mail. */
export async function cancelForVisitor(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  appointment: Appointment,
  actor: AuditEvent['actor'],
): Promise<void> {
  await updateAppointment(trx, municipality.id, appointment.id, {
    state: appointment.state === 'reserved' ? 'expired' : 'cancelled',
    hold_until: null,
    remind_at: null,
  })
  await recordEvent(trx, {
    tenantId: municipality.id,
    at: deps.clock.now(),
    actor,
    action: 'appointment-cancelled',
    subject: appointment.id,
  })
  if (appointment.email === '') return
  await sendAppointmentMail(trx, deps, municipality, appointment, 'cancelled')
}

/** Lets a reservation that nobody has confirmed yet last until its visitor has decided. */
export async function keepUntil(trx: Trx, appointment: Appointment, until: Instant): Promise<void> {
  if (appointment.state !== 'reserved') return
  await updateAppointment(trx, appointment.tenant_id, appointment.id, { hold_until: until })
}
