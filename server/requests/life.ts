import { randomBytes, randomUUID } from 'node:crypto'
import { recordEvent } from '#server/audit/audit.ts'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { addressKeyOf } from '#server/placing/address.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { AuditAction } from '#shared/contracts/audit.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { dueAfter, dueAfterRest, serviceMinutesBetween } from '#shared/domain/request-due.ts'
import { type RequestAction, mayReopen, requestStateAfter } from '#shared/domain/request-state.ts'
import { ticketNumber } from '#shared/domain/ticket.ts'
import {
  type RequestEvent,
  type ResidentRequest,
  insertEvent,
  insertRequest,
  isTicketUsed,
  updateRequest,
} from './requests.queries.ts'
import { learnFromEnd } from './routing/learn.ts'
import { teamOf } from './teams.ts'

/** A step in the life of a request, as it is noted. */
export interface Step extends Partial<
  Pick<
    RequestEvent,
    | 'text'
    | 'staff_id'
    | 'to_staff_id'
    | 'mailbox_id'
    | 'from_mailbox_id'
    | 'ref'
    | 'message_id'
    | 'internal'
  >
> {
  kind: RequestEvent['kind']
}

export interface Stepped {
  request: ResidentRequest
  /** Of the event, for files that belong to it. */
  position: number
}

type LifeDeps = Pick<Deps, 'clock'>

/** A request that nobody has worked on. */
export const untouched = {
  topic_id: null,
  fields: null,
  reply_by: 'mail',
  source: 'form',
  assigned_to: null,
  first_mailbox_id: null,
  due_at: null,
  due_left: null,
  unanswered_since: null,
  news: 0,
  has_attachments: 0,
  reopened: 0,
  merged_into: null,
  maybe_of: null,
  helpful: null,
} as const satisfies Partial<ResidentRequest>

/** The one way to change a request that is locked: what is different, the step, and the record of it. */
export async function takeStep(
  trx: Trx,
  request: ResidentRequest,
  now: Instant,
  step: Step,
  changes: Partial<ResidentRequest> | null = null,
): Promise<Stepped> {
  const { tenant_id: tenantId, id } = request
  if (changes) await updateRequest(trx, tenantId, id, changes)
  const position = await insertEvent(trx, { tenant_id: tenantId, request_id: id, at: now, ...step })
  const { kind, staff_id: staffId, mailbox_id: to, from_mailbox_id: from } = step
  await recordEvent(trx, {
    tenantId,
    at: now,
    actor: staffId ? `staff:${staffId}` : actorOf(kind),
    action: `request-${kind}` satisfies AuditAction,
    subject: id,
    details: { ...(from && { from }), ...(to && { to }) },
  })
  return { request: { ...request, ...changes }, position }
}

const actorOf = (kind: Step['kind']) =>
  (['bounced', 'answered', 'noted'] as Step['kind'][]).includes(kind)
    ? ('system' as const)
    : ('resident' as const)

/** @throws AppError 'state-conflict' where the state does not allow it */
export function stateAfter(request: ResidentRequest, action: RequestAction) {
  const state = requestStateAfter(request.state, action)
  if (!state) throw new AppError('state-conflict')
  return state
}

/** What a confirmation changes: the clock of the team begins to run. */
export function beginning(
  municipality: Municipality,
  mailboxId: string,
  now: Instant,
): Partial<ResidentRequest> {
  const { dueMinutes, calendar } = teamOf(municipality, mailboxId)
  return {
    state: 'open',
    hold_until: null,
    confirmed_at: now,
    first_mailbox_id: mailboxId,
    due_at: dueAfter(now, dueMinutes, calendar),
    unanswered_since: now,
    news: 1,
  }
}

/** What asking the resident changes: the clock rests until they answer. */
export function resting(
  municipality: Municipality,
  request: ResidentRequest,
  now: Instant,
): Partial<ResidentRequest> {
  const { calendar } = teamOf(municipality, request.mailbox_id)
  const left = request.due_at
    ? serviceMinutesBetween(now, request.due_at, calendar)
    : request.due_left
  return {
    state: stateAfter(request, 'ask'),
    due_at: null,
    due_left: left,
    unanswered_since: null,
    news: 0,
  }
}

/** What ends a request, however it ends. */
export function ending(now: Instant): Partial<ResidentRequest> {
  return { due_at: null, due_left: null, unanswered_since: null, news: 0, closed_at: now }
}

/** What opening a closed request again changes: it is due anew, as if it had just come in. */
export function reopening(
  municipality: Municipality,
  request: ResidentRequest,
  now: Instant,
): Partial<ResidentRequest> {
  const { dueMinutes, calendar } = teamOf(municipality, request.mailbox_id)
  return {
    state: stateAfter(request, 'reopen'),
    closed_at: null,
    reopened: request.reopened + 1,
    helpful: null,
    merged_into: null,
    due_at: dueAfter(now, dueMinutes, calendar),
    unanswered_since: now,
    news: 1,
  }
}

