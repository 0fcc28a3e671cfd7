import type { Insertable, Selectable } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type { IsoDate } from '#shared/domain/local-time.ts'
import type { CountedDayTable, DayCountTable } from './statistics.table.ts'

export type DayCount = Selectable<DayCountTable>

/** More rows than this in one statement are too many values for one of the engines. */
const batch = 500

/** Takes a day, so that nobody counts it twice; false if somebody has. */
export async function takeDay(trx: Trx, row: Insertable<CountedDayTable>): Promise<boolean> {
  const result = await trx
    .insertInto('counted_day')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'date']).doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
}

export async function insertDayCounts(trx: Trx, rows: Insertable<DayCountTable>[]): Promise<void> {
  for (let first = 0; first < rows.length; first += batch) {
    await trx
      .insertInto('day_count')
      .values(rows.slice(first, first + batch))
      .execute()
  }
}

/** The last day that has been counted, or null. */
export async function findLastCounted(db: Db, tenantId: string): Promise<IsoDate | null> {
  const row = await db
    .selectFrom('counted_day')
    .select((query) => query.fn.max('date').as('last'))
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  return row?.last ?? null
}

export function listDayCounts(
  db: Db,
  tenantId: string,
  { from, to }: { from: IsoDate; to: IsoDate },
): Promise<DayCount[]> {
  return db
    .selectFrom('day_count')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .orderBy('date')
    .execute()
}
