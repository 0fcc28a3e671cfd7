import type { Deps } from '#server/deps.ts'
import { namesOf } from '#server/staff/names.ts'
import { inLanguage } from '#server/tenants/municipality.ts'
import type { StaffCallbacks, StaffCallbacksQuery } from '#shared/contracts/callbacks.ts'
import type {
  RequestRevisions,
  SharedMailboxes,
  StaffRequests,
  StaffRequestsQuery,
} from '#shared/contracts/staff-requests.ts'
import { addMinutes, formatWallTime, localMoment } from '#shared/domain/local-time.ts'
import { listCallbacksIn } from '../callbacks/callbacks.queries.ts'
import { mailboxOf } from '../mailbox.ts'
import { findRequest } from '../requests.queries.ts'
import { type Worker, shareOf } from './access.ts'
import { describeLines, describeStaffCallback } from './line.ts'
import {
  type ListFilter,
  countCallbacks,
  countRequests,
  listRequests,
  sortKeyOf,
} from './lists.queries.ts'
import { loadTeams } from './team.ts'

const pageLength = 50
const settledDays = 7
const minutesADay = 24 * 60

export type Counts = SharedMailboxes['counts']
const nothing: Counts = { open: 0, mine: 0, waiting: 0, overdue: 0, callbacks: 0, closed: 0 }

/** What lies in each mailbox that somebody shares, and how often it was changed. */
async function countAll({ db, clock }: Pick<Deps, 'db' | 'clock'>, worker: Worker) {
  const { municipality, staff } = worker
  const now = clock.now()
  const share = await shareOf(db, worker)
  const scope = { tenantId: municipality.id, mailboxIds: share.readable }
  const rows = await countRequests(db, scope, { staffId: staff.id, now })
  const calls = await countCallbacks(db, scope, localMoment(now, municipality.zone).date)
  const counts = new Map<string, Counts>()
  const revisions: Record<string, number> = {}
  for (const id of share.readable) {
    const row = rows.find(({ mailboxId }) => mailboxId === id)
    // What lies in a mailbox that was closed lies in the general one.
    const { slug } = mailboxOf(municipality, { mailbox_id: id }, 'de')
    const known = counts.get(slug) ?? nothing
    counts.set(slug, add(known, { ...nothing, ...row?.counts, callbacks: calls.get(id) ?? 0 }))
    revisions[slug] = (revisions[slug] ?? 0) + (row?.revision ?? 0)
  }
  const total = [...counts.values()].reduce(add, nothing)
  return { share, counts, total, revisions }
}

function add(a: Counts, b: Counts): Counts {
  return {
    open: a.open + b.open,
    mine: a.mine + b.mine,
    waiting: a.waiting + b.waiting,
    overdue: a.overdue + b.overdue,
    callbacks: a.callbacks + b.callbacks,
    closed: a.closed + b.closed,
  }
}

/** The mailboxes that somebody shares, and whereto a request can be forwarded. */
export async function listShared(deps: Deps, worker: Worker): Promise<SharedMailboxes> {
  const { municipality, staff } = worker
  const { mailboxes, departments, requests } = municipality.file
  const { date: today } = localMoment(deps.clock.now(), municipality.zone)
  const { share, counts, total } = await countAll(deps, worker)
  const teams = await loadTeams(deps.db, municipality, today)
  const absence = teams.absences.find(({ id }) => id === staff.id)
  const departmentOf = (id: string) => {
    const department = departments.find((known) => known.id === id)
    return department ? inLanguage(department.name, 'de') : ''
  }
  return {
    mailboxes: share.mailboxes.map(({ id, part }) => {
      const { name, address, department } = mailboxes.find((known) => known.id === id)!
      return {
        slug: id,
        name: inLanguage(name, 'de'),
        address,
        department: departmentOf(department),
        part,
        counts: counts.get(id) ?? nothing,
        team: teams.of(id),
      }
    }),
    counts: total,
    all: mailboxes.map(({ id, name, department }) => ({
      slug: id,
      name: inLanguage(name, 'de'),
      department: departmentOf(department),
    })),
    topics: requests.topics.map(({ id, name }) => ({ slug: id, name: inLanguage(name, 'de') })),
    absence: absence ? { from: absence.from, to: absence.to } : null,
  }
}

