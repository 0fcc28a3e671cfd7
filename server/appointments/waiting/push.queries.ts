import type { Insertable, Selectable } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type { Instant, IsoDate } from '#shared/domain/local-time.ts'
import type { PushSubscriptionTable } from '../appointments.table.ts'

export type StoredSubscription = Selectable<PushSubscriptionTable>

export async function insertPushSubscription(
  trx: Trx,
  row: Insertable<PushSubscriptionTable>,
): Promise<void> {
  await trx
    .insertInto('push_subscription')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'appointment_id', 'endpoint_hash'])
        .doUpdateSet({ sealed: row.sealed }),
    )
    .execute()
}

export async function countPushSubscriptions(
  db: Db,
  tenantId: string,
  appointmentId: string,
): Promise<number> {
  const row = await db
    .selectFrom('push_subscription')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('appointment_id', '=', appointmentId)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** All of an appointment, or the one of a browser. */
export async function deletePushSubscriptions(
  db: Db,
  tenantId: string,
  appointmentId: string,
  endpointHash?: string,
): Promise<void> {
  await db
    .deleteFrom('push_subscription')
    .where('tenant_id', '=', tenantId)
    .where('appointment_id', '=', appointmentId)
    .$if(endpointHash !== undefined, (query) => query.where('endpoint_hash', '=', endpointHash!))
    .execute()
}

/** Browsers that wait for a notice about a group's day. */
export function listPushSubscriptions(
  db: Db,
  tenantId: string,
  group: string,
  date: IsoDate,
): Promise<StoredSubscription[]> {
  return db
    .selectFrom('push_subscription')
    .innerJoin('appointment', (join) =>
      join
        .onRef('appointment.tenant_id', '=', 'push_subscription.tenant_id')
        .onRef('appointment.id', '=', 'push_subscription.appointment_id'),
    )
    .selectAll('push_subscription')
    .where('appointment.tenant_id', '=', tenantId)
    .where('appointment.counter_group_id', '=', group)
    .where('appointment.date', '=', date)
    .where('appointment.state', 'in', ['checked_in', 'called'])
    .execute()
}

/** Takes the notice that it is soon somebody's turn; false if it was sent before. */
export async function takeSoonNotice(
  db: Db,
  subscription: StoredSubscription,
  now: Instant,
): Promise<boolean> {
  const result = await one(db, subscription)
    .set({ soon_at: now })
    .where('soon_at', 'is', null)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Takes the notice of a call; false if this call was told before. */
export async function takeCallNotice(
  db: Db,
  subscription: StoredSubscription,
  calledAt: Instant,
): Promise<boolean> {
  const result = await one(db, subscription)
    .set({ called_at: calledAt })
    .where((query) => query.or([query('called_at', 'is', null), query('called_at', '<', calledAt)]))
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

function one(db: Db, subscription: StoredSubscription) {
  return db
    .updateTable('push_subscription')
    .where('tenant_id', '=', subscription.tenant_id)
    .where('appointment_id', '=', subscription.appointment_id)
    .where('endpoint_hash', '=', subscription.endpoint_hash)
}

/** Subscriptions of visits that are over: nobody has to be called any more. */
export async function deleteOldPushSubscriptions(db: Db, before: Instant): Promise<void> {
  await db
    .deleteFrom('push_subscription')
    .where((query) =>
      query.exists(
        query
          .selectFrom('appointment')
          .select('appointment.id')
          .whereRef('appointment.tenant_id', '=', 'push_subscription.tenant_id')
          .whereRef('appointment.id', '=', 'push_subscription.appointment_id')
          .where((either) =>
            either.or([
              either('appointment.state', 'in', ['cancelled', 'expired']),
              either('appointment.ended_at', '<', before),
              either('appointment.starts_at', '<', before),
            ]),
          ),
      ),
    )
    .execute()
}
