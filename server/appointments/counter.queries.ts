import type { Db } from '#server/db/database.ts'
import { finishedStates, occupyingStates } from '#shared/domain/appointment-state.ts'
import type { Instant, IsoDate } from '#shared/domain/local-time.ts'
import type { Appointment, AppointmentItem } from './appointments.queries.ts'

/** Appointments of a day whose visitors may come, are there, were there or stayed away, by time. */
export function listOfDay(
  db: Db,
  tenantId: string,
  groups: readonly string[],
  date: IsoDate,
  now: Instant,
): Promise<Appointment[]> {
  return db
    .selectFrom('appointment')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('counter_group_id', 'in', groups)
    .where('date', '=', date)
    .where((query) =>
      query.or([
        query('state', 'in', [...occupyingStates, ...finishedStates]),
        query.and([
          query('state', '=', 'reserved'),
          query('hold_until', '>', now),
          // A place that is kept for an appointment elsewhere has no visitor yet.
          query('erased_at', 'is', null),
        ]),
      ]),
    )
    .orderBy('start_minute')
    .orderBy('reference')
    .execute()
}

export function listItemsOf(
  db: Db,
  tenantId: string,
  ids: readonly string[],
): Promise<AppointmentItem[]> {
  return db
    .selectFrom('appointment_item')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('appointment_id', 'in', ids)
    .orderBy('position')
    .execute()
}

export function findByReference(
  db: Db,
  tenantId: string,
  reference: string,
): Promise<Appointment | undefined> {
  return db
    .selectFrom('appointment')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('reference', '=', reference)
    .executeTakeFirst()
}
