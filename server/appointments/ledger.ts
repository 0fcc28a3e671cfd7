import { sql } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'

/** A day of a counter group. */
export interface LedgerDay {
  group: string
  date: string
}

/**
 * Runs `work` in a transaction that alone may change the appointments of these days.
 * It first raises the revision of each day, in one order for all: PostgreSQL locks the rows by it,
 * SQLite the database. So whatever `work` reads holds until it has written.
 */
export async function lockDays<T>(
  db: Db,
  tenantId: string,
  days: readonly LedgerDay[],
  work: (trx: Trx) => Promise<T>,
): Promise<T> {
  return db.transaction().execute(async (trx) => {
    for (const day of inOrder(days)) await touchDay(trx, tenantId, day)
    return work(trx)
  })
}

export type LockDays = typeof lockDays

/** Drops the locks of all counter groups but these: the others are about to vanish. */
export async function forgetOtherGroups(
  trx: Trx,
  tenantId: string,
  kept: readonly string[],
): Promise<void> {
  await trx
    .deleteFrom('ledger_day')
    .where('tenant_id', '=', tenantId)
    .$if(kept.length > 0, (query) => query.where('counter_group_id', 'not in', kept))
    .execute()
}

function inOrder(days: readonly LedgerDay[]): LedgerDay[] {
  const unique = new Map(days.map((day) => [`${day.group} ${day.date}`, day]))
  return [...unique].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, day]) => day)
}

async function touchDay(trx: Trx, tenantId: string, { group, date }: LedgerDay): Promise<void> {
  await trx
    .insertInto('ledger_day')
    .values({ tenant_id: tenantId, counter_group_id: group, date, revision: 1 })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'counter_group_id', 'date'])
        .doUpdateSet({ revision: sql<number>`ledger_day.revision + 1` }),
    )
    .execute()
}
