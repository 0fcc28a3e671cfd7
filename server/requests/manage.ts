import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { describeRequest, remember, replay } from '#server/placing/idempotency.ts'
import { insertErasure } from '#server/placing/placing.queries.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { RequestView } from '#shared/contracts/requests.ts'
import { requestStateAfter } from '#shared/domain/request-state.ts'
import { applyChange, changeByToken, describeOpened, openByToken } from './by-token.ts'
import { erased, eraseRequest } from './erase.ts'
import { sendRequestMail, sendToDepartment } from './request-mails.ts'

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
    if (opened.scope !== 'manage') throw new AppError('link-invalid')
    if (opened.request.confirmed_at !== null && opened.request.state !== 'withdrawn') return
    const state = requestStateAfter(opened.request.state, 'confirm')
    if (!state) throw new AppError('state-conflict')
    const changes = { state, hold_until: null, confirmed_at: now }
    await applyChange(trx, opened, now, { kind: 'confirmed' }, changes)
    const { request } = opened
    await sendRequestMail(trx, deps, municipality, request, 'request-confirmed')
    const mail = { kind: 'request-forwarded', text: request.text } as const
    await sendToDepartment(trx, deps, municipality, request, mail)
  })
}

/**
 * Adds to an open request and passes it on. With a key, the same words are added once.
 * @throws AppError as `viewRequest`; 'state-conflict', 'too-many-requests', 'idempotency-key-reused'
 */
export async function addToRequest(
  deps: Deps,
  municipality: Municipality,
  addition: { token: string; text: string },
  idempotencyKey?: string,
): Promise<RequestView> {
  const { token, text } = addition
  const repetition = idempotencyKey
    ? describeRequest(deps, municipality.id, idempotencyKey, addition)
    : null
  return changeByToken(deps, municipality, token, async (trx, opened, now) => {
    if (opened.scope !== 'manage') throw new AppError('link-invalid')
    if (repetition && (await replay(trx, deps, repetition))) return
    if (opened.request.state !== 'open') throw new AppError('state-conflict')
    deps.limits.check('add', opened.request.id)
    await applyChange(trx, opened, now, { kind: 'added', text }, null)
    const mail = { kind: 'request-added', text } as const
    await sendToDepartment(trx, deps, municipality, opened.request, mail)
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
    const state = requestStateAfter(request.state, 'withdraw')
    if (!state) throw new AppError('state-conflict')
    const changes = { state, hold_until: null, closed_at: request.closed_at ?? now }
    await applyChange(trx, opened, now, { kind: 'withdrawn' }, changes)
    await eraseRequest(trx, request, now)
    await insertErasure(trx, municipality.id, request.id, now)
    opened.request = { ...opened.request, ...erased, erased_at: now }
    // Mails that still waited are gone with the erasure; this one names nobody.
    if (request.confirmed_at === null) return
    const mail = { kind: 'request-withdrawn', text: null } as const
    await sendToDepartment(trx, deps, municipality, opened.request, mail)
  })
}
