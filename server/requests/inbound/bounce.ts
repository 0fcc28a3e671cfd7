import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { takeStep } from '../life.ts'
import { findRequest, lockRequest } from '../requests.queries.ts'
import { listByMessageIds } from '../threads.queries.ts'
import { upsertBounce } from './inbound.queries.ts'
import type { Outcome } from './take-in.ts'

type BounceDeps = Pick<Deps, 'db' | 'clock'>

/** One of ours came back: the team sees it at the request, and the mailbox's health shows it. */
export async function takeBounce(
  trx: Trx,
  { clock }: BounceDeps,
  { id: tenantId }: Pick<Municipality, 'id'>,
  { code, about }: { code: string; about: readonly string[] },
): Promise<Outcome | null> {
  const sent = await listByMessageIds(trx, tenantId, about)
  const message = sent.find(({ direction }) => direction === 'out')
  if (!message) return null
  await lockRequest(trx, tenantId, message.request_id)
  const request = await findRequest(trx, tenantId, message.request_id)
  if (!request) return null
  const now = clock.now()
  const { mailbox_id: mailboxId } = request
  await takeStep(trx, request, now, { kind: 'bounced', internal: 1, text: code })
  if (message.side === 'department') {
    const row = { tenant_id: tenantId, mailbox_id: mailboxId, bounced_at: now, code }
    await upsertBounce(trx, row)
  }
  return { verdict: 'bounced', requestId: request.id, mailboxId }
}

/** The same for a mail that a server refused for good while we were handing it over. */
export async function noteFailedMail(
  deps: BounceDeps,
  mail: { tenant_id: string; message_id: string },
  code: string,
): Promise<void> {
  const about = [mail.message_id]
  const { tenant_id: id } = mail
  const [sent] = await listByMessageIds(deps.db, id, about)
  if (!sent) return
  await deps.db.transaction().execute(async (trx) => {
    await lockRequest(trx, id, sent.request_id)
    await takeBounce(trx, deps, { id }, { code, about })
  })
}
