import type { Trx } from '#server/db/database.ts'
import { raiseRevision, raiseRevisionFrom } from './tenants.queries.ts'

/**
 * Says that something of these municipalities has changed: every process reads them anew. It locks
 * them for this transaction, in one order for all; take it before any entry of them.
 */
export async function raiseRevisions(trx: Trx, tenantIds: readonly string[]): Promise<void> {
  for (const id of [...new Set(tenantIds)].sort()) await raiseRevision(trx, id)
}

/**
 * Takes a revision for a change that was made from it; false if it is no longer the present one. It
 * locks the municipality for this transaction.
 */
export function claimRevision(trx: Trx, tenantId: string, revision: number): Promise<boolean> {
  return raiseRevisionFrom(trx, tenantId, revision)
}
