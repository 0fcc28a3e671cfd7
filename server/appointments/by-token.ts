import { randomInt } from 'node:crypto'
import { type AuditEvent, recordEvent } from '#server/audit/audit.ts'
import type { Db, Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { type TokenScope, scopeOf, splitToken } from '#server/placing/tokens.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { AppointmentView } from '#shared/contracts/appointments.ts'
import type { AuditAction } from '#shared/contracts/audit.ts'
import { stateAfter } from '#shared/domain/appointment-state.ts'
import { type Instant, addMinutes, localMoment } from '#shared/domain/local-time.ts'
import {
  type Appointment,
  findAppointment,
  listItems,
  listTokens,
  updateAppointment,
} from './appointments.queries.ts'
import { describeAppointment } from './describe.ts'

/** An appointment, and what the bearer of the token may do with it. */
export interface Opened {
  appointment: Appointment
  scope: TokenScope
}

/** Who changes an appointment, and what of it is to be remembered. */
export type Author = Pick<AuditEvent, 'actor' | 'details'>

const resident: Author = { actor: 'resident' }

type Work = (trx: Trx, opened: Opened, now: Instant) => Promise<void>

/** Opens an appointment under the lock of its day, lets `work` change it, and shows the result. */
export async function changeByToken(
  deps: Deps,
  municipality: Municipality,
  token: string,
  work: Work,
  {
    scopes = ['manage'],
    alsoLock = [],
  }: { scopes?: TokenScope[]; alsoLock?: { group: string; date: string }[] } = {},
): Promise<AppointmentView> {
  const before = await openByToken(deps, deps.db, municipality, token)
  if (!scopes.includes(before.scope)) throw new AppError('link-invalid')
  const days = [dayOf(before.appointment), ...alsoLock]
  const result = await deps.lockDays(deps.db, municipality.id, days, async (trx) => {
    const opened = await openByToken(deps, trx, municipality, token)
    // Moved to another day or group between the two reads: that day is not locked here.
    const [was, is] = [dayOf(before.appointment), dayOf(opened.appointment)]
    if (was.group !== is.group || was.date !== is.date) throw new AppError('state-conflict')
    await work(trx, opened, deps.clock.now())
    return describeOpened(deps, trx, municipality, opened)
  })
  deps.wakeMail()
  return result
}

export async function describeOpened(
  deps: Deps,
  db: Db,
  municipality: Municipality,
  { appointment, scope }: Opened,
): Promise<AppointmentView> {
  const items = await listItems(db, municipality.id, appointment.id)
  return describeAppointment(deps, municipality, appointment, items, scope)
}

/** Writes a change, keeps an event of it, and lets `opened` show the new state. */
export async function applyChange(
  trx: Trx,
  municipality: Municipality,
  opened: Pick<Opened, 'appointment'>,
  action: AuditAction,
  now: Instant,
  changes: Partial<Appointment>,
  author: Author = resident,
): Promise<void> {
  await updateAppointment(trx, municipality.id, opened.appointment.id, changes)
  await recordEvent(trx, {
    ...author,
    tenantId: municipality.id,
    at: now,
    action,
    subject: opened.appointment.id,
  })
  opened.appointment = { ...opened.appointment, ...changes }
}

/** @throws AppError 'link-invalid', and unless `dead` ones are welcome 'link-expired', 'link-cancelled', 'link-past' */
export async function openByToken(
  deps: Pick<Deps, 'clock'>,
  db: Db,
  municipality: Municipality,
  token: string,
  { dead = false } = {},
): Promise<Opened> {
  const { id, secret } = splitToken(token)
  const scope = scopeOf(secret, await listTokens(db, municipality.id, id))
  const appointment = scope && (await findAppointment(db, municipality.id, id))
  if (!scope || !appointment) throw new AppError('link-invalid')
  if (!dead) refuseDead(appointment, municipality, deps.clock.now())
  return { appointment, scope }
}

function refuseDead(appointment: Appointment, municipality: Municipality, now: Instant): void {
  const { state, hold_until: holdUntil, date } = appointment
  if (state === 'cancelled') throw new AppError('link-cancelled')
  if (state === 'expired') throw new AppError('link-expired')
  if (state === 'reserved' && holdUntil !== null && holdUntil <= now) {
    throw new AppError('link-expired')
  }
  if (date < localMoment(now, municipality.zone).date) throw new AppError('link-past')
}

export function dayOf(appointment: Appointment): { group: string; date: string } {
  return { group: appointment.counter_group_id, date: appointment.date }
}

/** Gives a live place back; it returns after a random while within the tenant's window. */
export async function giveBack(
  trx: Trx,
  municipality: Municipality,
  opened: Pick<Opened, 'appointment'>,
  now: Instant,
  author: Author = resident,
): Promise<void> {
  const state = stateAfter(opened.appointment.state, 'cancel')
  if (!state) throw new AppError('state-conflict')
  const delay = randomInt(municipality.file.appointments.returnWindowMinutes * 60 + 1) / 60
  const changes = { state, hold_until: addMinutes(now, delay), remind_at: null }
  await applyChange(trx, municipality, opened, 'appointment-cancelled', now, changes, author)
}
