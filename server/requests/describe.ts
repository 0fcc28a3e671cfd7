import type { TokenScope } from '#server/placing/tokens.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { ResidentCallback } from '#shared/contracts/callbacks.ts'
import { type RequestView, requestEventKinds } from '#shared/contracts/requests.ts'
import { type IsoDate, addDays, formatWallTime, localMoment } from '#shared/domain/local-time.ts'
import { isAlive, requestStateAfter } from '#shared/domain/request-state.ts'
import type { KeptAttachment } from './attachments/attachments.ts'
import type { Callback } from './callbacks/callbacks.queries.ts'
import { isReopenable } from './life.ts'
import { mailboxOf, serviceTitleOf } from './mailbox.ts'
import type { RequestEvent, ResidentRequest } from './requests.queries.ts'
import { answersOf, topicNameOf } from './topics.ts'

/** What belongs to a request besides its row. */
export interface Belongings {
  /** The oldest first. */
  events: readonly RequestEvent[]
  attachments: readonly KeptAttachment[]
  /** The oldest first. */
  callbacks: readonly Callback[]
}

/** All that is stored about a request, for whoever holds its link. */
export function describeRequestFor(
  scope: TokenScope,
  municipality: Municipality,
  request: ResidentRequest,
  belongings: Belongings,
): RequestView {
  const { state, lang } = request
  const mayRead = scope === 'manage' || state === 'unconfirmed'
  const mayChange = scope === 'manage' && request.erased_at === null
  const callback = belongings.callbacks.findLast((one) => one.state !== 'cancelled')
  return {
    id: request.id,
    ticket: request.ticket,
    state,
    scope,
    holdUntil: state === 'unconfirmed' ? request.hold_until : null,
    mailbox: mailboxOf(municipality, request, lang),
    service: serviceTitleOf(municipality, request, lang),
    topic: topicNameOf(municipality, request, lang),
    subject: mayRead ? request.subject : null,
    text: mayRead ? request.text : '',
    fields: mayRead ? answersOf(municipality, request, lang) : [],
    name: mayRead ? request.name : '',
    email: mayRead ? request.email : '',
    phone: mayRead ? request.phone : null,
    lang,
    replyBy: request.reply_by,
    callback: callback && mayRead ? describeCallback(callback) : null,
    dueAt: request.due_at,
    events: describeEvents(municipality, request, belongings, mayRead),
    eraseOn: eraseOn(municipality, request),
    helpful: request.helpful === null ? null : request.helpful === 1,
    canAdd: mayChange && (isAlive(state) || isReopenable(municipality, request)),
    canWithdraw:
      mayRead && request.erased_at === null && requestStateAfter(state, 'withdraw') !== null,
    canSayHelpful: mayChange && state === 'closed',
    canMoveCallback: mayChange && isAlive(state) && callback?.state === 'promised',
  }
}

function describeEvents(
  municipality: Municipality,
  { lang }: ResidentRequest,
  { events, attachments }: Belongings,
  mayRead: boolean,
): RequestView['events'] {
  return events.flatMap(({ at, kind, text, internal, mailbox_id: mailboxId, position }) => {
    const shown = requestEventKinds.find((known) => known === kind)
    if (internal === 1 || shown === undefined) return []
    const files = attachments.filter(({ step }) => step === position)
    return [
      {
        at,
        kind: shown,
        ...(mayRead && text !== null && { text }),
        ...(mailboxId && {
          mailbox: mailboxOf(municipality, { mailbox_id: mailboxId }, lang).name,
        }),
        ...(mayRead && files.length > 0 && { attachments: files.map(describeAttachment) }),
      },
    ]
  })
}

export function describeAttachment({ id, name, type, size }: KeptAttachment) {
  return { id, name, type, size }
}

function describeCallback(callback: Callback): ResidentCallback {
  const { state, date, from_minute: from, to_minute: to, attempts } = callback
  return { state, date, from: formatWallTime(from), to: formatWallTime(to), attempts }
}

/** The day on which a closed request is forgotten. */
function eraseOn({ file, zone }: Municipality, request: ResidentRequest): IsoDate | null {
  const { state, closed_at: closedAt, erased_at: erasedAt } = request
  if (state !== 'closed' || closedAt === null || erasedAt !== null) return null
  return addDays(localMoment(closedAt, zone).date, file.requests.retentionDays)
}
