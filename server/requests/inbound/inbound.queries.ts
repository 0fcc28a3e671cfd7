import type { Insertable, Selectable } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import type { MailboxBounceTable } from '../requests.table.ts'
import type { ImapBoxTable, InboundMailTable } from './inbound.table.ts'

/** What became of a mail that was seen before; null for one that was not. */
export async function findVerdict(
  db: Db,
  tenantId: string,
  digest: string,
): Promise<InboundMailTable['verdict'] | null> {
  const row = await db
    .selectFrom('inbound_mail')
    .select('verdict')
    .where('tenant_id', '=', tenantId)
    .where('digest', '=', digest)
    .executeTakeFirst()
  return row?.verdict ?? null
}

/** The request with this number. */
export async function findByTicket(
  db: Db,
  tenantId: string,
  ticket: string,
): Promise<string | null> {
  const row = await db
    .selectFrom('request')
    .select('id')
    .where('tenant_id', '=', tenantId)
    .where('ticket', '=', ticket)
    .executeTakeFirst()
  return row?.id ?? null
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

/** How many mails became part of a request since an instant. */
export async function countTaken(
  db: Db,
  tenantId: string,
  since: Instant,
  of: { request_id: string } | { words_key: string } | { sender_key: string },
): Promise<number> {
  const [[column, value]] = Object.entries(of) as [
    ['request_id' | 'words_key' | 'sender_key', string],
  ]
  const row = await db
    .selectFrom('inbound_mail')
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', tenantId)
    .where('received_at', '>', since)
    .where('verdict', 'in', ['replied', 'answered', 'opened'])
    .where(column, '=', value)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

/** Keeps the last bounce of a functional address. */
export async function upsertBounce(trx: Trx, row: Insertable<MailboxBounceTable>): Promise<void> {
  const { bounced_at, code } = row
  await trx
    .insertInto('mailbox_bounce')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'mailbox_id']).doUpdateSet({ bounced_at, code }),
    )
    .execute()
}

/** It has answered: mail reaches it. */
export async function deleteBounce(trx: Trx, tenantId: string, mailboxId: string): Promise<void> {
  await trx
    .deleteFrom('mailbox_bounce')
    .where('tenant_id', '=', tenantId)
    .where('mailbox_id', '=', mailboxId)
    .execute()
}

export async function forgetSenders(db: Db, before: Instant): Promise<void> {
  await db
    .updateTable('inbound_mail')
    .set({ sender_key: '', words_key: '' })
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
