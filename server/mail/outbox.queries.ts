import type { Selectable } from 'kysely'
import type { Db, Engine } from '#server/db/database.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import type { OutboxMailTable } from './outbox.table.ts'

export type OutboxMail = Selectable<OutboxMailTable>

/** One mail as one dispatcher holds it; `attempts` tells its claim from every later one. */
export type Claim = Pick<OutboxMail, 'tenant_id' | 'id' | 'attempts'>

export async function insertOutboxMail(db: Db, mail: OutboxMail): Promise<void> {
  await db.insertInto('outbox_mail').values(mail).execute()
}

/**
 * Takes the mail that is due for the longest time, and nobody else gets it before `leaseUntil`.
 * No lock outlives the call, so that a slow SMTP server never holds a transaction open.
 */
export function claimDueMail(
  db: Db,
  engine: Engine,
  now: Instant,
  leaseUntil: Instant,
): Promise<OutboxMail | undefined> {
  return engine === 'postgres'
    ? claimWithRowLock(db, now, leaseUntil)
    : claimWithOneStatement(db, now, leaseUntil)
}

function claimWithRowLock(
  db: Db,
  now: Instant,
  leaseUntil: Instant,
): Promise<OutboxMail | undefined> {
  return db.transaction().execute(async (trx) => {
    const due = await selectDue(trx, now).forUpdate().skipLocked().executeTakeFirst()
    return due && updateClaim(trx, leaseUntil).where('id', '=', due.id).executeTakeFirst()
  })
}

/** SQLite has no row locks, but one writer at a time: a single statement is a claim. */
function claimWithOneStatement(
  db: Db,
  now: Instant,
  leaseUntil: Instant,
): Promise<OutboxMail | undefined> {
  return updateClaim(db, leaseUntil).where('id', '=', selectDue(db, now)).executeTakeFirst()
}

const selectDue = (db: Db, now: Instant) =>
  db
    .selectFrom('outbox_mail')
    .select('id')
    .where('state', '=', 'waiting')
    .where('due_at', '<=', now)
    .orderBy('due_at')
    .limit(1)

const updateClaim = (db: Db, leaseUntil: Instant) =>
  db
    .updateTable('outbox_mail')
    .set((row) => ({ due_at: leaseUntil, attempts: row('attempts', '+', 1) }))
    .returningAll()

/** When the next waiting mail is due; a claimed one counts with the end of its lease. */
export async function findNextDue(db: Db): Promise<Instant | null> {
  const row = await db
    .selectFrom('outbox_mail')
    .select('due_at')
    .where('state', '=', 'waiting')
    .orderBy('due_at')
    .limit(1)
    .executeTakeFirst()
  return row?.due_at ?? null
}

/** Accepted by the server: that stays true even if the lease has run out meanwhile. */
export async function markMailSent(db: Db, claim: Claim, now: Instant): Promise<void> {
  await db
    .updateTable('outbox_mail')
    .set({ state: 'sent', sealed: '', last_error: null, sent_at: now })
    .where('tenant_id', '=', claim.tenant_id)
    .where('id', '=', claim.id)
    .execute()
}

/** Gives up; the content stays for staff to see, until retention takes it. */
export async function markMailFailed(db: Db, claim: Claim, code: string): Promise<void> {
  await stillClaimed(db, claim).set({ state: 'failed', last_error: code }).execute()
}

/** Drops a mail whose time is over: nobody needs its content any more. */
export async function markMailOutdated(db: Db, claim: Claim): Promise<void> {
  await stillClaimed(db, claim)
    .set({ state: 'failed', sealed: '', last_error: 'outdated' })
    .execute()
}

/** Tries again at `dueAt`. */
export async function postponeMail(
  db: Db,
  claim: Claim,
  dueAt: Instant,
  code: string,
): Promise<void> {
  await stillClaimed(db, claim).set({ due_at: dueAt, last_error: code }).execute()
}

/** A dispatcher that lost its lease must not spoil the try of the one that took over. */
const stillClaimed = (db: Db, claim: Claim) =>
  db
    .updateTable('outbox_mail')
    .where('tenant_id', '=', claim.tenant_id)
    .where('id', '=', claim.id)
    .where('state', '=', 'waiting')
    .where('attempts', '=', claim.attempts)

/** Erases sent and failed mails that were written before an instant; returns how many. */
export async function deleteSettledMails(
  db: Db,
  tenantId: string,
  before: Instant,
): Promise<number> {
  const { numDeletedRows } = await db
    .deleteFrom('outbox_mail')
    .where('tenant_id', '=', tenantId)
    .where('state', '!=', 'waiting')
    .where('created_at', '<', before)
    .executeTakeFirst()
  return Number(numDeletedRows)
}

/** Erases every mail about an appointment or a request, also those that still wait. */
export async function deleteMailsAbout(db: Db, tenantId: string, subjectId: string): Promise<void> {
  await db
    .deleteFrom('outbox_mail')
    .where('tenant_id', '=', tenantId)
    .where('subject_id', '=', subjectId)
    .execute()
}
