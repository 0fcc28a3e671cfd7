import type { Db } from '#server/db/database.ts'
import type { IsoDate } from '#shared/domain/local-time.ts'

/** What the ids of invented visits begin with. */
export const demoPrefix = 'demo-'

/** Invented visits of days that are over, and that nobody has ended. */
export async function completePastVisits(db: Db, tenantId: string, before: IsoDate): Promise<void> {
  await db
    .updateTable('appointment')
    .set({ state: 'completed' })
    .where('tenant_id', '=', tenantId)
    .where('id', 'like', `${demoPrefix}%`)
    .where('date', '<', before)
    .where('state', 'in', ['confirmed', 'checked_in', 'called'])
    .execute()
}
