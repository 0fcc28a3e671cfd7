import type { Db } from '#server/db/database.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import type { StaffLinkTable } from './staff.table.ts'

export async function insertLink(db: Db, link: StaffLinkTable): Promise<void> {
  await db.insertInto('staff_link').values(link).execute()
}

export function findLink(db: Db, secretHash: string) {
  return db
    .selectFrom('staff_link')
    .innerJoin('staff', 'staff.id', 'staff_link.staff_id')
    .select([
      'staff_link.staff_id',
      'staff_link.purpose',
      'staff_link.expires_at',
      'staff.email',
      'staff.disabled_at',
    ])
    .where('secret_hash', '=', secretHash)
    .executeTakeFirst()
}

/** @returns whether it was still there: of two who use it at once, one does */
export async function deleteLink(db: Db, secretHash: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('staff_link')
    .where('secret_hash', '=', secretHash)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** A newer link, or a new password, makes the older ones worthless. */
export async function deleteLinksOf(db: Db, staffId: string): Promise<void> {
  await db.deleteFrom('staff_link').where('staff_id', '=', staffId).execute()
}

export async function deleteExpiredLinks(db: Db, now: Instant): Promise<void> {
  await db.deleteFrom('staff_link').where('expires_at', '<', now).execute()
}
