import type { Db, Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { type TokenScope, scopeOf, splitToken } from '#server/placing/tokens.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { RequestView } from '#shared/contracts/requests.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { listAttachments } from './attachments/attachments.ts'
import { listCallbacksOf } from './callbacks/callbacks.queries.ts'
import { describeRequestFor } from './describe.ts'
import { type Step, takeStep } from './life.ts'
import { ringRequests } from './live.ts'
import {
  type ResidentRequest,
  findRequest,
  listEvents,
  listTokens,
  lockRequest,
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
  ringRequests(deps, municipality.id, [request.mailbox_id])
  return view
}

export async function describeOpened(
  db: Db,
  municipality: Municipality,
  { request, scope }: Opened,
): Promise<RequestView> {
  const { id } = municipality
  return describeRequestFor(scope, municipality, request, {
    events: await listEvents(db, id, request.id),
    attachments: await listAttachments(db, id, request.id),
    callbacks: await listCallbacksOf(db, id, [request.id]),
  })
}

/** Takes a step, and lets `opened` show the new state; returns the position of its event. */
export async function applyChange(
  trx: Trx,
  opened: Opened,
  now: Instant,
  step: Step,
  changes: Partial<ResidentRequest> | null,
): Promise<number> {
  const { request, position } = await takeStep(trx, opened.request, now, step, changes)
  opened.request = request
  return position
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
