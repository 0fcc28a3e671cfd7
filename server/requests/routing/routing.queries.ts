import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type {
  RoutingCorrectionTable,
  RoutingCountTable,
  RoutingMonthTable,
} from '../requests.table.ts'

/** What past requests say about these keys. */
export function listRoutingCounts(
  db: Db,
  tenantId: string,
  keys: readonly string[],
): Promise<Selectable<RoutingCountTable>[]> {
  // PostgreSQL takes no empty list.
  if (keys.length === 0) return Promise.resolve([])
  return db
    .selectFrom('routing_count')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('key', 'in', keys)
    .where('count', '>', 0)
    .execute()
}

export async function addToRoutingCount(
  trx: Trx,
  row: Omit<Selectable<RoutingCountTable>, 'count'>,
  by: 1 | -1,
): Promise<void> {
  await trx
    .insertInto('routing_count')
    .values({ ...row, count: Math.max(0, by) })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'key', 'mailbox_id'])
        .doUpdateSet({ count: sql<number>`routing_count.count + ${by}` }),
    )
    .execute()
}

/** Counts one more request of a month. */
export async function addToRoutingMonth(
  trx: Trx,
  row: Omit<Selectable<RoutingMonthTable>, 'total'>,
): Promise<void> {
  const { first } = row
  await trx
    .insertInto('routing_month')
    .values({ ...row, total: 1 })
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'month', 'topic']).doUpdateSet({
        total: sql<number>`routing_month.total + 1`,
        first: sql<number>`routing_month.first + ${first}`,
      }),
    )
    .execute()
}

export async function addToCorrections(
  trx: Trx,
  row: Omit<Selectable<RoutingCorrectionTable>, 'count'>,
): Promise<void> {
  await trx
    .insertInto('routing_correction')
    .values({ ...row, count: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'month', 'topic', 'from_mailbox_id', 'to_mailbox_id'])
        .doUpdateSet({ count: sql<number>`routing_correction.count + 1` }),
    )
    .execute()
}

export function listRoutingMonths(
  db: Db,
  tenantId: string,
  since: string,
): Promise<Selectable<RoutingMonthTable>[]> {
  return db
    .selectFrom('routing_month')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('month', '>=', since)
    .execute()
}

export function listCorrections(
  db: Db,
  tenantId: string,
  since: string,
): Promise<Selectable<RoutingCorrectionTable>[]> {
  return db
    .selectFrom('routing_correction')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('month', '>=', since)
    .execute()
}
