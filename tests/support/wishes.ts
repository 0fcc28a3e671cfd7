import type { Appointment } from '#server/appointments/appointments.queries.ts'
import { notHereYet } from '#server/appointments/new-appointment.ts'
import type { PlaceAppointment, Placed } from '#shared/contracts/appointments.ts'
import type { TestApp } from './app.ts'

export const monday = '2026-11-23'
export const tuesday = '2026-11-24'

let people = 0

/** A booking at the town of the tests; every call by another person. */
export function wish(changes: Partial<PlaceAppointment> = {}): PlaceAppointment {
  people += 1
  return {
    services: [{ slug: 'ausweis', persons: 1 }],
    office: 'rathaus',
    date: tuesday,
    start: '09:00',
    name: 'Łucja Özdemir-D’Angelo',
    email: `person${people}@post.example`,
    lang: 'de',
    ...changes,
  }
}

/** Places an appointment and reads the token of its mailed link. */
export async function reserve(app: TestApp, changes: Partial<PlaceAppointment> = {}) {
  const body = wish(changes)
  const placed = await app.post<Placed>('/api/teststadt/appointments', body)
  if (placed.status !== 201) throw new Error(`not placed: ${placed.error?.code}`)
  return { ...placed.body, wish: body, token: await lastToken(app) }
}

/** Places and confirms an appointment. */
export async function book(app: TestApp, changes: Partial<PlaceAppointment> = {}) {
  const reserved = await reserve(app, changes)
  await app.post('/api/teststadt/appointments/confirm', { token: reserved.token })
  return reserved
}

/** The token of the link in the mail that was queued last. */
export async function lastToken(app: TestApp): Promise<string> {
  const link = (await app.mails()).at(-1)?.link
  if (!link) throw new Error('the last mail has no link')
  return new URL(link).hash.slice(1)
}

/** A confirmed appointment at nine, as the table holds it. */
export function appointment(changes: Partial<Appointment> = {}): Appointment {
  const id = changes.id ?? 'appointment'
  return {
    ...notHereYet,
    kind: 'booked',
    tenant_id: 'teststadt',
    id,
    reference: `reference of ${id}`,
    office_id: 'rathaus',
    counter_group_id: 'schalter',
    date: tuesday,
    start_minute: 540,
    minutes: 15,
    starts_at: '2026-11-24T08:00:00.000Z',
    state: 'confirmed',
    hold_until: null,
    lang: 'de',
    name: 'Łucja Özdemir-D’Angelo',
    email: 'person@post.example',
    phone: null,
    address_key: 'address',
    remind_at: null,
    created_at: '2026-11-20T08:00:00.000Z',
    confirmed_at: '2026-11-20T08:00:00.000Z',
    erased_at: null,
    ...changes,
  }
}
