import type { Db } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { addressKeyOf } from '#server/placing/address.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { addMinutes } from '#shared/domain/local-time.ts'
import { type Side, requestOfAddress } from '../reply-address.ts'
import { type ResidentRequest, findRequest } from '../requests.queries.ts'
import { listByMessageIds } from '../threads.queries.ts'
import { countOpened, countTaken, findByTicket, findVerdict } from './inbound.queries.ts'
import type { IncomingMail } from './read-mail.ts'

export type JudgeDeps = Pick<Deps, 'keys' | 'clock' | 'config'>

/** What is to be done with a mail. */
export type Judgement =
  | { verdict: 'replied' | 'answered'; request: ResidentRequest; side: Side }
  | { verdict: 'opened'; mailboxId: string; maybeOf: string | null }
  | { verdict: 'bounced'; code: string; about: string[] }
  | { verdict: 'automatic' | 'loop' | 'repeated' | 'deferred' | 'refused'; reason: string }
  | { verdict: 'unreadable'; reason: string }

/** Per hour, and above it the mail has to wait outside. */
export interface InboundLimits {
  /** New requests of one sender. */
  openedBySender: number
  /** New requests of everybody together. */
  openedByAll: number
  /** Mails of one request. */
  ofRequest: number
  /** Answers of one resident within a day: what comes after is a program. */
  ofSender: number
  /** The same words of one sender to one request within a day: the same. */
  sameWords: number
}

export const inboundLimits: InboundLimits = {
  openedBySender: 10,
  openedByAll: 200,
  ofRequest: 20,
  ofSender: 50,
  sameWords: 2,
}

/** Message-IDs as the outbox makes them: 22 letters of an id. */
const ownId = /^<[\w-]{22}@(.+)>$/
const ticketInSubject = /\bA-[0-9A-Z]{3}-[0-9A-Z]{4}\b/

/**
 * Decides what a mail is, and whom it belongs to. Only a signed address together with the sender
 * whom it was made for makes it part of a request; what merely says so becomes a request of its own
 * with a hint. Programs are noted and never answered (RFC 3834, section 2).
 */
export async function judge(
  db: Db,
  deps: JudgeDeps,
  municipality: Municipality,
  mail: IncomingMail,
  limits: InboundLimits = inboundLimits,
): Promise<Judgement> {
  const { id: tenantId } = municipality
  const known = await findVerdict(db, tenantId, mail.digest)
  if (known) return { verdict: 'repeated', reason: known }
  if (mail.bounce) return { verdict: 'bounced', ...mail.bounce }
  if (isOwn(deps, municipality, mail)) return { verdict: 'loop', reason: 'own-mail' }
  if (mail.automatic) return { verdict: 'automatic', reason: mail.automatic }
  if (!mail.from) return { verdict: 'unreadable', reason: 'no-author' }
  const signed = signedAddressOf(deps, municipality, mail)
  const request = signed && (await findRequest(db, tenantId, signed.requestId))
  const words = { words_key: wordsKeyOf(deps, mail, request?.id ?? null) }
  if ((await countTaken(db, tenantId, before(deps, 24 * 60), words)) >= limits.sameWords) {
    return { verdict: 'loop', reason: 'same-words' }
  }
  if (signed && request && isKnownSender(deps, municipality, mail.from, request, signed.side)) {
    const ofSender = { sender_key: addressKeyOf(deps, mail.from.address) }
    const today =
      signed.side === 'resident'
        ? await countTaken(db, tenantId, before(deps, 24 * 60), ofSender)
        : 0
    if (today >= limits.ofSender) return { verdict: 'loop', reason: 'too-many' }
    const ofRequest = { request_id: request.id }
    const recent = await countTaken(db, tenantId, before(deps, 60), ofRequest)
    if (recent >= limits.ofRequest) return { verdict: 'deferred', reason: 'request-limit' }
    return {
      verdict: signed.side === 'resident' ? 'replied' : 'answered',
      request: await whereItGoesOn(db, request),
      side: signed.side,
    }
  }
  const limit = await reachedLimit(db, deps, tenantId, mail.from.address, limits)
  if (limit) return { verdict: 'deferred', reason: limit }
  const maybeOf = request?.id ?? (await findHint(db, tenantId, mail))
  return { verdict: 'opened', mailboxId: mailboxFor(municipality, mail), maybeOf }
}

/** What was merged goes on in another request of the same person. */
async function whereItGoesOn(db: Db, request: ResidentRequest): Promise<ResidentRequest> {
  const into = request.merged_into
  const target = into === null ? undefined : await findRequest(db, request.tenant_id, into)
  return target && target.erased_at === null ? target : request
}

function signedAddressOf(deps: JudgeDeps, municipality: Municipality, mail: IncomingMail) {
  for (const address of mail.recipients) {
    const signed = requestOfAddress(deps, municipality, address)
    if (signed) return signed
  }
  return null
}

function isOwn({ config }: JudgeDeps, { file }: Municipality, mail: IncomingMail): boolean {
  const host = ownId.exec(mail.messageId ?? '')?.[1]?.toLowerCase()
  if (host === new URL(config.publicUrl).hostname) return true
  const from = mail.from?.address.toLowerCase()
  if (from === undefined) return false
  const own = [config.mailFrom, file.requests.replyTo].map((address) => address?.toLowerCase())
  return own.includes(from) || own.includes(from.replace(/\+[^@]*(?=@)/, ''))
}

/** The person who wrote the request, or a functional address of the municipality. */
function isKnownSender(
  deps: JudgeDeps,
  { file }: Municipality,
  { address }: { address: string },
  request: ResidentRequest,
  side: Side,
): boolean {
  if (side === 'resident') {
    if (request.email === '') return false
    return addressKeyOf(deps, address) === addressKeyOf(deps, request.email)
  }
  return file.mailboxes.some((mailbox) => mailbox.address.toLowerCase() === address.toLowerCase())
}

/** The same words of the same sender to the same request. */
export function wordsKeyOf(deps: JudgeDeps, mail: IncomingMail, requestId: string | null): string {
  const from = mail.from?.address.toLowerCase() ?? ''
  return deps.keys.hash('mail', JSON.stringify([from, requestId, mail.text]))
}

const before = ({ clock }: JudgeDeps, minutes: number) => addMinutes(clock.now(), -minutes)

async function reachedLimit(
  db: Db,
  deps: JudgeDeps,
  tenantId: string,
  from: string,
  { openedBySender, openedByAll }: InboundLimits,
): Promise<string | null> {
  const anHourAgo = before(deps, 60)
  const key = addressKeyOf(deps, from)
  if ((await countOpened(db, tenantId, anHourAgo, key)) >= openedBySender) return 'sender-limit'
  return (await countOpened(db, tenantId, anHourAgo, null)) >= openedByAll ? 'tenant-limit' : null
}

/** What a mail says to belong to without proving it: by what it answers, or by a ticket's number. */
async function findHint(db: Db, tenantId: string, mail: IncomingMail): Promise<string | null> {
  const [answered] = await listByMessageIds(db, tenantId, mail.answers)
  if (answered) return answered.request_id
  const [ticket] = ticketInSubject.exec(mail.subject) ?? []
  return ticket === undefined ? null : findByTicket(db, tenantId, ticket)
}

/** The functional address that it was sent to, else the general one. */
function mailboxFor({ file }: Municipality, { recipients }: IncomingMail): string {
  const mailbox = file.mailboxes.find(({ address }) => recipients.includes(address.toLowerCase()))
  return mailbox?.id ?? file.tenant.generalMailbox
}
