import { type Selectable, sql } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type { EntryKind } from '#shared/contracts/entries.ts'
import type { IsoDate } from '#shared/domain/local-time.ts'
import type { Counted, EntryCountTable, SearchMissTable } from './counts.table.ts'

/** False: somebody with this mark has been counted for the subject already. */
export async function insertMark(
  trx: Trx,
  tenantId: string,
  row: { subject: string; mark: string; day: IsoDate },
): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('asker_mark')
    .values({ tenant_id: tenantId, ...row })
    .onConflict((conflict) => conflict.columns(['tenant_id', 'subject', 'mark']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function deleteMarksBefore(db: Db, day: IsoDate): Promise<void> {
  await db.deleteFrom('asker_mark').where('day', '<', day).execute()
}

export async function addToCount(
  db: Db,
  tenantId: string,
  row: { kind: EntryKind; id: string; month: string; what: Counted; count: number },
): Promise<void> {
  await db
    .insertInto('entry_count')
    .values({
      tenant_id: tenantId,
      kind: row.kind,
      entry_id: row.id,
      month: row.month,
      what: row.what,
      count: row.count,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'kind', 'entry_id', 'month', 'what'])
        .doUpdateSet({ count: sql<number>`entry_count.count + excluded.count` }),
    )
    .execute()
}

/** What has been counted in these months, added up. */
export async function listCounts(
  db: Db,
  tenantId: string,
  months: readonly string[],
): Promise<Pick<Selectable<EntryCountTable>, 'kind' | 'entry_id' | 'what' | 'count'>[]> {
  const rows = await db
    .selectFrom('entry_count')
    .select(['kind', 'entry_id', 'what'])
    .select((select) => select.fn.sum<number | string>('count').as('count'))
    .where('tenant_id', '=', tenantId)
    .where('month', 'in', months)
    .groupBy(['kind', 'entry_id', 'what'])
    .execute()
  return rows.map((row) => ({ ...row, count: Number(row.count) }))
}

export async function deleteCountsBefore(db: Db, month: string): Promise<void> {
  await db.deleteFrom('entry_count').where('month', '<', month).execute()
}

/** One asker more for words that led nowhere. */
export async function addToMiss(
  trx: Trx,
  tenantId: string,
  { id, day }: { id: string; day: IsoDate },
): Promise<void> {
  await trx
    .insertInto('search_miss')
    .values({ tenant_id: tenantId, id, askers: 1, last_on: day })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'id'])
        .doUpdateSet({ askers: sql<number>`search_miss.askers + 1`, last_on: day }),
    )
    .execute()
}

/** Writes the words down, if at least so many have used them. */
export async function nameMiss(
  trx: Trx,
  tenantId: string,
  { id, query, from }: { id: string; query: string; from: number },
): Promise<void> {
  await trx
    .updateTable('search_miss')
    .set({ query })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('askers', '>=', from)
    .where('query', 'is', null)
    .execute()
}

export type NamedMiss = Selectable<SearchMissTable> & { query: string }

/** Words that enough have used, most used first. */
export async function listNamedMisses(
  db: Db,
  tenantId: string,
  most: number,
): Promise<NamedMiss[]> {
  const rows = await db
    .selectFrom('search_miss')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('query', 'is not', null)
    .orderBy('askers', 'desc')
    .orderBy('last_on', 'desc')
    .limit(most)
    .execute()
  return rows.filter((row): row is NamedMiss => row.query !== null)
}

export async function findNamedMiss(
  db: Db,
  tenantId: string,
  id: string,
): Promise<NamedMiss | undefined> {
  const row = await db
    .selectFrom('search_miss')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('query', 'is not', null)
    .executeTakeFirst()
  return row as NamedMiss | undefined
}

/** False: it was off the list already. */
export async function deleteMiss(trx: Trx, tenantId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await trx
    .deleteFrom('search_miss')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
  return numDeletedRows > 0n
}

export async function deleteMissesBefore(
  db: Db,
  { named, unnamed }: { named: IsoDate; unnamed: IsoDate },
): Promise<void> {
  await db
    .deleteFrom('search_miss')
    .where((where) =>
      where.or([
        where('last_on', '<', named),
        where.and([where('query', 'is', null), where('last_on', '<', unnamed)]),
      ]),
    )
    .execute()
}
