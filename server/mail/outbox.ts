import { randomBytes } from 'node:crypto'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import type { Mail } from './mails.ts'
import { deleteMailsAbout, insertOutboxMail } from './outbox.queries.ts'

export { deleteSettledMails } from './outbox.queries.ts'

/**
 * The one way to send a mail: it becomes a row of the caller's transaction, so that it goes out if
 * and only if what it tells was committed. Wake the dispatcher after the commit.
 * @returns its Message-ID
 */
export async function enqueueMail(
  trx: Trx,
  deps: Pick<Deps, 'keys' | 'clock' | 'config'>,
  mail: Mail,
): Promise<string> {
  const id = randomBytes(16).toString('base64url')
  const now = deps.clock.now()
  const messageId = `<${id}@${new URL(deps.config.publicUrl).hostname}>`
  await insertOutboxMail(trx, {
    tenant_id: mail.tenantId,
    id,
    kind: mail.kind,
    subject_id: mail.subjectId,
    state: 'waiting',
    sealed: deps.keys.seal(JSON.stringify(mail)),
    message_id: messageId,
    attempts: 0,
    due_at: now,
    last_error: null,
    created_at: now,
    sent_at: null,
  })
  return messageId
}

/** Erases every mail about an appointment or a request, also those that wait: its link or its person is gone. */
export async function withdrawMails(trx: Trx, tenantId: string, subjectId: string): Promise<void> {
  await deleteMailsAbout(trx, tenantId, subjectId)
}
