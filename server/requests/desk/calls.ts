import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { CallbackOutcome, MoveCallback } from '#shared/contracts/callbacks.ts'
import type { StaffRequest } from '#shared/contracts/staff-requests.ts'
import { dueAfter } from '#shared/domain/request-due.ts'
import type * as v from 'valibot'
import { type Callback, findCallback, updateCallback } from '../callbacks/callbacks.queries.ts'
import { callbackDue, promiseCall } from '../callbacks/promise.ts'
import { resting } from '../life.ts'
import { sendUpdate } from '../request-mails.ts'
import type { ResidentRequest } from '../requests.queries.ts'
import { teamOf } from '../teams.ts'
import { type Worker, isId } from './access.ts'
import { type Desk, changeRequest, requireAlive } from './change.ts'
import { addNote, endRequest } from './work.ts'

/**
 * Promises a call, or another window for one.
 * @throws AppError 'not-found', 'state-conflict', 'window-taken', 'invalid-input' without a number
 */
export function promiseAsStaff(
  deps: Deps,
  worker: Worker,
  id: string,
  { window, phone }: v.InferOutput<typeof MoveCallback>,
): Promise<StaffRequest> {
  return changeRequest(deps, worker, id, async (desk) => {
    requireAlive(desk)
    const { trx, request } = desk
    const { municipality } = worker
    const number = phone ?? request.phone
    if (number === null) throw new AppError('invalid-input', { fields: { phone: 'required' } })
    const callback = await promiseCall(trx, deps, municipality, request, window, 'staff')
    await desk.step(
      { kind: 'callback-promised' },
      {
        state: 'open',
        reply_by: 'callback',
        phone: number,
        due_at: callbackDue(callback, municipality.zone),
        due_left: null,
      },
    )
    const update = { kind: 'request-promised', callback } as const
    await sendUpdate(trx, deps, municipality, desk.request, update)
  })
}

/**
 * Notes how a promised call went. Whoever was not reached is told so and chooses another window.
 * @throws AppError 'not-found', 'state-conflict' for a call that was settled before
 */
export async function settleCall(
  deps: Deps,
  worker: Worker,
  callbackId: string,
  { outcome, note, close }: v.InferOutput<typeof CallbackOutcome>,
): Promise<StaffRequest> {
  const { id: tenantId } = worker.municipality
  const known = isId.test(callbackId)
    ? await findCallback(deps.db, tenantId, callbackId)
    : undefined
  if (!known) throw new AppError('not-found')
  return changeRequest(deps, worker, known.request_id, async (desk) => {
    requireAlive(desk)
    const call = await findCallback(desk.trx, tenantId, callbackId)
    if (call?.state !== 'promised') throw new AppError('state-conflict')
    await addNote(desk, note)
    if (outcome === 'not-reached') await missed(deps, desk, call)
    else await settled(desk, call, outcome)
    if (outcome === 'reached' && close) await endRequest(deps, desk)
  })
}

async function missed(deps: Deps, desk: Desk, call: Callback): Promise<void> {
  const { trx, worker, request, now } = desk
  const { municipality } = worker
  const attempts = call.attempts + 1
  await updateCallback(trx, municipality.id, call.id, { attempts, last_attempt_at: now })
  await desk.step({ kind: 'callback-missed' }, resting(municipality, request, now))
  const update = { kind: 'request-missed', callback: call } as const
  await sendUpdate(trx, deps, municipality, request, update)
}

async function settled(desk: Desk, call: Callback, outcome: 'reached' | 'give-up'): Promise<void> {
  const { trx, worker, now } = desk
  const { id: tenantId } = worker.municipality
  const isReached = outcome === 'reached'
  await updateCallback(trx, tenantId, call.id, {
    state: isReached ? 'reached' : 'given-up',
    settled_at: now,
    ...(isReached && { last_attempt_at: now }),
  })
  const kind = isReached ? 'callback-done' : 'callback-missed'
  await desk.step({ kind }, goingOn(desk, isReached))
}

/** What a call that is settled leaves open is answered by mail, in the usual time. */
function goingOn({ worker, request, now }: Desk, isReached: boolean): Partial<ResidentRequest> {
  const { dueMinutes, calendar } = teamOf(worker.municipality, request.mailbox_id)
  return {
    state: 'open',
    reply_by: 'mail',
    due_at: dueAfter(now, dueMinutes, calendar),
    due_left: null,
    unanswered_since: isReached ? null : (request.unanswered_since ?? now),
    news: 0,
  }
}
