import type { Db } from '#server/db/database.ts'
import { namesOf } from '#server/staff/names.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { StaffCallback } from '#shared/contracts/callbacks.ts'
import type { RequestLine } from '#shared/contracts/staff-requests.ts'
import { whenIs } from '#shared/domain/callback-windows.ts'
import { type Instant, formatWallTime } from '#shared/domain/local-time.ts'
import { serviceMinutesBetween } from '#shared/domain/request-due.ts'
import { type Callback, listCallbacksOf } from '../callbacks/callbacks.queries.ts'
import { mailboxOf, serviceTitleOf } from '../mailbox.ts'
import type { ResidentRequest } from '../requests.queries.ts'
import { teamOf } from '../teams.ts'
import { topicNameOf } from '../topics.ts'

const titleLength = 80

/** Lines of a list, with what belongs to them; the staff reads German. */
export async function describeLines(
  db: Db,
  municipality: Municipality,
  requests: readonly ResidentRequest[],
  now: Instant,
): Promise<RequestLine[]> {
  const ids = requests.map(({ id }) => id)
  const calls = Map.groupBy(
    await listCallbacksOf(db, municipality.id, ids),
    ({ request_id: id }) => id,
  )
  const assigned = requests.flatMap(({ assigned_to: id }) => (id === null ? [] : [id]))
  const names = await namesOf(db, assigned)
  return requests.map((request) =>
    describeLine(municipality, request, { calls: calls.get(request.id) ?? [], names, now }),
  )
}

export function describeLine(
  municipality: Municipality,
  request: ResidentRequest,
  about: { calls: readonly Callback[]; names: ReadonlyMap<string, string>; now: Instant },
): RequestLine {
  const { calls, names, now } = about
  const { slug, name } = mailboxOf(municipality, request, 'de')
  const { assigned_to: assignedTo, due_at: dueAt } = request
  const call = calls.findLast(({ state }) => state !== 'cancelled')
  const { calendar } = teamOf(municipality, request.mailbox_id)
  return {
    id: request.id,
    ticket: request.ticket,
    state: request.state,
    mailbox: { slug, name },
    title: titleOf(municipality, request),
    topic: topicNameOf(municipality, request, 'de'),
    name: request.name,
    lang: request.lang,
    replyBy: request.reply_by,
    assignedTo: assignedTo === null ? null : { id: assignedTo, name: names.get(assignedTo) ?? '' },
    receivedAt: request.confirmed_at ?? request.created_at,
    unansweredSince: request.unanswered_since,
    dueAt,
    overdue: isOverdue(request, now),
    dueIn: dueAt === null ? null : serviceMinutesBetween(now, dueAt, calendar),
    news: request.news === 1,
    hasAttachments: request.has_attachments === 1,
    callback: call ? describeCall(municipality, call, now) : null,
  }
}

export function isOverdue({ state, due_at: dueAt }: ResidentRequest, now: Instant): boolean {
  return state === 'open' && dueAt !== null && dueAt < now
}

/** What a request is about in a few words. */
export function titleOf(municipality: Municipality, request: ResidentRequest): string {
  const named =
    request.subject ??
    topicNameOf(municipality, request, 'de') ??
    serviceTitleOf(municipality, request, 'de')
  if (named !== null) return named
  const words = request.text.replace(/\s+/g, ' ')
  return words.length <= titleLength ? words : `${words.slice(0, titleLength).trimEnd()} …`
}

function describeCall(
  { zone }: Municipality,
  call: Callback,
  now: Instant,
): NonNullable<RequestLine['callback']> {
  const { id, state, date, from_minute: from, to_minute: to } = call
  return {
    id,
    state,
    date,
    from: formatWallTime(from),
    to: formatWallTime(to),
    when: whenOf(call, now, zone),
  }
}

function whenOf(call: Callback, now: Instant, zone: string): StaffCallback['when'] {
  if (call.state !== 'promised') return 'settled'
  const { date, from_minute: from, to_minute: to } = call
  return whenIs({ date, from, to }, now, zone)
}

/** A promised call with whom it is for. */
export function describeStaffCallback(
  municipality: Municipality,
  call: Callback,
  request: ResidentRequest,
  names: ReadonlyMap<string, string>,
  now: Instant,
): StaffCallback {
  const { slug, name } = mailboxOf(municipality, request, 'de')
  const { assigned_to: assignedTo } = request
  return {
    ...describeCall(municipality, call, now),
    request: request.id,
    ticket: request.ticket,
    mailbox: slug,
    mailboxName: name,
    title: titleOf(municipality, request),
    name: request.name,
    phone: request.phone ?? '',
    lang: request.lang,
    attempts: call.attempts,
    lastAttemptAt: call.last_attempt_at,
    assignedTo: assignedTo === null ? null : { id: assignedTo, name: names.get(assignedTo) ?? '' },
  }
}
