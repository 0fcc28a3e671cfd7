import type { Insertable, Selectable } from 'kysely'
import type { Db, Trx } from '#server/db/database.ts'
import type { IsoDate } from '#shared/domain/local-time.ts'
import type { MailboxMemberTable, StaffAbsenceTable } from '../requests.table.ts'

export type Member = Selectable<MailboxMemberTable>
export type StoredAbsence = Selectable<StaffAbsenceTable>

/** Who shares which mailbox. */
export function listMembers(db: Db, tenantId: string): Promise<Member[]> {
  return db
    .selectFrom('mailbox_member')
    .innerJoin('staff', 'staff.id', 'mailbox_member.staff_id')
    .selectAll('mailbox_member')
    .where('mailbox_member.tenant_id', '=', tenantId)
    .where('staff.disabled_at', 'is', null)
    .orderBy('mailbox_member.mailbox_id')
    .orderBy('mailbox_member.staff_id')
    .execute()
}

/** The mailboxes that somebody shares. */
export function listSharesOf(db: Db, tenantId: string, staffId: string): Promise<Member[]> {
  return db
    .selectFrom('mailbox_member')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('staff_id', '=', staffId)
    .orderBy('mailbox_id')
    .execute()
}

export async function replaceMembers(
  trx: Trx,
  tenantId: string,
  mailboxId: string,
  rows: Insertable<MailboxMemberTable>[],
): Promise<void> {
  await trx
    .deleteFrom('mailbox_member')
    .where('tenant_id', '=', tenantId)
    .where('mailbox_id', '=', mailboxId)
    .execute()
  if (rows.length > 0) await trx.insertInto('mailbox_member').values(rows).execute()
}

/** Absences that are not over on a day. */
export function listAbsences(db: Db, tenantId: string, today: IsoDate): Promise<StoredAbsence[]> {
  return db
    .selectFrom('staff_absence')
    .selectAll()
    .where('tenant_id', '=', tenantId)
    .where('to_date', '>=', today)
    .orderBy('from_date')
    .orderBy('staff_id')
    .execute()
}

/** Writes when somebody is away; one absence a person, the last one counts. */
export async function upsertAbsence(trx: Trx, row: Insertable<StaffAbsenceTable>): Promise<void> {
  const { from_date, to_date } = row
  await trx
    .insertInto('staff_absence')
    .values(row)
    .onConflict((conflict) =>
      conflict.columns(['tenant_id', 'staff_id']).doUpdateSet({ from_date, to_date }),
    )
    .execute()
}

export async function deleteAbsence(trx: Trx, tenantId: string, staffId: string): Promise<void> {
  await trx
    .deleteFrom('staff_absence')
    .where('tenant_id', '=', tenantId)
    .where('staff_id', '=', staffId)
    .execute()
}
