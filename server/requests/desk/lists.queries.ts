import { type ExpressionBuilder, sql } from 'kysely'
import type { Db, Tables, Trx } from '#server/db/database.ts'
import type { RequestListView } from '#shared/contracts/staff-requests.ts'
import type { Instant, IsoDate } from '#shared/domain/local-time.ts'
import type { ResidentRequest } from '../requests.queries.ts'

/** Mailboxes that requests lie in, whether or not they are in the configuration. */
export async function listUsedMailboxes(db: Db, tenantId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('request')
    .select('mailbox_id')
    .distinct()
    .where('tenant_id', '=', tenantId)
    .execute()
  return rows.map(({ mailbox_id: id }) => id)
}

export interface Scope {
  tenantId: string
  mailboxIds: readonly string[]
}

/** How many requests of each mailbox are in which view, and how often any of them was changed. */
export async function countRequests(
  db: Db,
  { tenantId, mailboxIds }: Scope,
  { staffId, now }: { staffId: string; now: Instant },
) {
  if (mailboxIds.length === 0) return []
  const rows = await db
    .selectFrom('request')
    .select('mailbox_id')
    .select(({ fn, eb }) => {
      const sum = (condition: ReturnType<typeof eb.and>) =>
        fn.sum<number>(eb.case().when(condition).then(1).else(0).end())
      const is = (state: ResidentRequest['state']) => eb('state', '=', state)
      return [
        sum(eb.and([is('open')])).as('open'),
        sum(eb.and([eb('state', 'in', alive), eb('assigned_to', '=', staffId)])).as('mine'),
        sum(eb.and([is('waiting')])).as('waiting'),
        sum(eb.and([is('open'), eb('due_at', '<', now)])).as('overdue'),
        sum(eb.and([is('closed'), eb('erased_at', 'is', null)])).as('closed'),
        fn.sum<number>('revision').as('revision'),
      ]
    })
    .where('tenant_id', '=', tenantId)
    .where('mailbox_id', 'in', mailboxIds)
    .where('confirmed_at', 'is not', null)
    .groupBy('mailbox_id')
    .execute()
  return rows.map((row) => ({
    mailboxId: row.mailbox_id,
    revision: Number(row.revision),
    counts: {
      open: Number(row.open),
      mine: Number(row.mine),
      waiting: Number(row.waiting),
      overdue: Number(row.overdue),
      closed: Number(row.closed),
    },
  }))
}

const alive = ['open', 'waiting'] as const

