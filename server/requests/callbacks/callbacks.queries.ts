import { type Insertable, type Selectable, type Updateable, sql } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type { Instant, IsoDate } from '#shared/domain/local-time.ts'
import type { CallbackTable } from '../requests.table.ts'

export type Callback = Selectable<CallbackTable>

/**
 * Takes the lock of a day's windows until the transaction ends: PostgreSQL locks the row by it,
 * SQLite the database.
 */
export async function touchCallbackDay(
  trx: Trx,
  tenantId: string,
  mailboxId: string,
  date: IsoDate,
): Promise<void> {
  await trx
    .insertInto('callback_day')
    .values({ tenant_id: tenantId, mailbox_id: mailboxId, date, revision: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'mailbox_id', 'date'])
        .doUpdateSet({ revision: sql<number>`callback_day.revision + 1` }),
    )
    .execute()
}

/** Calls of a mailbox that take up a window between two days, both included. */
export function listPromised(
  db: Db,
  tenantId: string,
  mailboxId: string,
  range: { from: IsoDate; to: IsoDate; now: Instant },
): Promise<Callback[]> {
  return db
    .selectFrom('callback')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('mailbox_id', '=', mailboxId)
    .where('date', '>=', range.from)
    .where('date', '<=', range.to)
    .where('state', '!=', 'cancelled')
    .where((query) =>
      query.or([query('hold_until', 'is', null), query('hold_until', '>', range.now)]),
    )
    .execute()
}

export function listCallbacksOf(
  db: Db,
  tenantId: string,
  requestIds: readonly string[],
): Promise<Callback[]> {
  // PostgreSQL takes no empty list.
  if (requestIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('callback')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('request_id', 'in', requestIds)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export function findCallback(db: Db, tenantId: string, id: string): Promise<Callback | undefined> {
  return db
    .selectFrom('callback')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function insertCallback(trx: Trx, row: Insertable<CallbackTable>): Promise<void> {
  await trx.insertInto('callback').values(row).execute()
}

export async function updateCallback(
  trx: Trx,
  tenantId: string,
  id: string,
  changes: Updateable<CallbackTable>,
): Promise<void> {
  await trx
    .updateTable('callback')
    .set(changes)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** Changes every promise of a request that has not been settled. */
export async function updatePromises(
  trx: Trx,
  tenantId: string,
  requestId: string,
  changes: Updateable<CallbackTable>,
): Promise<void> {
  await trx
    .updateTable('callback')
    .set(changes)
    .where('tenant_id', '=', tenantId)
    .where('request_id', '=', requestId)
    .where('state', '=', 'promised')
    .execute()
}

/** Calls of these mailboxes in a state, the earliest window first. */
export function listCallbacksIn(
  db: Db,
  tenantId: string,
  mailboxIds: readonly string[],
  filter: { settled: boolean; until: IsoDate | null; since: Instant | null },
) {
  if (mailboxIds.length === 0) return Promise.resolve([])
  return db
    .selectFrom('callback')
    .innerJoin('request', (join) =>
      join
        .onRef('request.tenant_id', '=', 'callback.tenant_id')
        .onRef('request.id', '=', 'callback.request_id'),
    )
    .selectAll('callback')
    .where('callback.tenant_id', '=', tenantId)
    .where('callback.mailbox_id', 'in', mailboxIds)
    .where('callback.hold_until', 'is', null)
    .where('request.erased_at', 'is', null)
    .where('callback.state', 'in', filter.settled ? ['reached', 'given-up'] : ['promised'])
    .$if(filter.until !== null, (query) => query.where('callback.date', '<=', filter.until!))
    .$if(filter.since !== null, (query) => query.where('callback.settled_at', '>=', filter.since))
    .orderBy('callback.date')
    .orderBy('callback.from_minute')
    .orderBy('callback.id')
    .limit(300)
    .execute()
}
