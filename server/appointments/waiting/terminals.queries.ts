import type { Insertable, Selectable } from 'kysely'
import type { Db } from '#server/db/database.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import type { NumberTerminalTable } from '../appointments.table.ts'

export type StoredTerminal = Selectable<NumberTerminalTable>

export function listTerminals(
  db: Db,
  tenantId: string,
  officeId: string,
): Promise<StoredTerminal[]> {
  return db
    .selectFrom('number_terminal')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('office_id', '=', officeId)
    .orderBy('created_at')
    .orderBy('id')
    .execute()
}

export function findTerminal(
  db: Db,
  tenantId: string,
  id: string,
): Promise<StoredTerminal | undefined> {
  return db
    .selectFrom('number_terminal')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function insertTerminal(db: Db, row: Insertable<NumberTerminalTable>): Promise<void> {
  await db.insertInto('number_terminal').values(row).execute()
}

export async function deleteTerminal(db: Db, tenantId: string, id: string): Promise<void> {
  await db
    .deleteFrom('number_terminal')
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}

export async function markTerminalSeen(
  db: Db,
  tenantId: string,
  id: string,
  seenAt: Instant,
): Promise<void> {
  await db
    .updateTable('number_terminal')
    .set({ seen_at: seenAt })
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .execute()
}
