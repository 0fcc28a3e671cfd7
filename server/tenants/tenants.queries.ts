import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type {
  DepartmentTable,
  LifeSituationTable,
  MailboxTable,
  TenantTable,
} from './tenants.table.ts'

export function listTenants(db: Db): Promise<Selectable<TenantTable>[]> {
  return db.selectFrom('tenant').selectAll().orderBy('name').execute()
}

export function findTenant(db: Db, id: string): Promise<Selectable<TenantTable> | undefined> {
  return db.selectFrom('tenant').selectAll().where('id', '=', id).executeTakeFirst()
}

/** The version of a tenant's configuration. */
export async function findRevision(db: Db, id: string): Promise<number | undefined> {
  const row = await db
    .selectFrom('tenant')
    .select('revision')
    .where('id', '=', id)
    .executeTakeFirst()
  return row?.revision
}

export async function raiseRevision(trx: Trx, id: string): Promise<void> {
  await trx
    .updateTable('tenant')
    .set({ revision: sql<number>`revision + 1` })
    .where('id', '=', id)
    .execute()
}

/** The same, if it still is this one; false if it is not. */
export async function raiseRevisionFrom(trx: Trx, id: string, revision: number): Promise<boolean> {
  const result = await trx
    .updateTable('tenant')
    .set({ revision: revision + 1 })
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Writes a tenant; a new one has the revision 1, one that is there keeps its own. */
export async function upsertTenant(
  trx: Trx,
  row: Omit<Insertable<TenantTable>, 'revision'>,
): Promise<void> {
  const { id: _id, ...changes } = row
  await trx
    .insertInto('tenant')
    .values({ ...row, revision: 1 })
    .onConflict((conflict) => conflict.column('id').doUpdateSet(changes))
    .execute()
}

export function listDepartments(db: Db, id: string): Promise<Selectable<DepartmentTable>[]> {
  return db
    .selectFrom('department')
    .selectAll()
    .where('tenant_id', '=', id)
    .orderBy('position')
    .execute()
}

export function listLifeSituations(db: Db, id: string): Promise<Selectable<LifeSituationTable>[]> {
  return db
    .selectFrom('life_situation')
    .selectAll()
    .where('tenant_id', '=', id)
    .orderBy('position')
    .execute()
}

export function listMailboxes(db: Db, id: string): Promise<Selectable<MailboxTable>[]> {
  return db
    .selectFrom('mailbox')
    .selectAll()
    .where('tenant_id', '=', id)
    .orderBy('position')
    .execute()
}

export async function upsertDepartment(trx: Trx, row: Insertable<DepartmentTable>): Promise<void> {
  const { position, name } = row
  await trx
    .insertInto('department')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet({ position, name }))
    .execute()
}

export async function upsertMailbox(trx: Trx, row: Insertable<MailboxTable>): Promise<void> {
  const { tenant_id: _tenant, id: _id, ...changes } = row
  await trx
    .insertInto('mailbox')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(changes))
    .execute()
}

export async function replaceLifeSituations(
  trx: Trx,
  id: string,
  rows: Insertable<LifeSituationTable>[],
): Promise<void> {
  await trx.deleteFrom('life_situation').where('tenant_id', '=', id).execute()
  if (rows.length > 0) await trx.insertInto('life_situation').values(rows).execute()
}

export async function deleteOthers(
  trx: Trx,
  table: 'mailbox' | 'department',
  id: string,
  kept: string[],
): Promise<void> {
  await trx
    .deleteFrom(table)
    .where('tenant_id', '=', id)
    .$if(kept.length > 0, (query) => query.where('id', 'not in', kept))
    .execute()
}
