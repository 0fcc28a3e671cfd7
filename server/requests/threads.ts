import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import type { Mail } from '#server/mail/mails.ts'
import { enqueueMail } from '#server/mail/outbox.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { replyAddress } from './reply-address.ts'
import type { ResidentRequest } from './requests.queries.ts'

/** Queues a mail about a confirmed request so that it joins the thread; returns its Message-ID. */
export async function sendInThread(
  trx: Trx,
  deps: Pick<Deps, 'keys' | 'clock' | 'config'>,
  municipality: Municipality,
  request: ResidentRequest,
  _side: 'resident' | 'department',
  mail: Mail,
): Promise<string> {
  const replyTo = replyAddress(deps, municipality, request.id) ?? mail.sender.replyTo
  return enqueueMail(trx, deps, { ...mail, sender: { ...mail.sender, replyTo } })
}
