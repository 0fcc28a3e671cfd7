import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { StaffRequest } from '#shared/contracts/staff-requests.ts'
import { isAlive } from '#shared/domain/request-state.ts'
import { listCallbacksOf, updatePromises } from '../callbacks/callbacks.queries.ts'
import { ending, stateAfter, takeStep } from '../life.ts'
import { ringRequests } from '../live.ts'
import { sendUpdate } from '../request-mails.ts'
import { lockRequest } from '../requests.queries.ts'
import { type Worker, requireReadable } from './access.ts'
import { describeForTeam } from './thread.ts'

/**
 * Lets one request of a person go on in another one of theirs. Only of the same person: else either
 * of them would read what the other has written.
 * @throws AppError 'not-found', 'state-conflict', 'invalid-input' for a request of somebody else
 */
export async function mergeRequest(
  deps: Deps,
  worker: Worker,
  id: string,
  intoId: string,
): Promise<StaffRequest> {
  const { municipality, staff } = worker
  await requireReadable(deps.db, worker, id)
  const other = { fields: { into: 'unknown-value' } } as const
  if (id === intoId) throw new AppError('invalid-input', other)
  const { request, from } = await deps.db.transaction().execute(async (trx) => {
    // In one order for all, so that two who merge crosswise do not wait for each other.
    for (const one of [id, intoId].sort()) await lockRequest(trx, municipality.id, one)
    const source = await requireReadable(trx, worker, id)
    const target = await requireReadable(trx, worker, intoId).catch(() => null)
    const isSame = target?.address_key === source.address_key && source.address_key !== ''
    if (!target || !isSame) throw new AppError('invalid-input', other)
    if (!isAlive(target.state)) throw new AppError('state-conflict')
    const now = deps.clock.now()
    const ended = { ...ending(now), state: stateAfter(source, 'close'), merged_into: target.id }
    const by = { staff_id: staff.id }
    await takeStep(trx, source, now, { kind: 'merged', ref: target.id, ...by }, ended)
    const joined = {
      kind: 'joined',
      internal: 1,
      ref: source.id,
      text: [source.subject, source.text].filter(Boolean).join('\n\n'),
      ...by,
    } as const
    const since = [target.unanswered_since, source.unanswered_since].filter((at) => at !== null)
    const changes = { unanswered_since: since.sort()[0] ?? null }
    const stepped = await takeStep(trx, target, now, joined, changes)
    const calls = await listCallbacksOf(trx, municipality.id, [target.id])
    const hasCall = calls.some(({ state }) => state === 'promised')
    await updatePromises(
      trx,
      municipality.id,
      source.id,
      hasCall ? { state: 'cancelled', settled_at: now } : { request_id: target.id },
    )
    const into = { kind: 'request-merged', into: target.ticket } as const
    await sendUpdate(trx, deps, municipality, source, into)
    return { request: stepped.request, from: source.mailbox_id }
  })
  deps.wakeMail()
  ringRequests(deps, municipality.id, [from, request.mailbox_id])
  return describeForTeam(deps.db, deps, worker, request)
}
