import { type Insertable, type Selectable, type Updateable, sql } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type { EntryKind } from '#shared/contracts/entries.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import type { EntryDraftTable, EntryTable, EntryVersionTable } from './catalogue.table.ts'

/** Which entry of which municipality. */
export interface EntryKey {
  tenantId: string
  kind: EntryKind
  id: string
}

export type Head = Selectable<EntryTable>
export type Draft = Selectable<EntryDraftTable>
export type Version = Selectable<EntryVersionTable>

export function listHeads(db: Db, tenantId: string): Promise<Head[]> {
  return db
    .selectFrom('entry')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('kind')
    .orderBy('position')
    .execute()
}

export function findHead(db: Db, { tenantId, kind, id }: EntryKey): Promise<Head | undefined> {
  return db
    .selectFrom('entry')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** Raises the revision of an entry, which locks it for this transaction; false: it was another. */
export async function lockHead(
  trx: Trx,
  { tenantId, kind, id }: EntryKey,
  revision: number,
  now: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('entry')
    .set({ revision: sql<number>`revision + 1`, changed_at: now })
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .where('revision', '=', revision)
    .executeTakeFirst()
  return numUpdatedRows > 0n
}

/** False: there is one of this name already. */
export async function insertHead(trx: Trx, row: Insertable<EntryTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows } = await trx
    .insertInto('entry')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'kind', 'id']).doNothing())
    .executeTakeFirst()
  return (numInsertedOrUpdatedRows ?? 0n) > 0n
}

export async function updateHead(
  trx: Trx,
  { tenantId, kind, id }: EntryKey,
  changes: Updateable<EntryTable>,
): Promise<void> {
  await trx
    .updateTable('entry')
    .set(changes)
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute()
}

export async function nextPosition(db: Db, tenantId: string, kind: EntryKind): Promise<number> {
  const row = await db
    .selectFrom('entry')
    .select((select) => select.fn.max('position').as('last'))
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .executeTakeFirst()
  return (row?.last ?? -1) + 1
}

/** Entries taken over from a municipality whose source nobody has seen yet have now seen it. */
export async function markSourcesSeen(trx: Trx, sourceTenantId: string): Promise<void> {
  await trx
    .updateTable('entry')
    .set((set) => ({
      seen_version: set
        .selectFrom('entry as source')
        .select('source.published_version')
        .whereRef('source.tenant_id', '=', 'entry.from_tenant')
        .whereRef('source.kind', '=', 'entry.kind')
        .whereRef('source.id', '=', 'entry.id'),
    }))
    .where('from_tenant', '=', sourceTenantId)
    .where('seen_version', 'is', null)
    .execute()
}

export function listDrafts(db: Db, tenantId: string): Promise<Draft[]> {
  return db.selectFrom('entry_draft').selectAll().where('tenant_id', '=', tenantId).execute()
}

export function findDraft(db: Db, { tenantId, kind, id }: EntryKey): Promise<Draft | undefined> {
  return db
    .selectFrom('entry_draft')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('entry_id', '=', id)
    .executeTakeFirst()
}

export async function upsertDraft(trx: Trx, row: Insertable<EntryDraftTable>): Promise<void> {
  const { tenant_id: _tenant, kind: _kind, entry_id: _entry, ...changes } = row
  await trx
    .insertInto('entry_draft')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'kind', 'entry_id']).doUpdateSet(changes),
    )
    .execute()
}

export async function deleteDraft(trx: Trx, { tenantId, kind, id }: EntryKey): Promise<void> {
  await trx
    .deleteFrom('entry_draft')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('entry_id', '=', id)
    .execute()
}

/** Of all municipalities, the ones whose time has come. */
export function listDueDrafts(db: Db, now: Instant): Promise<Draft[]> {
  return db
    .selectFrom('entry_draft')
    .selectAll()
    .where('state', '=', 'scheduled')
    .where('publish_at', '<=', now)
    .orderBy('publish_at')
    .execute()
}

/** An entry that nobody has ever published, with its draft. */
export async function deleteHead(trx: Trx, { tenantId, kind, id }: EntryKey): Promise<void> {
  await trx
    .deleteFrom('entry')
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .execute()
}

export function listVersions(
  db: Db,
  { tenantId, kind, id }: EntryKey,
): Promise<Omit<Version, 'content'>[]> {
  return db
    .selectFrom('entry_version')
    .select(['tenant_id', 'kind', 'entry_id', 'version', 'author', 'approver', 'published_at'])
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('entry_id', '=', id)
    .orderBy('version', 'desc')
    .execute()
}

export function findVersion(
  db: Db,
  { tenantId, kind, id }: EntryKey,
  version: number,
): Promise<Version | undefined> {
  return db
    .selectFrom('entry_version')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('entry_id', '=', id)
    .where('version', '=', version)
    .executeTakeFirst()
}

export async function lastVersion(db: Db, { tenantId, kind, id }: EntryKey): Promise<number> {
  const row = await db
    .selectFrom('entry_version')
    .select((select) => select.fn.max('version').as('last'))
    .where('tenant_id', '=', tenantId)
    .where('kind', '=', kind)
    .where('entry_id', '=', id)
    .executeTakeFirst()
  return row?.last ?? 0
}

/** The newest version of every entry, whether residents see it or not. */
export async function listLastVersions(
  db: Db,
  tenantId: string,
): Promise<{ kind: EntryKind; id: string; last: number }[]> {
  const rows = await db
    .selectFrom('entry_version')
    .select(['kind', 'entry_id'])
    .select((select) => select.fn.max('version').as('last'))
    .where('tenant_id', '=', tenantId)
    .groupBy(['kind', 'entry_id'])
    .execute()
  return rows.map((row) => ({ kind: row.kind, id: row.entry_id, last: row.last }))
}

export async function insertVersion(trx: Trx, row: Insertable<EntryVersionTable>): Promise<void> {
  await trx.insertInto('entry_version').values(row).execute()
}

/** What every entry says, or said last before it went to the archive. */
export async function listLastContents(
  db: Db,
  tenantId: string,
): Promise<{ kind: EntryKind; id: string; content: string }[]> {
  const rows = await db
    .selectFrom('entry_version')
    .select(['kind', 'entry_id', 'content'])
    .where('tenant_id', '=', tenantId)
    .where((where) =>
      where(
        'version',
        '=',
        where
          .selectFrom('entry_version as other')
          .select((select) => select.fn.max('other.version').as('last'))
          .whereRef('other.tenant_id', '=', 'entry_version.tenant_id')
          .whereRef('other.kind', '=', 'entry_version.kind')
          .whereRef('other.entry_id', '=', 'entry_version.entry_id'),
      ),
    )
    .execute()
  return rows.map(({ entry_id: id, ...row }) => ({ ...row, id }))
}
