import type { Insertable } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type { Side } from './reply-address.ts'
import type { RequestMessageTable } from './threads.table.ts'

export async function insertMessage(trx: Trx, row: Insertable<RequestMessageTable>): Promise<void> {
  await trx
    .insertInto('request_message')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'message_id']).doNothing())
    .execute()
}

/** The conversation with one side, the oldest first. */
export function listMessages(db: Db, tenantId: string, requestId: string, side: Side) {
  return db
    .selectFrom('request_message')
    .select(['message_id', 'direction'])
    .where('tenant_id', '=', tenantId)
    .where('request_id', '=', requestId)
    .where('side', '=', side)
    .orderBy('at')
    .execute()
}

/** Which requests mails with these Message-IDs belong to. */
export function listByMessageIds(db: Db, tenantId: string, messageIds: readonly string[]) {
  return db
    .selectFrom('request_message')
    .select(['message_id', 'request_id', 'side', 'direction'])
    .where('tenant_id', '=', tenantId)
    .where('message_id', 'in', messageIds.length > 0 ? [...messageIds] : [''])
    .execute()
}

/** What came in with a step, with all that it quoted. */
export async function findOriginal(
  db: Db,
  tenantId: string,
  requestId: string,
  step: number,
): Promise<string | null> {
  const row = await db
    .selectFrom('request_message')
    .select('original')
    .where('tenant_id', '=', tenantId)
    .where('request_id', '=', requestId)
    .where('step', '=', step)
    .where('direction', '=', 'in')
    .executeTakeFirst()
  return row?.original ?? null
}

/** Forgets what came in; what went out names nobody, and later mails still refer to it. */
/** Forgets what came in; what went out names nobody, and later mails still refer to it. */
export async function eraseMessages(trx: Trx, tenantId: string, requestId: string): Promise<void> {
  await trx
    .deleteFrom('request_message')
    .where('tenant_id', '=', tenantId)
    .where('request_id', '=', requestId)
    .where('direction', '=', 'in')
    .execute()
}
