import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { describeRequest, remember, replay } from '#server/placing/idempotency.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { ChosenWindow } from '#shared/contracts/callbacks.ts'
import type { AddToRequest, RequestView } from '#shared/contracts/requests.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { isAlive, requestStateAfter } from '#shared/domain/request-state.ts'
import { attachFiles } from './attachments/attachments.ts'
import { type Opened, applyChange, changeByToken, describeOpened, openByToken } from './by-token.ts'
import { listCallbacksOf, updatePromises } from './callbacks/callbacks.queries.ts'
import { callbackDue, promiseCall } from './callbacks/promise.ts'
import { forgetRequest } from './erase.ts'
import { beginning, ending, residentWrote } from './life.ts'
import { sendRequestMail, sendToDepartment } from './request-mails.ts'
import { updateRequest } from './requests.queries.ts'
import { firstStep } from './threads.ts'

/**
 * All that is stored about the request of a token.
 * @throws AppError 'link-invalid', 'link-expired'
 */
export async function viewRequest(
  deps: Deps,
  municipality: Municipality,
  token: string,
): Promise<RequestView> {
  const opened = await openByToken(deps, deps.db, municipality, token)
  return describeOpened(deps.db, municipality, opened)
}

/**
 * Confirms a request and passes it on to the mailbox that is responsible; once confirmed, the same
 * answer again.
 * @throws AppError as `viewRequest`; 'state-conflict' once withdrawn
 */
export async function confirmRequest(
  deps: Deps,
  municipality: Municipality,
  token: string,
): Promise<RequestView> {
  return changeByToken(deps, municipality, token, async (trx, opened, now) => {
    requireManage(opened)
    const { request: before } = opened
    if (before.confirmed_at !== null && before.state !== 'withdrawn') return
    if (!requestStateAfter(before.state, 'confirm')) throw new AppError('state-conflict')
    const changes = beginning(municipality, before.mailbox_id, now)
    await applyChange(trx, opened, now, { kind: 'confirmed' }, changes)
    await keepWindow(trx, municipality, opened, now)
    const { request } = opened
    await sendRequestMail(trx, deps, municipality, request, 'request-confirmed')
    const mail = { kind: 'request-forwarded', text: request.text } as const
    await sendToDepartment(trx, deps, municipality, request, mail, firstStep)
  })
}

/** A window that was held becomes a promise, and the end of it the time by which it is due. */
async function keepWindow(
  trx: Trx,
  municipality: Municipality,
  opened: Opened,
  now: Instant,
): Promise<void> {
  const { id } = opened.request
  const [promise] = await listCallbacksOf(trx, municipality.id, [id])
  if (!promise || promise.state !== 'promised') return
  await updatePromises(trx, municipality.id, id, { hold_until: null })
  const changes = { due_at: callbackDue(promise, municipality.zone) }
  await applyChange(trx, opened, now, { kind: 'callback-promised' }, changes)
}

/**
 * Adds to a request and passes it on; one that is closed is opened again, within its limit. With a
 * key, the same words are added once.
 * @throws AppError as `viewRequest`; 'state-conflict', 'reopen-limit', 'too-many-requests',
 *   'idempotency-key-reused'
 */
export async function addToRequest(
  deps: Deps,
  municipality: Municipality,
  addition: AddToRequest,
  idempotencyKey?: string,
): Promise<RequestView> {
  const { token, text, attachments } = addition
  const repetition = idempotencyKey
    ? describeRequest(deps, municipality.id, idempotencyKey, addition)
    : null
  return changeByToken(deps, municipality, token, async (trx, opened, now) => {
    requireManage(opened)
    if (repetition && (await replay(trx, deps, repetition))) return
    const { state, id } = opened.request
    if (!isAlive(state) && state !== 'closed') throw new AppError('state-conflict')
    deps.limits.check('add', id)
    const words = { kind: 'added', text } as const
    const written = await residentWrote(trx, deps, municipality, opened.request, words)
    if (!written) throw new AppError('reopen-limit')
    opened.request = written.request
    await attachFiles(trx, { tenantId: municipality.id, id, step: written.position }, attachments)
    if (attachments.length > 0)
      await updateRequest(trx, municipality.id, id, { has_attachments: 1 })
    const mail = { kind: 'request-added', text } as const
    await sendToDepartment(trx, deps, municipality, opened.request, mail, written.position)
    // That it was added, not what: an answer that is kept must not outlive a withdrawal.
    if (repetition) await remember(trx, deps, repetition, { added: true }, now)
  })
}

