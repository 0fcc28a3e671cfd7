import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { ForwardRequest, RequestGone } from '#shared/contracts/staff-requests.ts'
import type * as v from 'valibot'
import { listCallbacksOf, updatePromises } from '../callbacks/callbacks.queries.ts'
import { mailboxOf } from '../mailbox.ts'
import { sendToDepartment, sendUpdate } from '../request-mails.ts'
import { firstStep } from '../threads.ts'
import { listEvents } from '../requests.queries.ts'
import { learnFromCorrection } from '../routing/learn.ts'
import { type Worker, shareOf } from './access.ts'
import { type Desk, requireAlive, workOn } from './change.ts'
import { describeForTeam } from './thread.ts'
import { addNote, wasCorrected, wrongMailbox } from './work.ts'

/**
 * Sends a request on to another mailbox, whether or not one may read it there. The thread goes with
 * it, the resident is told who has it now, and what was promised stays promised: neither the clock
 * nor a call begins anew.
 * @throws AppError 'not-found', 'state-conflict', 'invalid-input' for a mailbox that does not exist
 */
export async function forwardRequest(
  deps: Deps,
  worker: Worker,
  id: string,
  { mailbox: to, note, wrong }: v.InferOutput<typeof ForwardRequest>,
): Promise<RequestGone> {
  const { municipality } = worker
  const isThere = municipality.file.mailboxes.some((known) => known.id === to)
  const { request } = await workOn(deps, worker, id, async (desk) => {
    requireAlive(desk)
    const from = desk.request.mailbox_id
    if (!isThere || to === from) {
      throw new AppError('invalid-input', { fields: { mailbox: 'unknown-value' } })
    }
    if (wrong) await correct(deps, desk, to)
    await addNote(desk, note)
    await desk.step(
      {
        kind: 'forwarded',
        from_mailbox_id: from,
        mailbox_id: to,
        ref: wrong ? wrongMailbox : null,
      },
      { mailbox_id: to, assigned_to: null, news: 1 },
    )
    await movePromises(deps, desk, from)
    const { trx, request } = desk
    await sendUpdate(trx, deps, municipality, request, { kind: 'request-moved' })
    const mail = { kind: 'request-forwarded', text: request.text } as const
    await sendToDepartment(trx, deps, municipality, request, mail, firstStep)
  })
  const { readable } = await shareOf(deps.db, worker)
  return {
    ticket: request.ticket,
    mailbox: mailboxOf(municipality, request, 'de'),
    request: readable.includes(to) ? await describeForTeam(deps.db, deps, worker, request) : null,
  }
}

async function correct(deps: Deps, { trx, request, worker }: Desk, to: string): Promise<void> {
  const { municipality } = worker
  const events = await listEvents(trx, municipality.id, request.id)
  await learnFromCorrection(trx, deps, municipality, request, {
    from: request.mailbox_id,
    to,
    wasCorrected: wasCorrected(events),
  })
}

/** Calls that were promised are made by the team that has the request now. */
async function movePromises(
  deps: Deps,
  { trx, request, worker }: Desk,
  from: string,
): Promise<void> {
  const { id: tenantId } = worker.municipality
  const calls = await listCallbacksOf(trx, tenantId, [request.id])
  const promise = calls.find(({ state }) => state === 'promised')
  if (!promise) return
  for (const mailboxId of [from, request.mailbox_id].sort()) {
    await deps.lockWindows(trx, tenantId, mailboxId, promise.date)
  }
  await updatePromises(trx, tenantId, request.id, { mailbox_id: request.mailbox_id })
}
