import { randomUUID } from 'node:crypto'
import type { Db, Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import type { CallbackWindows, ChosenWindow } from '#shared/contracts/callbacks.ts'
import type { Language } from '#shared/contracts/fields.ts'
import {
  type CallbackRule,
  type CallbackWindow,
  callbackDates,
  freeWindows,
} from '#shared/domain/callback-windows.ts'
import {
  type Instant,
  type IsoDate,
  formatWallTime,
  parseWallTime,
  toInstant,
} from '#shared/domain/local-time.ts'
import type { ResidentRequest } from '../requests.queries.ts'
import { teamOf } from '../teams.ts'
import {
  type Callback,
  insertCallback,
  listPromised,
  touchCallbackDay,
  updatePromises,
} from './callbacks.queries.ts'

/** Takes the lock of a day's windows; in `Deps`, so that a test can leave it out. */
export type LockWindows = typeof touchCallbackDay

/** Who asks: the staff may promise a call for this very hour. */
export type Promiser = 'resident' | 'staff'

/** The windows of a mailbox that can be chosen now, by day. */
export async function listWindows(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  municipality: Municipality,
  { mailboxId, lang, by }: { mailboxId: string; lang: Language; by: Promiser },
): Promise<CallbackWindows> {
  const known = municipality.file.mailboxes.find(({ id }) => id === mailboxId)
  if (!known) throw new AppError('invalid-input', { fields: { mailbox: 'unknown-value' } })
  const free = await listFree(db, municipality, { mailboxId, now: clock.now(), by })
  const days = [...Map.groupBy(free, ({ date }) => date)].map(([date, windows]) => ({
    date,
    windows: windows.map(({ from, to }) => ({
      from: formatWallTime(from),
      to: formatWallTime(to),
    })),
  }))
  return { mailbox: { slug: known.id, name: inLanguage(known.name, lang) }, days }
}

async function listFree(
  db: Db,
  municipality: Municipality,
  { mailboxId, now, by }: { mailboxId: string; now: Instant; by: Promiser },
): Promise<CallbackWindow[]> {
  const { rule, calendar } = ruleOf(municipality, mailboxId, by)
  const dates = callbackDates(now, rule, calendar.zone)
  const range = { from: dates[0]!, to: dates.at(-1)!, now }
  const promised = await listPromised(db, municipality.id, mailboxId, range)
  const counts = new Map<string, number>()
  for (const { date, from_minute: from } of promised) {
    counts.set(`${date} ${from}`, (counts.get(`${date} ${from}`) ?? 0) + 1)
  }
  return freeWindows(now, rule, calendar, (date, from) => counts.get(`${date} ${from}`) ?? 0)
}

function ruleOf(municipality: Municipality, mailboxId: string, by: Promiser) {
  const { callbacks, calendar } = teamOf(municipality, mailboxId)
  const rule: CallbackRule = by === 'staff' ? { ...callbacks, leadMinutes: 0 } : callbacks
  return { rule, calendar }
}

/**
 * Promises a call, in the transaction that places or changes the request. The day's windows are
 * locked first, so that none holds more calls than the team can make.
 * @throws AppError 'window-taken'
 */
export async function promiseCall(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'lockWindows'>,
  municipality: Municipality,
  request: Pick<ResidentRequest, 'tenant_id' | 'id' | 'mailbox_id' | 'hold_until'>,
  window: ChosenWindow,
  by: Promiser = 'resident',
): Promise<Callback> {
  const now = deps.clock.now()
  const { tenant_id: tenantId, mailbox_id: mailboxId } = request
  await deps.lockWindows(trx, tenantId, mailboxId, window.date)
  // The window that it had is one that can be chosen again.
  await updatePromises(trx, tenantId, request.id, { state: 'cancelled', settled_at: now })
  const from = parseWallTime(window.from)
  const free = await listFree(trx, municipality, { mailboxId, now, by })
  const chosen = free.find((one) => one.date === window.date && one.from === from)
  if (!chosen) throw new AppError('window-taken')
  const callback: Callback = {
    tenant_id: tenantId,
    id: randomUUID(),
    request_id: request.id,
    mailbox_id: mailboxId,
    date: chosen.date,
    from_minute: chosen.from,
    to_minute: chosen.to,
    state: 'promised',
    hold_until: request.hold_until,
    attempts: 0,
    last_attempt_at: null,
    created_at: now,
    settled_at: null,
  }
  await insertCallback(trx, callback)
  return callback
}

/** The end of the window: until then somebody has to have called. */
export function callbackDue(
  { date, to_minute: to }: Pick<Callback, 'date' | 'to_minute'>,
  zone: string,
): Instant {
  return toInstant(date as IsoDate, to, zone)
}
