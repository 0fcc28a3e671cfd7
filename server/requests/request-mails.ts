import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import type { DepartmentMail, RequestMail } from '#server/mail/mails.ts'
import { enqueueMail } from '#server/mail/outbox.ts'
import { senderOf } from '#server/mail/sender.ts'
import { createToken } from '#server/placing/tokens.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { formatWallTime, localMoment } from '#shared/domain/local-time.ts'
import { mailboxOf, serviceTitleOf } from './mailbox.ts'
import { type ResidentRequest, insertToken } from './requests.queries.ts'

type MailDeps = Pick<Deps, 'keys' | 'clock' | 'config'>

/**
 * Queues a mail to the resident in the transaction that changed the request. Each carries a token of
 * its own, so that none is ever read back from the database.
 */
export async function sendRequestMail(
  trx: Trx,
  deps: MailDeps,
  municipality: Municipality,
  request: ResidentRequest,
  kind: RequestMail['kind'],
): Promise<void> {
  const { lang, hold_until: holdUntil } = request
  const mailbox = mailboxOf(municipality, request, lang)
  const isConfirmed = kind === 'request-confirmed'
  await enqueueMail(trx, deps, {
    kind,
    tenantId: municipality.id,
    subjectId: request.id,
    to: request.email,
    name: request.name,
    lang,
    // What nobody has confirmed reaches no department, not even as an answer to its mail.
    sender: senderOf(municipality, isConfirmed ? mailbox.address : undefined),
    ticket: request.ticket,
    mailboxName: mailbox.name,
    service: serviceTitleOf(municipality, request, lang),
    link: await mintLink(
      trx,
      deps,
      request,
      isConfirmed ? 'mein-anliegen' : 'anliegen/bestaetigen',
    ),
    holdUntil: holdUntil && formatWallTime(localMoment(holdUntil, municipality.zone).minute),
    validUntil: holdUntil,
  })
}

/**
 * Queues a mail to the functional mailbox that is responsible, which an administration can work
 * with in its own mail program.
 * @param text what the resident wrote; null with 'request-withdrawn', which names nobody either
 */
export async function sendToDepartment(
  trx: Trx,
  deps: MailDeps,
  municipality: Municipality,
  request: ResidentRequest,
  { kind, text }: Pick<DepartmentMail, 'kind' | 'text'>,
): Promise<void> {
  const mailbox = mailboxOf(municipality, request, 'de')
  const { name, email, phone, lang } = request
  await enqueueMail(trx, deps, {
    kind,
    tenantId: municipality.id,
    subjectId: request.id,
    to: mailbox.address,
    name: mailbox.name,
    lang: 'de',
    sender: senderOf(municipality),
    ticket: request.ticket,
    service: serviceTitleOf(municipality, request, 'de'),
    subject: request.subject,
    from: text === null ? null : { name, email, phone, lang },
    text,
    validUntil: null,
  })
}

/** A new link to the request; the secret stands in the fragment, which no server sees. */
async function mintLink(
  trx: Trx,
  deps: MailDeps,
  { tenant_id: tenantId, id, lang }: ResidentRequest,
  page: 'anliegen/bestaetigen' | 'mein-anliegen',
): Promise<string> {
  const { token, secretHash } = createToken(id)
  await insertToken(trx, {
    tenant_id: tenantId,
    request_id: id,
    secret_hash: secretHash,
    scope: 'manage',
    created_at: deps.clock.now(),
  })
  return `${deps.config.publicUrl}/${tenantId}/${page}?lang=${lang}#${token}`
}
