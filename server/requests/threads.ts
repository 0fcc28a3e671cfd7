import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import type { Mail, MailThread } from '#server/mail/mails.ts'
import { enqueueMail } from '#server/mail/outbox.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { listAttachments } from './attachments/attachments.ts'
import { type Side, replyAddress } from './reply-address.ts'
import type { ResidentRequest } from './requests.queries.ts'
import { insertMessage, listMessages } from './threads.queries.ts'

export { findOriginal } from './threads.queries.ts'

/** The step with which a request comes in, and its first files. */
export const firstStep = 1

/** The first one, which began it, and the last ones: as RFC 5537, 3.4.4 advises for long threads. */
const mostReferences = 10

/**
 * The one way to queue a mail about a confirmed request: it joins the conversation with that side,
 * and an answer to it finds back. With a step, the files of that step go along.
 * @returns its Message-ID
 */
export async function sendInThread(
  trx: Trx,
  deps: Pick<Deps, 'keys' | 'clock' | 'config'>,
  municipality: Municipality,
  request: Pick<ResidentRequest, 'id'>,
  side: Side,
  mail: Mail,
  step: number | null = null,
): Promise<string> {
  const { id: tenantId } = municipality
  const files =
    step === null
      ? []
      : (await listAttachments(trx, tenantId, request.id)).filter((file) => file.step === step)
  const messageId = await enqueueMail(trx, deps, {
    ...mail,
    thread: await threadOf(trx, deps, municipality, request.id, side),
    ...(files.length > 0 && { files: files.map(({ id, name, type }) => ({ id, name, type })) }),
  })
  await insertMessage(trx, {
    tenant_id: tenantId,
    message_id: messageId,
    request_id: request.id,
    side,
    direction: 'out',
    step,
    original: null,
    at: deps.clock.now(),
  })
  return messageId
}

async function threadOf(
  trx: Trx,
  deps: Pick<Deps, 'keys'>,
  municipality: Municipality,
  requestId: string,
  side: Side,
): Promise<MailThread> {
  const before = await listMessages(trx, municipality.id, requestId, side)
  const ids = before.map((message) => message.message_id)
  const lastIncoming = before.findLast(({ direction }) => direction === 'in')
  return {
    replyTo: replyAddress(deps, municipality, requestId, side),
    inReplyTo: lastIncoming?.message_id ?? ids.at(-1) ?? null,
    references: ids.length <= mostReferences ? ids : [ids[0]!, ...ids.slice(1 - mostReferences)],
  }
}
