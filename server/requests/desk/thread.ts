import type { Db } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { namesOf } from '#server/staff/names.ts'
import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import type {
  StaffRequest,
  StaffRequestAction,
  ThreadEvent,
} from '#shared/contracts/staff-requests.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { isAlive } from '#shared/domain/request-state.ts'
import { type KeptAttachment, listAttachments } from '../attachments/attachments.ts'
import { listCallbacksOf } from '../callbacks/callbacks.queries.ts'
import { describeAttachment } from '../describe.ts'
import { isReopenable } from '../life.ts'
import { mailboxOf } from '../mailbox.ts'
import {
  type RequestEvent,
  type ResidentRequest,
  findRequest,
  listEvents,
} from '../requests.queries.ts'
import { answersOf } from '../topics.ts'
import { type Worker, requireReadable, shareOf } from './access.ts'
import { describeLine, describeStaffCallback, titleOf } from './line.ts'
import { listSamePerson } from './lists.queries.ts'
import { loadTeams } from './team.ts'

/**
 * One request with its whole thread.
 * @throws AppError 'not-found' for one that the person may not read
 */
export async function readRequest(deps: Deps, worker: Worker, id: string): Promise<StaffRequest> {
  const request = await requireReadable(deps.db, worker, id)
  return describeForTeam(deps.db, deps, worker, request)
}

export async function describeForTeam(
  db: Db,
  { clock }: Pick<Deps, 'clock'>,
  worker: Worker,
  request: ResidentRequest,
): Promise<StaffRequest> {
  const { municipality } = worker
  const { id: tenantId, services, file, zone } = municipality
  const now = clock.now()
  const { readable } = await shareOf(db, worker)
  const calls = await listCallbacksOf(db, tenantId, [request.id])
  const events = await listEvents(db, tenantId, request.id)
  const attachments = await listAttachments(db, tenantId, request.id)
  const others = await listSamePerson(db, { tenantId, mailboxIds: readable }, request)
  const names = await namesOf(db, [
    ...(request.assigned_to === null ? [] : [request.assigned_to]),
    ...events.flatMap((event) => [event.staff_id, event.to_staff_id].filter((id) => id !== null)),
  ])
  const tickets = await ticketsOf(db, tenantId, request, events)
  const teams = await loadTeams(db, municipality, localMoment(now, zone).date)
  const service = request.service_id === null ? undefined : services.get(request.service_id)
  const ticketOf = (id: string | null) => (id === null ? undefined : tickets.get(id))
  return {
    ...describeLine(municipality, request, { calls, names, now }),
    mailbox: mailboxOf(municipality, request, 'de'),
    subject: request.subject,
    text: request.text,
    fields: answersOf(municipality, request, 'de'),
    service: service ? { slug: service.id, title: inLanguage(service.text, 'de').title } : null,
    email: request.email,
    phone: request.phone,
    source: request.source,
    maybeOf: describeMaybe(ticketOf(request.maybe_of), readable),
    reopened: request.reopened,
    reopenLimit: file.requests.reopenLimit,
    mergedInto: namedTicket(ticketOf(request.merged_into)),
    helpful: request.helpful === null ? null : request.helpful === 1,
    firstMailbox: nameMailbox(municipality, request.first_mailbox_id ?? request.mailbox_id),
    callbacks: calls
      .filter(({ state }) => state !== 'cancelled')
      .map((call) => describeStaffCallback(municipality, call, request, names, now)),
    thread: events.map((event) =>
      describeEvent(municipality, event, { names, attachments, tickets }),
    ),
    samePerson: others.map((other) => ({
      id: other.id,
      ticket: other.ticket,
      title: titleOf(municipality, other),
      state: other.state,
    })),
    team: teams.of(mailboxOf(municipality, request, 'de').slug).map(({ id, name, away }) => ({
      id,
      name,
      away,
    })),
    can: actionsFor(worker, request, others),
    revision: request.revision,
  }
}

function actionsFor(
  { municipality, staff }: Worker,
  request: ResidentRequest,
  others: readonly ResidentRequest[],
): StaffRequestAction[] {
  if (request.erased_at !== null) return []
  if (!isAlive(request.state)) {
    const canReopen = isReopenable(municipality, request)
    return ['note', ...(canReopen ? (['reopen'] as const) : []), 'draft-faq']
  }
  const isMine = request.assigned_to === staff.id
  const canMerge = others.some(({ state }) => isAlive(state))
  return [
    ...(isMine ? [] : (['take'] as const)),
    'assign',
    ...(request.assigned_to === null ? [] : (['release'] as const)),
    'note',
    'answer',
    'forward',
    ...(canMerge ? (['merge'] as const) : []),
    'close',
    'draft-faq',
  ]
}

/** The requests that this one names. */
async function ticketsOf(
  db: Db,
  tenantId: string,
  { maybe_of: maybeOf, merged_into: mergedInto }: ResidentRequest,
  events: readonly RequestEvent[],
): Promise<Map<string, ResidentRequest>> {
  const joined = events.filter(({ kind }) => kind === 'joined' || kind === 'merged')
  const ids = new Set([maybeOf, mergedInto, ...joined.map(({ ref }) => ref)])
  const tickets = new Map<string, ResidentRequest>()
  for (const id of ids) {
    const request = id === null ? undefined : await findRequest(db, tenantId, id)
    if (request) tickets.set(request.id, request)
  }
  return tickets
}

const namedTicket = (request: ResidentRequest | undefined) =>
  request ? { id: request.id, ticket: request.ticket } : null

function describeMaybe(request: ResidentRequest | undefined, readable: readonly string[]) {
  const named = namedTicket(request)
  return named && { ...named, mayRead: readable.includes(request!.mailbox_id) }
}

function nameMailbox(municipality: Municipality, mailboxId: string) {
  const { slug, name } = mailboxOf(municipality, { mailbox_id: mailboxId }, 'de')
  return { slug, name }
}

function describeEvent(
  municipality: Municipality,
  event: RequestEvent,
  about: {
    names: ReadonlyMap<string, string>
    attachments: readonly KeptAttachment[]
    tickets: ReadonlyMap<string, ResidentRequest>
  },
): ThreadEvent {
  const { position, at, kind, internal, text, ref } = event
  const person = (id: string | null) =>
    id === null ? null : { id, name: about.names.get(id) ?? '' }
  const box = (id: string | null) => (id === null ? null : nameMailbox(municipality, id))
  const names = kind === 'joined' || kind === 'merged' ? about.tickets.get(ref ?? '')?.ticket : ref
  return {
    position,
    at,
    kind,
    internal: internal === 1,
    by: person(event.staff_id),
    text,
    mailbox: box(event.mailbox_id),
    from: box(event.from_mailbox_id),
    to: person(event.to_staff_id),
    ref: kind === 'forwarded' ? null : (names ?? null),
    attachments: about.attachments.filter(({ step }) => step === position).map(describeAttachment),
  }
}
