import { type Insertable, type Selectable, sql } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import type { ErasureTable, IdempotentAnswerTable } from './placing.table.ts'

/** Makes what one address places wait for each other, so that two at once cannot pass its limit. */
export async function lockAddress(
  trx: Trx,
  tenantId: string,
  addressKey: string,
  now: Instant,
): Promise<void> {
  await trx
    .insertInto('address_lock')
    .values({ tenant_id: tenantId, address_key: addressKey, used_at: now })
    .onConflict((conflict) =>
      conflict
        .columns(['tenant_id', 'address_key'])
        .doUpdateSet({ used_at: sql<string>`excluded.used_at` }),
    )
    .execute()
}

export function findAnswer(
  db: Db,
  tenantId: string,
  keyHash: string,
): Promise<Selectable<IdempotentAnswerTable> | undefined> {
  return db
    .selectFrom('idempotent_answer')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('key_hash', '=', keyHash)
    .executeTakeFirst()
}

/** Whether the answer was kept; false if this key has one already. */
export async function insertAnswer(
  trx: Trx,
  row: Insertable<IdempotentAnswerTable>,
): Promise<boolean> {
  const result = await trx
    .insertInto('idempotent_answer')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'key_hash']).doNothing())
    .executeTakeFirst()
  return Number(result.numInsertedOrUpdatedRows ?? 0) > 0
}

export async function insertErasure(
  trx: Trx,
  tenantId: string,
  subjectId: string,
  erasedAt: Instant,
): Promise<void> {
  await trx
    .insertInto('erasure')
    .values({ tenant_id: tenantId, subject_id: subjectId, erased_at: erasedAt })
    .execute()
}

/** Everybody who was erased, the oldest first. */
export function listErasures(db: Db): Promise<Selectable<ErasureTable>[]> {
  return db.selectFrom('erasure').selectAll().orderBy('erased_at').orderBy('subject_id').execute()
}

export async function deleteOldAnswers(db: Db, before: Instant): Promise<void> {
  await db.deleteFrom('idempotent_answer').where('created_at', '<', before).execute()
}

export async function deleteOldAddressLocks(db: Db, before: Instant): Promise<void> {
  await db.deleteFrom('address_lock').where('used_at', '<', before).execute()
}
