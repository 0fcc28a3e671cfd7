import type { Db } from '#server/db/database.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import type { ResidentRequest } from './requests.queries.ts'

const batch = 200

/** Requests that nobody confirmed in time. */
export function listUnconfirmed(db: Db, now: Instant): Promise<ResidentRequest[]> {
  return db
    .selectFrom('request')
    .selectAll()
    .where('state', '=', 'unconfirmed')
    .where('hold_until', '<=', now)
    .limit(batch)
    .execute()
}

/** Requests that ended before an instant and still name somebody or have a link. */
export function listForgettable(
  db: Db,
  tenantId: string,
  before: Instant,
): Promise<ResidentRequest[]> {
  return db
    .selectFrom('request')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('closed_at', '<', before)
    .where((query) =>
      query.or([
        query('erased_at', 'is', null),
        query.exists(
          query
            .selectFrom('request_token')
            .select('request_token.request_id')
            .whereRef('request_token.tenant_id', '=', 'request.tenant_id')
            .whereRef('request_token.request_id', '=', 'request.id'),
        ),
      ]),
    )
    .limit(batch)
    .execute()
}

/** Lets go of addresses that limits no longer count. */
export async function eraseAddressKeys(db: Db, before: Instant): Promise<void> {
  await db
    .updateTable('request')
    .set({ address_key: '' })
    .where('erased_at', 'is not', null)
    .where('created_at', '<=', before)
    .where('address_key', '!=', '')
    .execute()
}