/**
 * Ends a request and erases matter and person at once; once withdrawn, the same answer again. The
 * browser that wrote may do so until it is confirmed.
 * @throws AppError as `viewRequest`
 */
export async function withdrawRequest(
  deps: Deps,
  municipality: Municipality,
  token: string,
): Promise<RequestView> {
  return changeByToken(deps, municipality, token, async (trx, opened, now) => {
    const { request, scope } = opened
    if (request.state === 'withdrawn') return
    if (scope !== 'manage' && request.state !== 'unconfirmed') throw new AppError('link-invalid')
    await withdraw(trx, deps, municipality, opened, now)
  })
}

/**
 * Erases all that is stored about a request at once: what is still worked on is withdrawn by it,
 * what is closed stays closed.
 * @throws AppError as `viewRequest`
 */
export async function eraseByToken(
  deps: Deps,
  municipality: Municipality,
  token: string,
): Promise<RequestView> {
  return changeByToken(deps, municipality, token, async (trx, opened, now) => {
    requireManage(opened)
    const { request } = opened
    if (request.erased_at !== null) return
    if (request.state !== 'closed') return withdraw(trx, deps, municipality, opened, now)
    await applyChange(trx, opened, now, { kind: 'erased', internal: 1 }, null)
    opened.request = await forgetRequest(trx, opened.request, now)
    await tellWithdrawn(trx, deps, municipality, opened)
  })
}

async function withdraw(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  opened: Opened,
  now: Instant,
): Promise<void> {
  const { request } = opened
  const state = requestStateAfter(request.state, 'withdraw')
  if (!state) throw new AppError('state-conflict')
  const changes = {
    ...ending(now),
    state,
    hold_until: null,
    closed_at: request.closed_at ?? now,
  }
  await applyChange(trx, opened, now, { kind: 'withdrawn' }, changes)
  opened.request = await forgetRequest(trx, opened.request, now)
  if (request.confirmed_at !== null) await tellWithdrawn(trx, deps, municipality, opened)
}

/** Mails that still waited are gone with the erasure; this one names nobody. */
async function tellWithdrawn(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  { request }: Opened,
): Promise<void> {
  const mail = { kind: 'request-withdrawn', text: null } as const
  await sendToDepartment(trx, deps, municipality, request, mail)
}

/**
 * Notes whether it helped; the last word counts.
 * @throws AppError as `viewRequest`; 'state-conflict' before it is closed
 */
export async function sayHelpful(
  deps: Deps,
  municipality: Municipality,
  { token, helpful }: { token: string; helpful: boolean },
): Promise<RequestView> {
  return changeByToken(deps, municipality, token, async (trx, opened, now) => {
    requireManage(opened)
    const { state, erased_at: erasedAt } = opened.request
    if (state !== 'closed' || erasedAt !== null) throw new AppError('state-conflict')
    const value = helpful ? 1 : 0
    if (opened.request.helpful === value) return
    await applyChange(trx, opened, now, { kind: 'helpful', internal: 1 }, { helpful: value })
  })
}

/**
 * Takes another window for a promised call.
 * @throws AppError as `viewRequest`; 'state-conflict' without a promise, 'window-taken'
 */
export async function moveOwnCallback(
  deps: Deps,
  municipality: Municipality,
  { token, window }: { token: string; window: ChosenWindow },
): Promise<RequestView> {
  return changeByToken(deps, municipality, token, async (trx, opened, now) => {
    requireManage(opened)
    const { request } = opened
    const calls = await listCallbacksOf(trx, municipality.id, [request.id])
    const isPromised = calls.some(({ state }) => state === 'promised')
    if (!isPromised || !isAlive(request.state)) throw new AppError('state-conflict')
    const promise = await promiseCall(trx, deps, municipality, request, window)
    const due = callbackDue(promise, municipality.zone)
    const changes = { state: 'open', due_at: due, due_left: null, news: 1 } as const
    await applyChange(trx, opened, now, { kind: 'callback-promised' }, changes)
  })
}

function requireManage({ scope }: Opened): void {
  if (scope !== 'manage') throw new AppError('link-invalid')
}
