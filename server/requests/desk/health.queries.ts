import type { Selectable } from 'kysely'
import type { Db } from '#server/db/database.ts'
import type { MailboxBounceTable } from '../requests.table.ts'

/** Since when the oldest unanswered request of each mailbox waits. */
export async function listOldestUnanswered(db: Db, tenantId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('request')
    .select('mailbox_id')
    .select(({ fn }) => fn.min<string>('unanswered_since').as('since'))
    .where('tenant_id', '=', tenantId)
    .where('state', 'in', ['open', 'waiting'])
    .where('unanswered_since', 'is not', null)
    .groupBy('mailbox_id')
    .execute()
  return new Map(rows.map(({ mailbox_id: id, since }) => [id, since]))
}

/** When anything last happened to an open request of each mailbox that was not the resident's doing. */
export async function listLastSteps(db: Db, tenantId: string): Promise<Map<string, string>> {
  const rows = await db
    .selectFrom('request')
    .innerJoin('request_event', (join) =>
      join
        .onRef('request_event.tenant_id', '=', 'request.tenant_id')
        .onRef('request_event.request_id', '=', 'request.id'),
    )
    .select('request.mailbox_id')
    .select(({ fn }) => fn.max<string>('request_event.at').as('at'))
    .where('request.tenant_id', '=', tenantId)
    .where('request_event.kind', 'not in', ['received', 'confirmed', 'added', 'replied'])
    .groupBy('request.mailbox_id')
    .execute()
  return new Map(rows.map(({ mailbox_id: id, at }) => [id, at]))
}

export function listBounces(db: Db, tenantId: string): Promise<Selectable<MailboxBounceTable>[]> {
  return db.selectFrom('mailbox_bounce').selectAll().where('tenant_id', '=', tenantId).execute()
}
