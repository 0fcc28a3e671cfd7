import type { TokenScope } from '#server/placing/tokens.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { type RequestView, requestEventKinds } from '#shared/contracts/requests.ts'
import { requestStateAfter } from '#shared/domain/request-state.ts'
import { mailboxOf, serviceTitleOf } from './mailbox.ts'
import type { RequestEvent, ResidentRequest } from './requests.queries.ts'

/** All that is stored about a request, for whoever holds its link. */
export function describeRequestFor(
  scope: TokenScope,
  municipality: Municipality,
  request: ResidentRequest,
  events: readonly RequestEvent[],
): RequestView {
  const { state, lang } = request
  const mayRead = scope === 'manage' || state === 'unconfirmed'
  return {
    id: request.id,
    ticket: request.ticket,
    state,
    scope,
    holdUntil: state === 'unconfirmed' ? request.hold_until : null,
    mailbox: mailboxOf(municipality, request, lang),
    service: serviceTitleOf(municipality, request, lang),
    subject: mayRead ? request.subject : null,
    text: mayRead ? request.text : '',
    name: mayRead ? request.name : '',
    email: mayRead ? request.email : '',
    phone: mayRead ? request.phone : null,
    lang,
    topic: null,
    fields: [],
    replyBy: request.reply_by,
    callback: null,
    dueAt: request.due_at,
    events: events.flatMap(({ at, kind, text, internal }) => {
      const shown = requestEventKinds.find((known) => known === kind)
      if (internal === 1 || shown === undefined) return []
      return [{ at, kind: shown, ...(mayRead && text !== null && { text }) }]
    }),
    eraseOn: null,
    helpful: null,
    canAdd: scope === 'manage' && state === 'open',
    canWithdraw: mayRead && requestStateAfter(state, 'withdraw') !== null,
    canSayHelpful: false,
    canMoveCallback: false,
  }
}
