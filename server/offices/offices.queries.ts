import type { Insertable, Selectable } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type {
  ClosureTable,
  CounterGroupTable,
  OfficeTable,
  OpeningRuleTable,
  ServiceAtGroupTable,
} from './offices.table.ts'

export function listOffices(db: Db, tenantId: string): Promise<Selectable<OfficeTable>[]> {
  return db
    .selectFrom('office')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('position')
    .execute()
}

export function listCounterGroups(
  db: Db,
  tenantId: string,
): Promise<Selectable<CounterGroupTable>[]> {
  return db
    .selectFrom('counter_group')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('position')
    .execute()
}

export function listOpeningRules(
  db: Db,
  tenantId: string,
): Promise<Selectable<OpeningRuleTable>[]> {
  return db
    .selectFrom('opening_rule')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('counter_group_id')
    .orderBy('position')
    .orderBy('weekday')
    .execute()
}

export function listClosures(db: Db, tenantId: string): Promise<Selectable<ClosureTable>[]> {
  return db
    .selectFrom('closure')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('office_id')
    .orderBy('position')
    .execute()
}

export function listServicesAtGroups(
  db: Db,
  tenantId: string,
): Promise<Selectable<ServiceAtGroupTable>[]> {
  return db
    .selectFrom('service_at_group')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('counter_group_id')
    .orderBy('position')
    .execute()
}

export async function upsertOffice(trx: Trx, row: Insertable<OfficeTable>): Promise<void> {
  const { tenant_id: _tenant, id: _id, ...changes } = row
  await trx
    .insertInto('office')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(changes))
    .execute()
}

export async function upsertCounterGroup(
  trx: Trx,
  row: Insertable<CounterGroupTable>,
): Promise<void> {
  const { tenant_id: _tenant, id: _id, ...changes } = row
  await trx
    .insertInto('counter_group')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(changes))
    .execute()
}

export async function insertOpeningRules(
  trx: Trx,
  rows: Insertable<OpeningRuleTable>[],
): Promise<void> {
  if (rows.length > 0) await trx.insertInto('opening_rule').values(rows).execute()
}

export async function insertClosures(trx: Trx, rows: Insertable<ClosureTable>[]): Promise<void> {
  if (rows.length > 0) await trx.insertInto('closure').values(rows).execute()
}

export async function insertServicesAtGroup(
  trx: Trx,
  rows: Insertable<ServiceAtGroupTable>[],
): Promise<void> {
  if (rows.length > 0) await trx.insertInto('service_at_group').values(rows).execute()
}

/** Rows that an import writes anew as a whole, because nothing else points to them. */
export async function deleteOfficeDetails(trx: Trx, tenantId: string): Promise<void> {
  for (const table of ['opening_rule', 'closure', 'service_at_group'] as const) {
    await trx.deleteFrom(table).where('tenant_id', '=', tenantId).execute()
  }
}

export async function deleteOtherCounterGroups(
  trx: Trx,
  tenantId: string,
  kept: string[],
): Promise<void> {
  await trx
    .deleteFrom('counter_group')
    .where('tenant_id', '=', tenantId)
    .$if(kept.length > 0, (query) => query.where('id', 'not in', kept))
    .execute()
}

export async function deleteOtherOffices(
  trx: Trx,
  tenantId: string,
  kept: string[],
): Promise<void> {
  await trx
    .deleteFrom('office')
    .where('tenant_id', '=', tenantId)
    .$if(kept.length > 0, (query) => query.where('id', 'not in', kept))
    .execute()
}
