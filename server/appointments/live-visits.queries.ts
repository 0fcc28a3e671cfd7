import type { Db } from '#server/db/database.ts'
import { occupyingStates } from '#shared/domain/appointment-state.ts'
import type { Instant, IsoDate } from '#shared/domain/local-time.ts'
import type { Appointment } from './appointments.queries.ts'

/** Appointments of these groups from a day on that take a counter, in the order of booking. */
export function listOccupying(
  db: Db,
  tenantId: string,
  groups: readonly string[],
  from: IsoDate,
  now: Instant,
): Promise<Appointment[]> {
  return db
    .selectFrom('appointment')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('counter_group_id', 'in', groups)
    .where('date', '>=', from)
    .where((query) =>
      query.or([
        query('state', 'in', [...occupyingStates]),
        query.and([query('state', '=', 'reserved'), query('hold_until', '>', now)]),
      ]),
    )
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

/** Whether a group has or had appointments: then it cannot vanish. */
export async function hasAppointments(
  db: Db,
  tenantId: string,
  groups: readonly string[],
): Promise<boolean> {
  const row = await db
    .selectFrom('appointment')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('counter_group_id', 'in', groups)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
