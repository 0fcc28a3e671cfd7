import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import type { RequestEventTable, RequestTable, RequestTokenTable } from './requests.table.ts'

export type ResidentRequest = Selectable<RequestTable>
export type RequestEvent = Selectable<RequestEventTable>

export function findRequest(
  db: Db,
  tenantId: string,
  id: string,
): Promise<ResidentRequest | undefined> {
  return db
    .selectFrom('request')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function isTicketUsed(db: Db, tenantId: string, ticket: string): Promise<boolean> {
  const row = await db
    .selectFrom('request')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('ticket', '=', ticket)
    .executeTakeFirst()
  return row !== undefined
}

export function listEvents(db: Db, tenantId: string, id: string): Promise<RequestEvent[]> {
  return db
    .selectFrom('request_event')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('request_id', '=', id)
    .orderBy('position')
    .execute()
}

export function listTokens(db: Db, tenantId: string, id: string) {
  return db
    .selectFrom('request_token')
    .select(['secret_hash', 'scope'])
    .where('tenant_id', '=', tenantId)
    .where('request_id', '=', id)
    .execute()
}

/** Requests that an address has sent since an instant, whatever became of them. */
export async function countRequestsSince(
  db: Db,
  tenantId: string,
  addressKey: string,
  since: Instant,
): Promise<number> {
  const row = await db
    .selectFrom('request')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('address_key', '=', addressKey)
    .where('created_at', '>', since)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/**
 * Takes the lock of a request until the transaction ends, to be its first statement: PostgreSQL
 * locks the row by it, SQLite the database.
 */
export async function lockRequest(trx: Trx, tenantId: string, id: string): Promise<void> {
  await trx
    .updateTable('request')
    .set((row) => ({ revision: row('revision', '+', 1) }))
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

export async function insertRequest(trx: Trx, row: Insertable<RequestTable>): Promise<void> {
  await trx.insertInto('request').values(row).execute()
}

export async function updateRequest(
  trx: Trx,
  tenantId: string,
  id: string,
  changes: Updateable<RequestTable>,
): Promise<void> {
  await trx
    .updateTable('request')
    .set(changes)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

/** Adds the next step to a request that is locked or new; returns its position. */
export async function insertEvent(
  trx: Trx,
  row: Omit<Insertable<RequestEventTable>, 'position' | 'internal'> & { internal?: number },
): Promise<number> {
  const last = await trx
    .selectFrom('request_event')
    .select((query) => query.fn.max('position').as('position'))
    .where('tenant_id', '=', row.tenant_id)
    .where('request_id', '=', row.request_id)
    .executeTakeFirst()
  const position = Number(last?.position ?? 0) + 1
  await trx
    .insertInto('request_event')
    .values({ internal: 0, ...row, position })
    .execute()
  return position
}

export async function eraseEventTexts(trx: Trx, tenantId: string, id: string): Promise<void> {
  await trx
    .updateTable('request_event')
    .set({ text: null })
    .where('tenant_id', '=', tenantId)
    .where('request_id', '=', id)
    .execute()
}

export async function insertToken(trx: Trx, row: Insertable<RequestTokenTable>): Promise<void> {
  await trx.insertInto('request_token').values(row).execute()
}

export async function deleteTokens(
  trx: Trx,
  tenantId: string,
  id: string,
  scope?: 'manage',
): Promise<void> {
  await trx
    .deleteFrom('request_token')
    .where('tenant_id', '=', tenantId)
    .where('request_id', '=', id)
    .$if(scope !== undefined, (query) => query.where('scope', '=', scope!))
    .execute()
}
