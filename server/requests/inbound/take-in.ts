import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { Language } from '#shared/contracts/fields.ts'
import { isAlive } from '#shared/domain/request-state.ts'
import { departmentAnswered, openByMail, residentWrote, takeStep } from '../life.ts'
import type { Side } from '../reply-address.ts'
import { sendToDepartment, sendUpdate } from '../request-mails.ts'
import type { ResidentRequest } from '../requests.queries.ts'
import { insertMessage } from '../threads.queries.ts'
import { firstStep } from '../threads.ts'
import { deleteBounce } from './inbound.queries.ts'
import type { Verdict } from './inbound.table.ts'
import { type MailFiles, attachMailFiles } from './mail-files.ts'
import { withoutQuotes } from './readable-text.ts'
import type { IncomingMail } from './read-mail.ts'

/** What a mail has become. */
export interface Outcome {
  verdict: Exclude<Verdict, 'repeated' | 'deferred'>
  requestId: string | null
  /** Whose team sees something new. */
  mailboxId: string
}

const longestStep = 20_000

/** The resident's answer. What may not be opened again goes on as a request of its own. */
export async function takeReply(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  mail: IncomingMail,
  request: ResidentRequest,
  files: MailFiles,
): Promise<Outcome> {
  const text = readable(mail, request.lang)
  const words = { kind: 'replied', text, messageId: mail.messageId } as const
  const written = await residentWrote(trx, deps, municipality, request, words)
  if (!written) {
    const { mailbox_id: mailboxId, id: maybeOf } = request
    return takeNew(trx, deps, municipality, mail, { mailboxId, maybeOf }, files)
  }
  const { position } = written
  await keepWithStep(trx, deps, mail, written.request, position, 'resident', files)
  const added = { kind: 'request-added', text } as const
  await sendToDepartment(trx, deps, municipality, written.request, added, position)
  return { verdict: 'replied', requestId: request.id, mailboxId: request.mailbox_id }
}

/** The department's answer out of its own mail program: the resident gets it as any other answer. */
export async function takeAnswer(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  mail: IncomingMail,
  request: ResidentRequest,
  files: MailFiles,
): Promise<Outcome> {
  const { id: requestId, mailbox_id: mailboxId } = request
  if (request.erased_at !== null || !(isAlive(request.state) || request.state === 'closed')) {
    return { verdict: 'refused', requestId, mailboxId }
  }
  const text = readable(mail, 'de')
  const { messageId } = mail
  const { position } = isAlive(request.state)
    ? await departmentAnswered(trx, deps, municipality, request, {
        text,
        staffId: null,
        then: 'close',
        messageId,
      })
    : await takeStep(trx, request, deps.clock.now(), {
        kind: 'answered',
        text,
        mailbox_id: mailboxId,
        message_id: messageId,
      })
  await keepWithStep(trx, deps, mail, request, position, 'department', files)
  await deleteBounce(trx, municipality.id, mailboxId)
  const update = { kind: 'request-answered', text, isSettled: true } as const
  await sendUpdate(trx, deps, municipality, request, update, position)
  return { verdict: 'answered', requestId, mailboxId }
}

/** A mail that belongs to no request for sure. */
export async function takeNew(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  mail: IncomingMail,
  { mailboxId, maybeOf }: { mailboxId: string; maybeOf: string | null },
  files: MailFiles,
): Promise<Outcome> {
  const author = mail.from!
  const request = await openByMail(trx, deps, municipality, {
    mailboxId,
    from: { name: author.name || author.address, email: author.address },
    subject: mail.subject || null,
    text: readable(mail, 'de'),
    lang: 'de',
    maybeOf,
    messageId: mail.messageId,
  })
  await keepWithStep(trx, deps, mail, request, firstStep, 'resident', files)
  if (!isFunctional(municipality, author.address)) {
    const forwarded = { kind: 'request-forwarded', text: request.text } as const
    await sendToDepartment(trx, deps, municipality, request, forwarded, firstStep)
  }
  return { verdict: 'opened', requestId: request.id, mailboxId: request.mailbox_id }
}

/** A department that writes to us is not written to: two programs could do so for ever. */
function isFunctional({ file }: Municipality, address: string): boolean {
  return file.mailboxes.some((mailbox) => mailbox.address.toLowerCase() === address.toLowerCase())
}

function readable({ text }: IncomingMail, lang: Language): string {
  const own = withoutQuotes(text)
  if (own === '') return lang === 'en' ? '(no text)' : '(ohne Text)'
  return own.length > longestStep ? `${own.slice(0, longestStep)}\n[…]` : own
}

/** Keeps what came with a step: its files, and all of its text. */
async function keepWithStep(
  trx: Trx,
  { clock, config }: Deps,
  mail: IncomingMail,
  request: ResidentRequest,
  step: number,
  side: Side,
  files: MailFiles,
): Promise<void> {
  const { tenant_id: tenantId, id } = request
  const now = clock.now()
  if (mail.messageId !== null) {
    await insertMessage(trx, {
      tenant_id: tenantId,
      message_id: mail.messageId,
      request_id: id,
      side,
      direction: 'in',
      step,
      original: mail.text,
      at: now,
    })
  }
  const { refused } = await attachMailFiles(trx, request, step, files)
  const text = whatIsMissing(mail, refused, config.mailInMaxBytes)
  if (text !== null) await takeStep(trx, request, now, { kind: 'noted', internal: 1, text })
}

/** In German only: it is for the team. */
function whatIsMissing({ isCut }: IncomingMail, refused: number, mostBytes: number): string | null {
  const original = 'Das Original liegt im Postfach.'
  if (isCut) {
    const mebibytes = Math.floor(mostBytes / 1024 / 1024)
    return `Die E-Mail war größer als ${mebibytes} MB. Ihre Anlagen wurden nicht übernommen. ${original}`
  }
  if (refused === 0) return null
  const files = refused === 1 ? 'Eine Anlage' : `${refused} Anlagen`
  const verb = refused === 1 ? 'wurde' : 'wurden'
  return `${files} ${verb} nicht übernommen: zu groß, von anderer Art oder nicht sicher. ${original}`
}
