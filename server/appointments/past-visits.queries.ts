import type { Db } from '#server/db/database.ts'
import type { IsoDate } from '#shared/domain/local-time.ts'
import type { Appointment } from './appointments.queries.ts'

/** Appointments of a day that were confirmed at some time. */
export function listConfirmedOn(
  db: Db,
  tenantId: string,
  groups: readonly string[],
  date: IsoDate,
): Promise<Appointment[]> {
  return db
    .selectFrom('appointment')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('counter_group_id', 'in', groups)
    .where('date', '=', date)
    .where('confirmed_at', 'is not', null)
    .execute()
}

export async function findFirstDate(db: Db, tenantId: string): Promise<IsoDate | null> {
  const row = await db
    .selectFrom('appointment')
    .select((query) => query.fn.min('date').as('first'))
    .where('tenant_id', '=', tenantId)
    .executeTakeFirst()
  return row?.first ?? null
}