/** How many calls are promised up to the end of a day, by mailbox. */
export async function countCallbacks(
  db: Db,
  { tenantId, mailboxIds }: Scope,
  today: IsoDate,
): Promise<Map<string, number>> {
  if (mailboxIds.length === 0) return new Map()
  const rows = await db
    .selectFrom('callback')
    .select('mailbox_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('mailbox_id', 'in', mailboxIds)
    .where('state', '=', 'promised')
    .where('hold_until', 'is', null)
    .where('date', '<=', today)
    .groupBy('mailbox_id')
    .execute()
  return new Map(rows.map(({ mailbox_id: id, count }) => [id, Number(count)]))
}

export interface ListFilter {
  view: RequestListView
  staffId: string
  now: Instant
  today: IsoDate
  topic: string | null
  /** The id of a colleague, or `none`. */
  assigned: string | null
  /** Letters and digits of a ticket, or a name; with them the view does not matter. */
  words: { ticket: string; name: string } | null
  /** What stood last on the page before. */
  after: { key: string; id: string } | null
  limit: number
}

/** By which a list is ordered: what is due first, of closed ones the newest. */
export const sortKeyOf = (
  { due_at: dueAt, closed_at: closedAt }: ResidentRequest,
  isClosed: boolean,
) => (isClosed ? (closedAt ?? '') : (dueAt ?? never))

const never = '9999'

export function listRequests(
  db: Db,
  { tenantId, mailboxIds }: Scope,
  filter: ListFilter,
): Promise<ResidentRequest[]> {
  if (mailboxIds.length === 0) return Promise.resolve([])
  const isClosed = filter.view === 'closed' && filter.words === null
  const key = isClosed
    ? sql<string>`coalesce(closed_at, '')`
    : sql<string>`coalesce(due_at, '9999')`
  const { after, topic, assigned, words } = filter
  return db
    .selectFrom('request')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('mailbox_id', 'in', mailboxIds)
    .where('confirmed_at', 'is not', null)
    .where((eb) => (words === null ? inView(eb, filter) : hasWords(eb, words)))
    .$if(topic !== null, (query) => query.where('topic_id', '=', topic))
    .$if(assigned === 'none', (query) => query.where('assigned_to', 'is', null))
    .$if(assigned !== null && assigned !== 'none', (query) =>
      query.where('assigned_to', '=', assigned),
    )
    .$if(after !== null, (query) =>
      query.where((eb) =>
        eb.or([
          eb(key, isClosed ? '<' : '>', after!.key),
          eb.and([eb(key, '=', after!.key), eb('id', '>', after!.id)]),
        ]),
      ),
    )
    .orderBy(key, isClosed ? 'desc' : 'asc')
    .orderBy('id')
    .limit(filter.limit)
    .execute()
}

/** A part of the ticket or of the name, in whatever case. */
function hasWords(
  eb: ExpressionBuilder<Tables, 'request'>,
  { ticket, name }: NonNullable<ListFilter['words']>,
) {
  const part = `%${name.toLowerCase().replace(/[%_\\]/g, String.raw`\$&`)}%`
  const isNamed = sql<boolean>`lower(name) like ${part} escape '\\'`
  if (ticket === '') return isNamed
  return eb.or([eb(sql<string>`replace(ticket, '-', '')`, 'like', `%${ticket}%`), isNamed])
}

function inView(
  eb: ExpressionBuilder<Tables, 'request'>,
  { view, staffId, now, today }: ListFilter,
) {
  switch (view) {
    case 'open':
      return eb('state', '=', 'open')
    case 'mine':
      return eb.and([eb('state', 'in', alive), eb('assigned_to', '=', staffId)])
    case 'waiting':
      return eb('state', '=', 'waiting')
    case 'overdue':
      return eb.and([eb('state', '=', 'open'), eb('due_at', '<', now)])
    case 'closed':
      return eb.and([eb('state', '=', 'closed'), eb('erased_at', 'is', null)])
    case 'callbacks':
      return eb.exists(
        eb
          .selectFrom('callback')
          .select('callback.id')
          .whereRef('callback.tenant_id', '=', 'request.tenant_id')
          .whereRef('callback.request_id', '=', 'request.id')
          .where('callback.state', '=', 'promised')
          .where('callback.hold_until', 'is', null)
          .where('callback.date', '<=', today),
      )
  }
}

/** What nobody has answered, the one that waits for the longest time first. */
export function listUnanswered(
  db: Db,
  { tenantId, mailboxIds }: Scope,
  assignedTo: string | null,
): Promise<ResidentRequest[]> {
  if (mailboxIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('request')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('mailbox_id', 'in', mailboxIds)
    .where('state', 'in', alive)
    .where('unanswered_since', 'is not', null)
    .$if(assignedTo !== null, (query) => query.where('assigned_to', '=', assignedTo))
    .orderBy('unanswered_since')
    .orderBy('id')
    .limit(300)
    .execute()
}

/** Other requests of a person in mailboxes that somebody may read. */
export function listSamePerson(
  db: Db,
  { tenantId, mailboxIds }: Scope,
  { id, address_key: addressKey }: ResidentRequest,
): Promise<ResidentRequest[]> {
  if (mailboxIds.length === 0 || addressKey === '') return Promise.resolve([])
  return db
    .selectFrom('request')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('mailbox_id', 'in', mailboxIds)
    .where('address_key', '=', addressKey)
    .where('id', '!=', id)
    .where('confirmed_at', 'is not', null)
    .where('erased_at', 'is', null)
    .orderBy('created_at', 'desc')
    .limit(20)
    .execute()
}

export function findByTicket(
  db: Db,
  tenantId: string,
  ticket: string,
): Promise<ResidentRequest | undefined> {
  return db
    .selectFrom('request')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where(sql<string>`replace(ticket, '-', '')`, '=', ticket)
    .where('confirmed_at', 'is not', null)
    .executeTakeFirst()
}

/** Gives back what somebody has taken; returns the ids. */
export async function listAssigned(
  trx: Trx,
  tenantId: string,
  staffId: string,
): Promise<{ id: string; mailbox_id: string }[]> {
  return trx
    .selectFrom('request')
    .select(['id', 'mailbox_id'])
    .where('tenant_id', '=', tenantId)
    .where('assigned_to', '=', staffId)
    .where('state', 'in', alive)
    .orderBy('id')
    .execute()
}
