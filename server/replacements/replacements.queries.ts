import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import { openReplacementStates } from '#shared/domain/replacement-state.ts'
import type { IsoDate } from '#shared/domain/local-time.ts'
import type { ReplacementTable } from './replacements.table.ts'

export type Replacement = Selectable<ReplacementTable>

export async function insertReplacements(
  trx: Trx,
  rows: Insertable<ReplacementTable>[],
): Promise<void> {
  if (rows.length > 0) await trx.insertInto('replacement').values(rows).execute()
}

export function findReplacement(
  db: Db,
  tenantId: string,
  id: string,
): Promise<Replacement | undefined> {
  return db
    .selectFrom('replacement')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .executeTakeFirst()
}

/** The last time that an appointment could not take place. */
export function findOfAppointment(
  db: Db,
  tenantId: string,
  appointmentId: string,
): Promise<Replacement | undefined> {
  return db
    .selectFrom('replacement')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('appointment_id', '=', appointmentId)
    .orderBy('created_at', 'desc')
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Whose offers these reservations keep. */
export function listByHeld(
  db: Db,
  tenantId: string,
  heldIds: readonly string[],
): Promise<Replacement[]> {
  return db
    .selectFrom('replacement')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('held_id', 'in', heldIds)
    .execute()
}

/** Those for whom nothing has been looked for yet. */
export function listWaiting(db: Db, tenantId: string): Promise<Replacement[]> {
  return db
    .selectFrom('replacement')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('state', '=', 'waiting')
    .orderBy('was_date')
    .orderBy('was_start_minute')
    .orderBy('id')
    .execute()
}

/** Open ones of all municipalities, for housekeeping. */
export function listOpen(db: Db): Promise<Replacement[]> {
  return db
    .selectFrom('replacement')
    .selectAll()
    .where('state', 'in', [...openReplacementStates])
    .orderBy('was_date')
    .execute()
}

export function listFrom(db: Db, tenantId: string, from: IsoDate): Promise<Replacement[]> {
  return db
    .selectFrom('replacement')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('was_date', '>=', from)
    .orderBy('was_date')
    .orderBy('was_start_minute')
    .orderBy('id')
    .execute()
}

/** Changes it if it is still in this state; false if somebody else was faster. */
export async function changeReplacement(
  trx: Trx,
  { tenant_id: tenantId, id, state }: Pick<Replacement, 'tenant_id' | 'id' | 'state'>,
  changes: Updateable<ReplacementTable>,
): Promise<boolean> {
  const result = await trx
    .updateTable('replacement')
    .set(changes)
    .where('tenant_id', '=', tenantId)
    .where('id', '=', id)
    .where('state', '=', state)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** What was settled or over long ago serves nobody any more. */
export async function deleteOldReplacements(db: Db, before: IsoDate): Promise<void> {
  await db.deleteFrom('replacement').where('was_date', '<', before).execute()
}
