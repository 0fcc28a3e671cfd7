import { sql } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import { finishedStates, occupyingStates } from '#shared/domain/appointment-state.ts'
import type { Instant, IsoDate } from '#shared/domain/local-time.ts'
import type { Appointment, AppointmentItem } from '../appointments.queries.ts'
import type { LedgerDay } from '../ledger.ts'

/** Appointments of days whose visitors may come, are there, were there or stayed away, by time. */
export function listOfDays(
  db: Db,
  tenantId: string,
  groups: readonly string[],
  { from, to }: { from: IsoDate; to: IsoDate },
  now: Instant,
): Promise<Appointment[]> {
  return db
    .selectFrom('appointment')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('counter_group_id', 'in', groups)
    .where('date', '>=', from)
    .where('date', '<=', to)
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
    .orderBy('date')
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

export function listByIds(
  db: Db,
  tenantId: string,
  ids: readonly string[],
): Promise<Appointment[]> {
  return db
    .selectFrom('appointment')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', 'in', ids)
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

/** Who is booked from a day on, by name: enough to search in, and no more. */
export function listNames(
  db: Db,
  tenantId: string,
  from: IsoDate,
  office: string | undefined,
): Promise<{ id: string; name: string; date: IsoDate; start_minute: number }[]> {
  return db
    .selectFrom('appointment')
    .select(['id', 'name', 'date', 'start_minute'])
    .where('tenant_id', '=', tenantId)
    .where('date', '>=', from)
    .where('name', '<>', '')
    .where('state', 'in', [...occupyingStates, ...finishedStates, 'reserved'])
    .$if(office !== undefined, (query) => query.where('office_id', '=', office!))
    .execute()
}

/** Counts one more call number of a day; under its lock, so that nobody else gets the same. */
export async function takeCallNumber(
  trx: Trx,
  tenantId: string,
  { group, date }: LedgerDay,
): Promise<number> {
  const row = await trx
    .updateTable('ledger_day')
    .set({ call_numbers: sql<number>`call_numbers + 1` })
    .where('tenant_id', '=', tenantId)
    .where('counter_group_id', '=', group)
    .where('date', '=', date)
    .returning('call_numbers')
    .executeTakeFirstOrThrow()
  return row.call_numbers
}
