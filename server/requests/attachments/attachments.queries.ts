import type { Insertable, Selectable } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import type { RequestAttachmentTable } from './attachment.table.ts'

export type StoredAttachment = Selectable<RequestAttachmentTable>

const batch = 200

/** Files that were sent for a draft, in the order in which they came. */
export function listOfDraft(db: Db, tenantId: string, draftKey: string) {
  return db
    .selectFrom('request_attachment')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('draft_key', '=', draftKey)
    .where('state', '!=', 'erased')
    .orderBy('position')
    .execute()
}

/** Files of a request that can be read, in the order in which they came. */
export function listOfRequest(db: Db, tenantId: string, requestId: string) {
  return db
    .selectFrom('request_attachment')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('request_id', '=', requestId)
    .where('state', '=', 'stored')
    .orderBy('position')
    .execute()
}

export function findOfRequest(
  db: Db,
  tenantId: string,
  requestId: string,
  id: string,
): Promise<StoredAttachment | undefined> {
  return db
    .selectFrom('request_attachment')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('request_id', '=', requestId)
    .where('id', '=', id)
    .where('state', '=', 'stored')
    .executeTakeFirst()
}

/** Bytes that a municipality keeps, and those of them that no request has yet. */
export async function sumBytes(
  db: Db,
  tenantId: string,
): Promise<{ all: number; waiting: number }> {
  const rows = await db
    .selectFrom('request_attachment')
    .select((query) => [query.fn.sum<number>('bytes').as('bytes'), 'draft_key'])
    .where('tenant_id', '=', tenantId)
    .groupBy('draft_key')
    .execute()
  const sum = (of: typeof rows) => of.reduce((total, { bytes }) => total + Number(bytes), 0)
  return { all: sum(rows), waiting: sum(rows.filter((row) => row.draft_key !== null)) }
}

export async function insertAttachment(
  trx: Trx,
  row: Insertable<RequestAttachmentTable>,
): Promise<void> {
  await trx.insertInto('request_attachment').values(row).execute()
}

export async function markStored(db: Db, tenantId: string, id: string): Promise<void> {
  await db
    .updateTable('request_attachment')
    .set({ state: 'stored' })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('state', '=', 'writing')
    .execute()
}

/** Whether it was waiting for a request, and is this one's now. */
export async function giveToRequest(
  trx: Trx,
  tenantId: string,
  id: string,
  place: { request_id: string; position: number; step: number; field: string | null },
): Promise<boolean> {
  const { numUpdatedRows } = await trx
    .updateTable('request_attachment')
    .set({ ...place, draft_key: null })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('state', '=', 'stored')
    .where('draft_key', 'is not', null)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

/** From here on nobody can read them; housekeeping removes files and rows. */
export async function markErasedOfRequest(
  trx: Trx,
  tenantId: string,
  requestId: string,
): Promise<void> {
  await trx
    .updateTable('request_attachment')
    .set({ state: 'erased', sha256: '' })
    .where('tenant_id', '=', tenantId)
    .where('request_id', '=', requestId)
    .execute()
}

export async function markErasedOfDraft(
  db: Db,
  tenantId: string,
  draftKey: string,
  id: string,
): Promise<void> {
  await db
    .updateTable('request_attachment')
    .set({ state: 'erased', sha256: '' })
    .where('tenant_id', '=', tenantId)
    .where('draft_key', '=', draftKey)
    .where('id', '=', id)
    .execute()
}

/** What was sent before an instant and never became part of a request. */
export async function markErasedUnsent(db: Db, before: Instant): Promise<void> {
  await db
    .updateTable('request_attachment')
    .set({ state: 'erased', sha256: '' })
    .where('draft_key', 'is not', null)
    .where('state', '!=', 'erased')
    .where('created_at', '<=', before)
    .execute()
}

export function listErased(db: Db): Promise<Pick<StoredAttachment, 'tenant_id' | 'id'>[]> {
  return db
    .selectFrom('request_attachment')
    .select(['tenant_id', 'id'])
    .where('state', '=', 'erased')
    .limit(batch)
    .execute()
}

export async function deleteAttachment(db: Db, tenantId: string, id: string): Promise<void> {
  await db
    .deleteFrom('request_attachment')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}
