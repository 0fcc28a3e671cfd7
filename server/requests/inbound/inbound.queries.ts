import type { Insertable, Selectable } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import type { ImapBoxTable, InboundMailTable, Verdict } from './inbound.table.ts'

export async function isKnownMail(db: Db, tenantId: string, digest: string): Promise<boolean> {
  const row = await db
    .selectFrom('inbound_mail')
    .select('digest')
    .where('tenant_id', '=', tenantId)
    .where('digest', '=', digest)
    .executeTakeFirst()
  return row !== undefined
}

/** Whether it is the first of its kind: of two at once one alone is. */
export async function insertInbound(trx: Trx, row: Insertable<InboundMailTable>): Promise<boolean> {
  const { numInsertedOrUpdatedRows = 0n } = await trx
    .insertInto('inbound_mail')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'digest']).doNothing())
    .executeTakeFirst()
  return Number(numInsertedOrUpdatedRows) > 0
}

/** How many requests mails have opened since an instant: of one sender, or of all. */
export async function countOpened(
  db: Db,
  tenantId: string,
  since: Instant,
  senderKey: string | null,
): Promise<number> {
  const row = await db
    .selectFrom('inbound_mail')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('verdict', '=', 'opened')
    .where('received_at', '>', since)
    .$if(senderKey !== null, (query) => query.where('sender_key', '=', senderKey))
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** How many mails of each verdict came in since an instant. */
export async function countVerdicts(
  db: Db,
  tenantId: string,
  since: Instant,
): Promise<{ verdict: Verdict; count: number }[]> {
  const rows = await db
    .selectFrom('inbound_mail')
    .select((query) => ['verdict', query.fn.countAll<number>().as('count')])
    .where('tenant_id', '=', tenantId)
    .where('received_at', '>', since)
    .groupBy('verdict')
    .orderBy('verdict')
    .execute()
  return rows.map(({ verdict, count }) => ({ verdict, count: Number(count) }))
}

export async function forgetSenders(db: Db, before: Instant): Promise<void> {
  await db
    .updateTable('inbound_mail')
    .set({ sender_key: '' })
    .where('received_at', '<=', before)
    .where('sender_key', '!=', '')
    .execute()
}

export async function deleteOldInbound(db: Db, before: Instant): Promise<void> {
  await db.deleteFrom('inbound_mail').where('received_at', '<=', before).execute()
}

export function findBox(
  db: Db,
  tenantId: string,
  box: string,
): Promise<Selectable<ImapBoxTable> | undefined> {
  return db
    .selectFrom('imap_box')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('box', '=', box)
    .executeTakeFirst()
}

export async function insertBox(db: Db, row: Insertable<ImapBoxTable>): Promise<void> {
  await db
    .insertInto('imap_box')
    .values(row)
    .onConflict((conflict) => conflict.columns(['tenant_id', 'box']).doNothing())
    .execute()
}

/** Whether this process alone reads the box until `leaseUntil`. */
export async function claimBox(
  db: Db,
  tenantId: string,
  box: string,
  now: Instant,
  leaseUntil: Instant,
): Promise<boolean> {
  const { numUpdatedRows } = await db
    .updateTable('imap_box')
    .set({ leased_until: leaseUntil })
    .where('tenant_id', '=', tenantId)
    .where('box', '=', box)
    .where('leased_until', '<=', now)
    .executeTakeFirst()
  return numUpdatedRows === 1n
}

export async function markRead(
  db: Db,
  tenantId: string,
  box: string,
  progress: Pick<ImapBoxTable, 'uid_validity' | 'last_uid' | 'leased_until' | 'polled_at'>,
): Promise<void> {
  await db
    .updateTable('imap_box')
    .set(progress)
    .where('tenant_id', '=', tenantId)
    .where('box', '=', box)
    .execute()
}
