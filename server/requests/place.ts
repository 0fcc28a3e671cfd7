import { randomUUID } from 'node:crypto'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { addressKeyOf, lockAddress } from '#server/placing/address.ts'
import { describeRequest, remember, replay } from '#server/placing/idempotency.ts'
import { createToken } from '#server/placing/tokens.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { PlaceRequest, PlacedRequest } from '#shared/contracts/requests.ts'
import { type Instant, addMinutes } from '#shared/domain/local-time.ts'
import { attachFiles } from './attachments/attachments.ts'
import { promiseCall } from './callbacks/promise.ts'
import { freeTicket, takeStep, untouched } from './life.ts'
import { chooseMailbox } from './mailbox.ts'
import { sendRequestMail } from './request-mails.ts'
import {
  type ResidentRequest,
  countRequestsSince,
  insertRequest,
  insertToken,
} from './requests.queries.ts'
import { checkAnswers, topicOf } from './topics.ts'

/** What the resident wrote; the proof of work has been looked at before. */
export type RequestWish = Omit<PlaceRequest, 'proof'>

/**
 * Takes a request in and queues the mail by which it is confirmed, in one transaction. Nobody else
 * hears of it before. With a key, the same request is taken in once, however often it is sent.
 * @throws AppError 'limit-reached', 'invalid-input', 'window-taken', 'idempotency-key-reused',
 *   'request-in-flight'
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
  const answers = checkAnswers(municipality, wish)
  checkReply(wish)
  const addressKey = addressKeyOf(deps, wish.email)
  const placed = await deps.db.transaction().execute(async (trx) => {
    const now = deps.clock.now()
    // The same request has the same address: its repetition waits here for the first one's answer.
    await lockAddress(trx, municipality.id, addressKey, now)
    const known = repetition && (await replay<PlacedRequest>(trx, deps, repetition))
    if (known) return known
    await checkLimit(trx, municipality, addressKey, now)
    const request = await insertUnconfirmed(trx, municipality, wish, {
      mailboxId,
      answers,
      addressKey,
      now,
    })
    if (wish.window) await promiseCall(trx, deps, municipality, request, wish.window)
    const answer = await handOut(trx, deps, municipality, request)
    if (repetition) await remember(trx, deps, repetition, answer, now)
    return answer
  })
  deps.wakeMail()
  return placed
}

/** @throws AppError 'invalid-input' for a call without a window or a number */
function checkReply({ replyBy, window, phone }: RequestWish): void {
  const fields: Record<string, 'required' | 'invalid'> = {}
  if (replyBy === 'callback' && !window) fields.window = 'required'
  if (replyBy === 'callback' && !phone) fields.phone = 'required'
  if (replyBy === 'mail' && window) fields.window = 'invalid'
  if (Object.keys(fields).length > 0) throw new AppError('invalid-input', { fields })
}

/** @throws AppError 'limit-reached' */
export async function checkLimit(
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
  {
    mailboxId,
    answers,
    addressKey,
    now,
  }: { mailboxId: string; answers: object; addressKey: string; now: Instant },
): Promise<ResidentRequest> {
  const request: ResidentRequest = {
    ...untouched,
    tenant_id: municipality.id,
    id: randomUUID(),
    ticket: await freeTicket(trx, municipality.id),
    state: 'unconfirmed',
    hold_until: addMinutes(now, municipality.file.appointments.holdMinutes),
    mailbox_id: mailboxId,
    service_id: wish.service ?? topicOf(municipality, wish.topic)?.service ?? null,
    topic_id: wish.topic ?? null,
    fields: JSON.stringify(answers),
    reply_by: wish.replyBy,
    has_attachments: wish.attachments.length > 0 ? 1 : 0,
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
  }
  await insertRequest(trx, request)
  const { position } = await takeStep(trx, request, now, { kind: 'received' })
  await attachFiles(
    trx,
    { tenantId: request.tenant_id, id: request.id, step: position },
    wish.attachments,
  )
  return request
}

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
