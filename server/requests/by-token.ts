import { recordEvent } from '#server/audit/audit.ts'
import type { Db, Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { type TokenScope, scopeOf, splitToken } from '#server/placing/tokens.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { RequestEventKind, RequestView } from '#shared/contracts/requests.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { describeRequestFor } from './describe.ts'
import {
  type ResidentRequest,
  findRequest,
  insertEvent,
  listEvents,
  listTokens,
  lockRequest,
  updateRequest,
} from './requests.queries.ts'

/** A request, and what the bearer of the token may do with it. */
export interface Opened {
  request: ResidentRequest
  scope: TokenScope
}

type Work = (trx: Trx, opened: Opened, now: Instant) => Promise<void>

/**
 * Opens a request under its lock, lets `work` change it, and shows the result.
 * @throws AppError as `openByToken`
 */
export async function changeByToken(
  deps: Deps,
  municipality: Municipality,
  token: string,
  work: Work,
): Promise<RequestView> {
  // Whoever has no token must not be able to hold the lock.
  const { request } = await openByToken(deps, deps.db, municipality, token)
  const view = await deps.db.transaction().execute(async (trx) => {
    await lockRequest(trx, municipality.id, request.id)
    const opened = await openByToken(deps, trx, municipality, token)
    await work(trx, opened, deps.clock.now())
    return describeOpened(trx, municipality, opened)
  })
  deps.wakeMail()
  return view
}

export async function describeOpened(
  db: Db,
  municipality: Municipality,
  { request, scope }: Opened,
): Promise<RequestView> {
  const events = await listEvents(db, municipality.id, request.id)
  return describeRequestFor(scope, municipality, request, events)
}

/** Writes a change and its event, and lets `opened` show the new state. */
export async function applyChange(
  trx: Trx,
  opened: Opened,
  now: Instant,
  { kind, text = null }: { kind: RequestEventKind; text?: string | null },
  changes: Partial<ResidentRequest> | null,
): Promise<void> {
  const { tenant_id: tenantId, id } = opened.request
  if (changes) await updateRequest(trx, tenantId, id, changes)
  await insertEvent(trx, { tenant_id: tenantId, request_id: id, at: now, kind, text })
  await recordEvent(trx, {
    tenantId,
    at: now,
    actor: 'resident',
    action: `request-${kind}`,
    subject: id,
  })
  opened.request = { ...opened.request, ...changes }
}

/** @throws AppError 'link-invalid', 'link-expired' for what was not confirmed in time */
export async function openByToken(
  deps: Pick<Deps, 'clock'>,
  db: Db,
  municipality: Municipality,
  token: string,
): Promise<Opened> {
  const { id, secret } = splitToken(token)
  const scope = scopeOf(secret, await listTokens(db, municipality.id, id))
  const request = scope && (await findRequest(db, municipality.id, id))
  if (!scope || !request) throw new AppError('link-invalid')
  const { state, hold_until: holdUntil } = request
  const isLate = state === 'unconfirmed' && holdUntil !== null && holdUntil <= deps.clock.now()
  if (state === 'expired' || isLate) throw new AppError('link-expired')
  return { request, scope }
}