/** One page of a list. */
export async function listForStaff(
  deps: Deps,
  worker: Worker,
  query: StaffRequestsQuery,
): Promise<StaffRequests> {
  const { municipality, staff } = worker
  const { share, counts, total } = await countAll(deps, worker)
  const now = deps.clock.now()
  const filter: ListFilter = {
    view: query.view,
    staffId: staff.id,
    now,
    today: localMoment(now, municipality.zone).date,
    topic: query.topic ?? null,
    assigned: query.assigned ?? null,
    words: query.q ? { ticket: lettersOf(query.q), name: query.q } : null,
    after: placeOf(query.after),
    limit: pageLength + 1,
  }
  const mailboxIds = inMailbox(worker, share.readable, query.mailbox)
  const found = await listRequests(deps.db, { tenantId: municipality.id, mailboxIds }, filter)
  const page = found.slice(0, pageLength)
  const last = page.at(-1)
  const isClosed = query.view === 'closed' && filter.words === null
  return {
    counts: query.mailbox === undefined ? total : (counts.get(query.mailbox) ?? nothing),
    requests: await describeLines(deps.db, municipality, page, now),
    next: last && found.length > pageLength ? `${sortKeyOf(last, isClosed)}|${last.id}` : null,
  }
}

/** Of the mailboxes that may be read those that count as this one. */
function inMailbox(
  { municipality }: Worker,
  readable: readonly string[],
  mailbox: string | undefined,
): string[] {
  if (mailbox === undefined) return [...readable]
  return readable.filter((id) => mailboxOf(municipality, { mailbox_id: id }, 'de').slug === mailbox)
}

export const lettersOf = (ticket: string) => ticket.toUpperCase().replace(/[^A-Z0-9]/g, '')

function placeOf(after: string | undefined): ListFilter['after'] {
  if (after === undefined) return null
  const bar = after.indexOf('|')
  return { key: after.slice(0, bar), id: after.slice(bar + 1) }
}

/** Promised calls, the earliest window first. */
export async function listCalls(
  deps: Deps,
  worker: Worker,
  { view, mailbox }: StaffCallbacksQuery,
): Promise<StaffCallbacks> {
  const { municipality } = worker
  const now = deps.clock.now()
  const { date, minute } = localMoment(now, municipality.zone)
  const { readable } = await shareOf(deps.db, worker)
  const mailboxIds = inMailbox(worker, readable, mailbox)
  const calls = await listCallbacksIn(deps.db, municipality.id, mailboxIds, {
    settled: view === 'settled',
    until: view === 'due' ? date : null,
    since: view === 'settled' ? addMinutes(now, -settledDays * minutesADay) : null,
  })
  const callbacks = []
  for (const call of calls) {
    const request = await findRequest(deps.db, municipality.id, call.request_id)
    if (request) callbacks.push({ call, request })
  }
  const names = await namesOf(
    deps.db,
    callbacks.flatMap(({ request }) => (request.assigned_to === null ? [] : [request.assigned_to])),
  )
  return {
    at: { date, time: formatWallTime(minute) },
    callbacks: callbacks.map(({ call, request }) =>
      describeStaffCallback(municipality, call, request, names, now),
    ),
  }
}

/** What a stream tells: numbers that differ as soon as anything does. */
export async function readRequestRevisions(deps: Deps, worker: Worker): Promise<RequestRevisions> {
  const { revisions, total } = await countAll(deps, worker)
  return { mailboxes: revisions, counts: total }
}
