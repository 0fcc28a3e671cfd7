import type { Insertable, Selectable } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type { ServiceTable, ServiceTextTable } from './catalogue.table.ts'

export function listServices(db: Db, tenantId: string): Promise<Selectable<ServiceTable>[]> {
  return db
    .selectFrom('service')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('position')
    .execute()
}

export function listServiceTexts(
  db: Db,
  tenantId: string,
): Promise<Selectable<ServiceTextTable>[]> {
  return db
    .selectFrom('service_text')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('status', '=', 'published')
    .orderBy('service_id')
    .orderBy('version')
    .execute()
}

export async function upsertService(trx: Trx, row: Insertable<ServiceTable>): Promise<void> {
  const { tenant_id: _tenant, id: _id, ...changes } = row
  await trx
    .insertInto('service')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(changes))
    .execute()
}

export async function insertServiceTexts(
  trx: Trx,
  rows: Insertable<ServiceTextTable>[],
): Promise<void> {
  await trx.insertInto('service_text').values(rows).execute()
}

export async function deleteServiceTexts(trx: Trx, tenantId: string): Promise<void> {
  await trx.deleteFrom('service_text').where('tenant_id', '=', tenantId).execute()
}

export async function deleteOtherServices(
  trx: Trx,
  tenantId: string,
  kept: string[],
): Promise<void> {
  await trx
    .deleteFrom('service')
    .where('tenant_id', '=', tenantId)
    .$if(kept.length > 0, (query) => query.where('id', 'not in', kept))
    .execute()
}
