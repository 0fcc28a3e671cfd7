import type { Deps } from '#server/deps.ts'
import { readStored } from '#server/requests/attachments/store.ts'
import { addMinutes } from '#shared/domain/local-time.ts'
import { nextTry } from './backoff.ts'
import { classify } from './classify.ts'
import type { Mail } from './mails.ts'
import {
  type OutboxMail,
  claimDueMail,
  markMailFailed,
  markMailOutdated,
  markMailSent,
  postponeMail,
} from './outbox.queries.ts'
import { renderMail } from './templates/render.ts'
import type { Transport } from './transport.ts'

export type MailDeps = Pick<Deps, 'db' | 'engine' | 'clock' | 'keys' | 'log' | 'config'>

/** Is told of a mail that no later try can deliver. */
export type OnFailed = (mail: OutboxMail, code: string) => Promise<void>

/** Longer than the longest try: whoever finds an older claim knows that its dispatcher died. */
const leaseMinutes = 2

/**
 * Claims the next mail that is due and tries to send it. The SMTP conversation happens outside of
 * any transaction, so a crash after the server's yes sends it once more, with the same Message-ID.
 * @returns false if no mail is due
 */
export async function deliverNext(
  deps: MailDeps,
  transport: Transport,
  chance: () => number = Math.random,
  onFailed: OnFailed = async () => {},
): Promise<boolean> {
  const now = deps.clock.now()
  const row = await claimDueMail(deps.db, deps.engine, now, addMinutes(now, leaseMinutes))
  if (!row) return false
  const mail = openMail(deps, row)
  if (!mail) {
    await markMailFailed(deps.db, row, 'unreadable')
    report(deps, row, 'failed', 'unreadable')
  } else if (mail.validUntil !== null && now >= mail.validUntil) {
    await markMailOutdated(deps.db, row)
    report(deps, row, 'failed', 'outdated')
  } else {
    const code = await attempt(deps, transport, row, mail, chance)
    if (code !== null) await onFailed(row, code)
  }
  return true
}

/** @returns the code of a failure that is final, else null */
async function attempt(
  deps: MailDeps,
  transport: Transport,
  row: OutboxMail,
  mail: Mail,
  chance: () => number,
): Promise<string | null> {
  try {
    const words = renderMail(mail)
    const attachments = [...words.attachments, ...(await readFiles(deps, mail))]
    const { message_id: messageId, created_at: date } = row
    await transport.send({ ...words, attachments, messageId, date })
  } catch (error) {
    return settleFailure(deps, row, error, chance())
  }
  await markMailSent(deps.db, row, deps.clock.now())
  report(deps, row, 'sent', null)
  return null
}

/** Files that have been erased meanwhile are left out: the rest of the mail is still true. */
async function readFiles({ config }: MailDeps, { tenantId, files = [] }: Mail) {
  const read = await Promise.all(
    files.map(async ({ id, name, type }) => {
      const content = await readStored(config, tenantId, id)
      return content ? [{ filename: name, contentType: type, content }] : []
    }),
  )
  return read.flat()
}

async function settleFailure(
  deps: MailDeps,
  row: OutboxMail,
  error: unknown,
  chance: number,
): Promise<string | null> {
  const { permanent, code } = classify(error)
  const dueAt = permanent ? null : nextTry(row, deps.clock.now(), chance)
  if (dueAt === null) await markMailFailed(deps.db, row, code)
  else await postponeMail(deps.db, row, dueAt, code)
  report(deps, row, dueAt === null ? 'failed' : 'postponed', code)
  return dueAt === null ? code : null
}

/** Null if this process does not have the key that sealed it. */
function openMail(deps: MailDeps, row: OutboxMail): Mail | null {
  try {
    return JSON.parse(deps.keys.open(row.sealed)) as Mail
  } catch {
    return null
  }
}

function report(
  deps: MailDeps,
  row: OutboxMail,
  outcome: 'sent' | 'postponed' | 'failed',
  code: string | null,
): void {
  const level = outcome === 'sent' ? 'info' : outcome === 'postponed' ? 'warn' : 'error'
  deps.log[level](`mail-${outcome}`, {
    mail: row.id,
    kind: row.kind,
    attempt: row.attempts,
    code,
  })
}
