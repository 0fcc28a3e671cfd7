import { type Expression, type Insertable, type Selectable, sql } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import { occupyingStates } from '#shared/domain/appointment-state.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import type {
  AppointmentItemTable,
  AppointmentTable,
  AppointmentTokenTable,
} from './appointments.table.ts'

/** Without what the statements that write it, and the engine, add for the occupancy query. */
export type Appointment = Omit<Selectable<AppointmentTable>, 'ledger_day' | 'slot'>
export type AppointmentItem = Selectable<AppointmentItemTable>

export function findAppointment(
  db: Db,
  tenantId: string,
  id: string,
): Promise<Appointment | undefined> {
  return db
    .selectFrom('appointment')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function isReferenceUsed(db: Db, tenantId: string, reference: string) {
  const row = await db
    .selectFrom('appointment')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('reference', '=', reference)
    .executeTakeFirst()
  return row !== undefined
}

export function listItems(db: Db, tenantId: string, id: string): Promise<AppointmentItem[]> {
  return db
    .selectFrom('appointment_item')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('appointment_id', '=', id)
    .orderBy('position')
    .execute()
}

export function listTokens(db: Db, tenantId: string, id: string) {
  return db
    .selectFrom('appointment_token')
    .select(['secret_hash', 'scope'])
    .where('tenant_id', '=', tenantId)
    .where('appointment_id', '=', id)
    .execute()
}

/** Fails for a day that nobody has ever locked: it has no number. */
export async function insertAppointments(
  trx: Trx,
  rows: Appointment[],
  items: Insertable<AppointmentItemTable>[],
): Promise<void> {
  const numbered = rows.map((row) => ({
    ...row,
    ledger_day: ledgerDayNumber(row.tenant_id, row.counter_group_id, row.date),
  }))
  await trx.insertInto('appointment').values(numbered).execute()
  await trx.insertInto('appointment_item').values(items).execute()
}

export async function insertTokens(
  trx: Trx,
  rows: Insertable<AppointmentTokenTable>[],
): Promise<void> {
  await trx.insertInto('appointment_token').values(rows).execute()
}

export async function deleteTokens(
  trx: Trx,
  tenantId: string,
  id: string,
  scope?: 'manage',
): Promise<void> {
  await trx
    .deleteFrom('appointment_token')
    .where('tenant_id', '=', tenantId)
    .where('appointment_id', '=', id)
    .$if(scope !== undefined, (query) => query.where('scope', '=', scope!))
    .execute()
}

export async function updateAppointment(
  trx: Trx,
  tenantId: string,
  id: string,
  changes: Partial<Appointment>,
): Promise<void> {
  const { counter_group_id: group, date } = changes
  const ledgerDay = ledgerDayNumber(
    tenantId,
    group ?? sql.ref('appointment.counter_group_id'),
    date ?? sql.ref('appointment.date'),
  )
  const isElsewhere = group !== undefined || date !== undefined
  await trx
    .updateTable('appointment')
    .set({ ...changes, ...(isElsewhere && { ledger_day: ledgerDay }) })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** With its items and links. */
export async function deleteAppointment(trx: Trx, tenantId: string, id: string): Promise<void> {
  await trx
    .deleteFrom('appointment')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

function ledgerDayNumber(
  tenantId: string,
  group: string | Expression<string>,
  date: string | Expression<string>,
) {
  return sql<number>`(
    select number from ledger_day
    where tenant_id = ${tenantId} and counter_group_id = ${group} and date = ${date}
  )`
}

/** Live appointments of one address: confirmed ones that are to come, and running holds. */
export async function listLiveOfAddress(
  db: Db,
  tenantId: string,
  addressKey: string,
  now: Instant,
): Promise<string[]> {
  const rows = await db
    .selectFrom('appointment')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('address_key', '=', addressKey)
    .where('starts_at', '>', now)
    .where((query) =>
      query.or([
        query('state', 'in', [...occupyingStates]),
        query.and([query('state', '=', 'reserved'), query('hold_until', '>', now)]),
      ]),
    )
    .execute()
  return rows.map(({ id }) => id)
}

/** Of these appointments, how many are for the one of the services that most of them are for. */
export async function countForSameService(
  db: Db,
  tenantId: string,
  appointmentIds: readonly string[],
  serviceIds: readonly string[],
): Promise<number> {
  const rows = await db
    .selectFrom('appointment_item')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('appointment_id', 'in', appointmentIds)
    .where('service_id', 'in', serviceIds)
    .groupBy('service_id')
    .execute()
  return Math.max(0, ...rows.map((row) => Number(row.count)))
}

/** Holds that an address has made since an instant, whatever became of them. */
export async function countHoldsSince(
  db: Db,
  tenantId: string,
  addressKey: string,
  since: Instant,
): Promise<number> {
  const row = await db
    .selectFrom('appointment')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('address_key', '=', addressKey)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** The last day of a group's appointments whose id begins so, or null. */
export async function lastDateOf(
  db: Db,
  tenantId: string,
  groupId: string,
  idPrefix: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('appointment')
    .select((query) => query.fn.max('date').as('last'))
    .where('tenant_id', '=', tenantId)
    .where('counter_group_id', '=', groupId)
    .where('id', 'like', `${idPrefix}%`)
    .executeTakeFirst()
  return row?.last ?? null
}
