import { randomBytes, randomUUID } from 'node:crypto'
import { recordEvent } from '#server/audit/audit.ts'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { addressKeyOf, lockAddress } from '#server/placing/address.ts'
import { describeRequest, remember, replay } from '#server/placing/idempotency.ts'
import { createToken } from '#server/placing/tokens.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { PlaceRequest, PlacedRequest } from '#shared/contracts/requests.ts'
import { type Instant, addMinutes } from '#shared/domain/local-time.ts'
import { ticketNumber } from '#shared/domain/ticket.ts'
import { chooseMailbox } from './mailbox.ts'
import { sendRequestMail } from './request-mails.ts'
import {
  type ResidentRequest,
  countRequestsSince,
  insertEvent,
  insertRequest,
  insertToken,
  isTicketUsed,
} from './requests.queries.ts'

/** What the resident wrote; the proof of work has been looked at before. */
export type RequestWish = Omit<PlaceRequest, 'proof'>

/**
 * Takes a request in and queues the mail by which it is confirmed, in one transaction. Nobody else
 * hears of it before. With a key, the same request is taken in once, however often it is sent.
 * @throws AppError 'limit-reached', 'invalid-input', 'idempotency-key-reused', 'request-in-flight'
 */
export async function placeRequest(
  deps: Deps,
  municipality: Municipality,
  wish: RequestWish,
  idempotencyKey?: string,
): Promise<PlacedRequest> {
  const repetition = idempotencyKey
    ? describeRequest(deps, municipality.id, idempotencyKey, wish)
    : null
  const mailboxId = chooseMailbox(municipality, wish)
  const addressKey = addressKeyOf(deps, wish.email)
  const placed = await deps.db.transaction().execute(async (trx) => {
    const now = deps.clock.now()
    // The same request has the same address: its repetition waits here for the first one's answer.
    await lockAddress(trx, municipality.id, addressKey, now)
    const known = repetition && (await replay<PlacedRequest>(trx, deps, repetition))
    if (known) return known
    await checkLimit(trx, municipality, addressKey, now)
    const request = await insertUnconfirmed(trx, municipality, wish, { mailboxId, addressKey, now })
    const answer = await handOut(trx, deps, municipality, request)
    if (repetition) await remember(trx, deps, repetition, answer, now)
    return answer
  })
  deps.wakeMail()
  return placed
}

async function checkLimit(
  trx: Trx,
  municipality: Municipality,
  addressKey: string,
  now: Instant,
): Promise<void> {
  const { holdsPerHour } = municipality.file.appointments
  const sent = await countRequestsSince(trx, municipality.id, addressKey, addMinutes(now, -60))
  if (sent >= holdsPerHour) throw new AppError('limit-reached')
}

async function insertUnconfirmed(
  trx: Trx,
  municipality: Municipality,
  wish: RequestWish,
  { mailboxId, addressKey, now }: { mailboxId: string; addressKey: string; now: Instant },
): Promise<ResidentRequest> {
  const request: ResidentRequest = {
    tenant_id: municipality.id,
    id: randomUUID(),
    ticket: await freeTicket(trx, municipality),
    state: 'unconfirmed',
    hold_until: addMinutes(now, municipality.file.appointments.holdMinutes),
    mailbox_id: mailboxId,
    service_id: wish.service ?? null,
    lang: wish.lang,
    subject: wish.subject ?? null,
    text: wish.text,
    name: wish.name,
    email: wish.email,
    phone: wish.phone ?? null,
    address_key: addressKey,
    revision: 1,
    created_at: now,
    confirmed_at: null,
    closed_at: null,
    erased_at: null,
    ...untouched,
    topic_id: wish.topic ?? null,
    reply_by: wish.replyBy,
  }
  const of = { tenant_id: request.tenant_id, request_id: request.id }
  await insertRequest(trx, request)
  await insertEvent(trx, { ...of, at: now, kind: 'received', text: null })
  await recordEvent(trx, {
    tenantId: municipality.id,
    at: now,
    actor: 'resident',
    action: 'request-received',
    subject: request.id,
  })
  return request
}

/** A request that nobody has worked on. */
const untouched = {
  fields: null,
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
} as const

/** One token for the browser, one for the mail. */
async function handOut(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  request: ResidentRequest,
): Promise<PlacedRequest> {
  const { token, secretHash } = createToken(request.id)
  await insertToken(trx, {
    tenant_id: request.tenant_id,
    request_id: request.id,
    secret_hash: secretHash,
    scope: 'hold',
    created_at: request.created_at,
  })
  await sendRequestMail(trx, deps, municipality, request, 'request-confirm')
  return {
    id: request.id,
    ticket: request.ticket,
    state: request.state,
    holdUntil: request.hold_until!,
    holdToken: token,
  }
}

async function freeTicket(trx: Trx, municipality: Municipality): Promise<string> {
  for (;;) {
    const ticket = ticketNumber(randomBytes(12))
    if (!(await isTicketUsed(trx, municipality.id, ticket))) return ticket
  }
}
