import type { Trx } from '#server/db/database.ts'
import { raiseRevision } from './tenants.queries.ts'

/**
 * Says that something of these municipalities has changed: every process reads them anew. It locks
 * them for this transaction, in one order for all; take it before any entry of them.
 */
export async function raiseRevisions(trx: Trx, tenantIds: readonly string[]): Promise<void> {
  for (const id of [...new Set(tenantIds)].sort()) await raiseRevision(trx, id)
}
