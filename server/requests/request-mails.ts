import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import type { DepartmentMail, RequestMail, RequestUpdateMail } from '#server/mail/mails.ts'
import { enqueueMail } from '#server/mail/outbox.ts'
import { senderOf } from '#server/mail/sender.ts'
import { createToken } from '#server/placing/tokens.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { formatWallTime, localMoment } from '#shared/domain/local-time.ts'
import { type Callback, listCallbacksOf } from './callbacks/callbacks.queries.ts'
import { mailboxOf, serviceTitleOf } from './mailbox.ts'
import { type ResidentRequest, insertToken } from './requests.queries.ts'
import { teamOf } from './teams.ts'
import { sendInThread } from './threads.ts'
import { answersOf } from './topics.ts'

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
  const mail: RequestMail = {
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
  }
  if (isConfirmed) await sendInThread(trx, deps, municipality, request, 'resident', mail)
  else await enqueueMail(trx, deps, mail)
}

type Update = Pick<RequestUpdateMail, 'kind'> &
  Partial<Pick<RequestUpdateMail, 'text' | 'isSettled' | 'into'>> & { callback?: Callback }

/** Queues a mail to the resident about something new; returns its Message-ID. */
export async function sendUpdate(
  trx: Trx,
  deps: MailDeps,
  municipality: Municipality,
  request: ResidentRequest,
  update: Update,
  step: number | null = null,
): Promise<string> {
  const link = await mintLink(trx, deps, request, 'mein-anliegen')
  const mail = composeUpdate(municipality, request, update, link)
  return sendInThread(trx, deps, municipality, request, 'resident', mail, step)
}

/** What the resident is told about something new. */
export function composeUpdate(
  municipality: Municipality,
  request: ResidentRequest,
  { kind, text = null, isSettled = false, into = null, callback }: Update,
  link: string,
): RequestUpdateMail {
  const { lang } = request
  const mailbox = mailboxOf(municipality, request, lang)
  return {
    kind,
    tenantId: municipality.id,
    subjectId: request.id,
    to: request.email,
    name: request.name,
    lang,
    sender: senderOf(municipality, mailbox.address),
    ticket: request.ticket,
    mailboxName: mailbox.name,
    service: serviceTitleOf(municipality, request, lang),
    text,
    isSettled,
    into,
    window: callback ? windowOf(callback) : null,
    link,
    writtenBy: text === null ? 'machine' : 'person',
    validUntil: null,
  }
}

function windowOf({ date, from_minute: from, to_minute: to }: Callback) {
  return { date, from: formatWallTime(from), to: formatWallTime(to) }
}

/**
 * Queues a mail to the functional mailbox that is responsible, which an administration can work
 * with in its own mail program; none to a team that works here alone. The files of a step go along.
 * @param text what the resident wrote; null with 'request-withdrawn', which names nobody either
 */
export async function sendToDepartment(
  trx: Trx,
  deps: MailDeps,
  municipality: Municipality,
  request: ResidentRequest,
  { kind, text }: Pick<DepartmentMail, 'kind' | 'text'>,
  step: number | null = null,
): Promise<void> {
  const mailbox = mailboxOf(municipality, request, 'de')
  if (teamOf(municipality, mailbox.slug).work === 'here') return
  const { name, email, phone, lang } = request
  const mail: DepartmentMail = {
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
    facts: kind === 'request-forwarded' ? await factsOf(trx, municipality, request) : [],
    validUntil: null,
  }
  await sendInThread(trx, deps, municipality, request, 'department', mail, step)
}

async function factsOf(
  trx: Trx,
  municipality: Municipality,
  request: ResidentRequest,
): Promise<DepartmentMail['facts']> {
  const answers = answersOf(municipality, request, 'de').map(({ label, value }) => ({
    label,
    value: value.replaceAll('\n', ' '),
  }))
  const calls = await listCallbacksOf(trx, municipality.id, [request.id])
  const promise = calls.findLast(({ state }) => state === 'promised')
  if (!promise) return answers
  const { date, from, to } = windowOf(promise)
  const [year, month, day] = date.split('-')
  return [...answers, { label: 'Rückruf', value: `${day}.${month}.${year}, ${from}–${to} Uhr` }]
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
