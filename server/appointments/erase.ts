import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { withdrawMails } from '#server/mail/outbox.ts'
import { insertErasure } from '#server/placing/placing.queries.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { isInside, isMovable } from '#shared/domain/appointment-state.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import {
  type Appointment,
  deleteTokens,
  findAppointment,
  updateAppointment,
} from './appointments.queries.ts'
import { dayOf, giveBack, openByToken } from './by-token.ts'
import { deletePushSubscriptions } from './waiting/push.queries.ts'

/**
 * Erases the person behind an appointment at once, and gives a live place back.
 * @throws AppError 'link-invalid'
 */
export async function eraseAppointment(
  deps: Deps,
  municipality: Municipality,
  token: string,
): Promise<void> {
  const { appointment, scope } = await openByToken(deps, deps.db, municipality, token, {
    dead: true,
  })
  if (scope !== 'manage') throw new AppError('link-invalid')
  await deps.lockDays(deps.db, municipality.id, [dayOf(appointment)], async (trx) => {
    const opened = await openByToken(deps, trx, municipality, token, { dead: true })
    const now = deps.clock.now()
    await eraseLocked(trx, municipality, opened.appointment, now)
    await insertErasure(trx, municipality.id, appointment.id, now)
  })
}

/**
 * Erases the person behind an appointment again that an older backup has brought back.
 * @returns false: there is no such appointment, or nobody behind it
 */
export async function eraseRestoredAppointment(
  deps: Deps,
  municipality: Municipality,
  id: string,
): Promise<boolean> {
  const found = await findAppointment(deps.db, municipality.id, id)
  if (!found || found.erased_at !== null) return false
  await deps.lockDays(deps.db, municipality.id, [dayOf(found)], async (trx) => {
    const appointment = (await findAppointment(trx, municipality.id, id))!
    await eraseLocked(trx, municipality, appointment, deps.clock.now())
  })
  return true
}

async function eraseLocked(
  trx: Trx,
  municipality: Municipality,
  appointment: Appointment,
  now: Instant,
): Promise<void> {
  const { state } = appointment
  if (isMovable(state)) await giveBack(trx, municipality, { appointment }, now)
  // Who waits goes on being called by a number that names nobody.
  await erasePerson(trx, appointment, now, { keepNumber: isInside(state) })
}

/**
 * Removes name, address, phone, links, unsent mails, and the number and counter of an appointment;
 * what is left is a count with its times.
 * `keepLinks`: a link that is still in somebody's mailbox may go on saying what became of it.
 */
export async function erasePerson(
  trx: Trx,
  appointment: Appointment,
  now: Instant,
  { keepLinks = false, keepNumber = false } = {},
): Promise<void> {
  const { tenant_id: tenantId, id } = appointment
  await updateAppointment(trx, tenantId, id, {
    name: '',
    email: '',
    phone: null,
    address_key: '',
    remind_at: null,
    erased_at: now,
    ...(!keepNumber && { call_number: null, counter: null }),
  })
  await deletePushSubscriptions(trx, tenantId, id)
  if (!keepLinks) await deleteTokens(trx, tenantId, id)
  await withdrawMails(trx, tenantId, id)
}
