import type { Insertable, Selectable } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type { EntryKind } from '#shared/contracts/entries.ts'
import type { AuthorityTable, ServiceTable } from './catalogue.table.ts'

export interface PublishedRow {
  kind: EntryKind
  id: string
  version: number
  content: string
}

/** What residents see, in the order of the configuration file. */
export function listPublished(db: Db, tenantId: string): Promise<PublishedRow[]> {
  return db
    .selectFrom('entry')
    .innerJoin('entry_version', (join) =>
      join
        .onRef('entry_version.tenant_id', '=', 'entry.tenant_id')
        .onRef('entry_version.kind', '=', 'entry.kind')
        .onRef('entry_version.entry_id', '=', 'entry.id')
        .onRef('entry_version.version', '=', 'entry.published_version'),
    )
    .select(['entry.kind', 'entry.id', 'entry_version.version', 'entry_version.content'])
    .where('entry.tenant_id', '=', tenantId)
    .orderBy('entry.kind')
    .orderBy('entry.position')
    .orderBy('entry.id')
    .execute()
}

export interface SourceRow extends PublishedRow {
  tenant_id: string
  /** Null once it was archived there. */
  published_version: number | null
}

/**
 * What a tenant takes over from others, as it stands there now: the published version or, where the
 * other one has archived it, the version that was seen last.
 */
export function listSources(db: Db, tenantId: string): Promise<SourceRow[]> {
  return db
    .selectFrom('entry as own')
    .innerJoin('entry as source', (join) =>
      join
        .onRef('source.tenant_id', '=', 'own.from_tenant')
        .onRef('source.kind', '=', 'own.kind')
        .onRef('source.id', '=', 'own.id'),
    )
    .innerJoin('entry_version as version', (join) =>
      join
        .onRef('version.tenant_id', '=', 'source.tenant_id')
        .onRef('version.kind', '=', 'source.kind')
        .onRef('version.entry_id', '=', 'source.id')
        .on((on) =>
          on(
            'version.version',
            '=',
            on.fn.coalesce('source.published_version', 'own.seen_version'),
          ),
        ),
    )
    .select([
      'source.tenant_id',
      'source.kind',
      'source.id',
      'source.published_version',
      'version.version',
      'version.content',
    ])
    .where('own.tenant_id', '=', tenantId)
    .execute()
}

/** Municipalities that take over entries of this one, in one order for all. */
export async function listReusers(db: Db, tenantId: string): Promise<string[]> {
  const rows = await db
    .selectFrom('entry')
    .select('tenant_id')
    .distinct()
    .where('from_tenant', '=', tenantId)
    .orderBy('tenant_id')
    .execute()
  return rows.map((row) => row.tenant_id)
}

export function listRedirects(db: Db, tenantId: string) {
  return db
    .selectFrom('entry')
    .select(['kind', 'id', 'redirect_kind', 'redirect_id'])
    .where('tenant_id', '=', tenantId)
    .where('redirect_id', 'is not', null)
    .execute()
}

export function listAuthorities(db: Db, tenantId: string): Promise<Selectable<AuthorityTable>[]> {
  return db
    .selectFrom('authority')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .orderBy('position')
    .execute()
}

export async function replaceAuthorities(
  trx: Trx,
  tenantId: string,
  rows: Insertable<AuthorityTable>[],
): Promise<void> {
  await trx.deleteFrom('authority').where('tenant_id', '=', tenantId).execute()
  if (rows.length > 0) await trx.insertInto('authority').values(rows).execute()
}

export async function upsertService(trx: Trx, row: Insertable<ServiceTable>): Promise<void> {
  const { tenant_id: _tenant, id: _id, ...changes } = row
  await trx
    .insertInto('service')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'id']).doUpdateSet(changes))
    .execute()
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