/** Whether somebody's word may open this closed request again. */
export function isReopenable({ file }: Municipality, request: ResidentRequest): boolean {
  const { state, reopened, erased_at: erasedAt, merged_into: mergedInto } = request
  const limit = mergedInto === null ? file.requests.reopenLimit : 0
  return mayReopen({ state, reopened, erased: erasedAt !== null }, limit)
}

/**
 * Notes what the resident has written, through the link or by mail. What waited for it goes on, and
 * what was closed is opened again within the limit. The request is locked.
 * @returns null if its state allows no more words
 */
export async function residentWrote(
  trx: Trx,
  { clock }: LifeDeps,
  municipality: Municipality,
  request: ResidentRequest,
  {
    kind,
    text,
    messageId = null,
  }: {
    kind: 'added' | 'replied'
    text: string
    messageId?: string | null
  },
): Promise<Stepped | null> {
  const now = clock.now()
  const step = { kind, text, message_id: messageId }
  if (request.state === 'open') {
    const changes = { unanswered_since: request.unanswered_since ?? now, news: 1 }
    return takeStep(trx, request, now, step, changes)
  }
  if (request.state === 'waiting') {
    const { calendar } = teamOf(municipality, request.mailbox_id)
    return takeStep(trx, request, now, step, {
      state: stateAfter(request, 'resume'),
      due_at: dueAfterRest(request.due_left, now, calendar),
      due_left: null,
      unanswered_since: now,
      news: 1,
    })
  }
  if (!isReopenable(municipality, request)) return null
  const written = await takeStep(trx, request, now, step)
  const reopened = reopening(municipality, request, now)
  const { request: open } = await takeStep(trx, request, now, { kind: 'reopened' }, reopened)
  return { request: open, position: written.position }
}

/** What a team's word to the resident changes. */
export function answering(
  municipality: Municipality,
  request: ResidentRequest,
  then: 'close' | 'wait' | 'keep',
  now: Instant,
): { kind: 'answered' | 'asked'; changes: Partial<ResidentRequest> } {
  if (request.state !== 'open' && request.state !== 'waiting') throw new AppError('state-conflict')
  if (then === 'wait') return { kind: 'asked', changes: resting(municipality, request, now) }
  if (then === 'keep') return { kind: 'answered', changes: { unanswered_since: null, news: 0 } }
  return { kind: 'answered', changes: { state: stateAfter(request, 'close'), ...ending(now) } }
}

/**
 * Notes what the team has written to the resident; the mail is the caller's. The request is locked.
 * @throws AppError 'state-conflict' for what is not open
 */
export async function departmentAnswered(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'searches' | 'routings'>,
  municipality: Municipality,
  request: ResidentRequest,
  answer: {
    text: string
    staffId: string | null
    then: 'close' | 'wait' | 'keep'
    messageId?: string | null
  },
): Promise<Stepped> {
  const now = deps.clock.now()
  const { text, staffId, then, messageId = null } = answer
  const { kind, changes } = answering(municipality, request, then, now)
  const step = { kind, text, staff_id: staffId, mailbox_id: request.mailbox_id }
  const stepped = await takeStep(trx, request, now, { ...step, message_id: messageId }, changes)
  if (then !== 'close') return stepped
  const end = { kind: 'closed', staff_id: staffId } as const
  await takeStep(trx, stepped.request, now, end)
  await learnFromEnd(trx, deps, municipality, stepped.request)
  return stepped
}

/** Takes a mail in as a request: open at once, since whoever wrote it has the address. */
export async function openByMail(
  trx: Trx,
  deps: Pick<Deps, 'clock' | 'keys'>,
  municipality: Municipality,
  mail: {
    mailboxId: string
    from: { name: string; email: string }
    subject: string | null
    text: string
    lang: Language
    maybeOf: string | null
    messageId?: string | null
  },
): Promise<ResidentRequest> {
  const now = deps.clock.now()
  const request: ResidentRequest = {
    ...untouched,
    tenant_id: municipality.id,
    id: randomUUID(),
    ticket: await freeTicket(trx, municipality.id),
    mailbox_id: mailbox(municipality, mail.mailboxId),
    service_id: null,
    lang: mail.lang,
    subject: mail.subject,
    text: mail.text,
    name: mail.from.name,
    email: mail.from.email,
    phone: null,
    address_key: addressKeyOf(deps, mail.from.email),
    revision: 1,
    created_at: now,
    closed_at: null,
    erased_at: null,
    source: 'mail',
    maybe_of: mail.maybeOf,
    hold_until: null,
    confirmed_at: now,
    state: 'open',
    ...beginning(municipality, mailbox(municipality, mail.mailboxId), now),
  }
  await insertRequest(trx, request)
  const step = { kind: 'received', message_id: mail.messageId ?? null } as const
  await takeStep(trx, request, now, step)
  return request
}

/** A mailbox that there is: the general one if this one has been closed. */
function mailbox({ file }: Municipality, id: string): string {
  return file.mailboxes.some((known) => known.id === id) ? id : file.tenant.generalMailbox
}

export async function freeTicket(trx: Trx, tenantId: string): Promise<string> {
  for (;;) {
    const ticket = ticketNumber(randomBytes(12))
    if (!(await isTicketUsed(trx, tenantId, ticket))) return ticket
  }
}
