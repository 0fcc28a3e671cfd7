import type { Db, Trx } from '#server/db/database.ts'
import type { Instant, IsoDate } from '#shared/domain/local-time.ts'
import type { Appointment } from './appointments.queries.ts'

const batch = 200

/** Holds that nobody confirmed in time. */
export function listExpiredHolds(db: Db, now: Instant): Promise<Appointment[]> {
  return db
    .selectFrom('appointment')
    .selectAll()
    .where('state', '=', 'reserved')
    .where('hold_until', '<=', now)
    .limit(batch)
    .execute()
}

/** Confirmed appointments whose reminder is due. */
export function listDueReminders(db: Db, now: Instant): Promise<Appointment[]> {
  return db
    .selectFrom('appointment')
    .selectAll()
    .where('state', '=', 'confirmed')
    .where('remind_at', '<=', now)
    .limit(batch)
    .execute()
}

/** Takes a reminder, so that no other process sends it too; false if one has. */
export async function takeReminder(trx: Trx, appointment: Appointment): Promise<boolean> {
  const result = await trx
    .updateTable('appointment')
    .set({ remind_at: null })
    .where('tenant_id', '=', appointment.tenant_id)
    .where('id', '=', appointment.id)
    .where('state', '=', 'confirmed')
    .where('remind_at', '=', appointment.remind_at)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Appointments of a tenant that began before an instant and still name somebody. */
export function listForgettable(db: Db, tenantId: string, before: Instant): Promise<Appointment[]> {
  return db
    .selectFrom('appointment')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('starts_at', '<', before)
    .where('erased_at', 'is', null)
    .limit(batch)
    .execute()
}

/** Days that are over need no lock any more; where there was nobody, no number either. */
export async function deleteEmptyLedgerDays(db: Db, before: IsoDate): Promise<void> {
  await db
    .deleteFrom('ledger_day')
    .where('date', '<', before)
    .where((query) =>
      query.not(
        query.exists(
          query
            .selectFrom('appointment')
            .select('id')
            .whereRef('appointment.tenant_id', '=', 'ledger_day.tenant_id')
            .whereRef('appointment.counter_group_id', '=', 'ledger_day.counter_group_id')
            .whereRef('appointment.date', '=', 'ledger_day.date'),
        ),
      ),
    )
    .execute()
}

/** Links of visits that began before an instant: there is nothing left that they could show. */
export async function deleteDeadTokens(db: Db, tenantId: string, before: Instant): Promise<void> {
  await db
    .deleteFrom('appointment_token')
    .where('tenant_id', '=', tenantId)
    .where((query) =>
      query.exists(
        query
          .selectFrom('appointment')
          .select('appointment.id')
          .whereRef('appointment.tenant_id', '=', 'appointment_token.tenant_id')
          .whereRef('appointment.id', '=', 'appointment_token.appointment_id')
          .where('starts_at', '<', before)
          .where('erased_at', 'is not', null),
      ),
    )
    .execute()
}
