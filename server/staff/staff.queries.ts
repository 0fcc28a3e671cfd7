import type { Db } from '#server/db/database.ts'
import type { Role } from '#shared/contracts/staff.ts'
import type { Instant } from '#shared/domain/local-time.ts'

export function findStaffByEmail(db: Db, email: string) {
  return db
    .selectFrom('staff')
    .select(['id', 'name', 'email', 'email_verified', 'disabled_at'])
    .where('email', '=', email)
    .executeTakeFirst()
}

export function findStaffById(db: Db, id: string) {
  return db
    .selectFrom('staff')
    .select(['id', 'name', 'email', 'second_factor', 'disabled_at'])
    .where('id', '=', id)
    .executeTakeFirst()
}

export async function insertStaff(
  db: Db,
  { id, name, email, now }: { id: string; name: string; email: string; now: Instant },
): Promise<void> {
  await db
    .insertInto('staff')
    .values({
      id,
      name,
      email,
      email_verified: 0,
      second_factor: 0,
      created_at: now,
      updated_at: now,
    })
    .execute()
}

/** All that a person is, at any municipality. */
export function listRolesOf(db: Db, staffId: string) {
  return db
    .selectFrom('staff_role')
    .select(['tenant_id', 'role'])
    .where('staff_id', '=', staffId)
    .orderBy('tenant_id')
    .orderBy('role')
    .execute()
}

export async function insertRole(
  db: Db,
  tenantId: string,
  staffId: string,
  role: Role,
): Promise<void> {
  await db
    .insertInto('staff_role')
    .values({ tenant_id: tenantId, staff_id: staffId, role })
    .onConflict((conflict) => conflict.doNothing())
    .execute()
}

/** The hash of somebody's password; undefined if they have none. */
export async function findPasswordHash(db: Db, staffId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('staff_account')
    .select('password')
    .where('staff_id', '=', staffId)
    .where('provider_id', '=', 'credential')
    .executeTakeFirst()
  return row?.password ?? undefined
}

export async function savePassword(
  db: Db,
  { id, staffId, hash, now }: { id: string; staffId: string; hash: string; now: Instant },
): Promise<void> {
  await db
    .insertInto('staff_account')
    .values({
      id,
      account_id: staffId,
      provider_id: 'credential',
      staff_id: staffId,
      password: hash,
      created_at: now,
      updated_at: now,
    })
    .onConflict((conflict) =>
      conflict
        .columns(['provider_id', 'account_id'])
        .doUpdateSet({ password: hash, updated_at: now }),
    )
    .execute()
}

/** Somebody has opened a link that was mailed to the address. */
export async function markEmailVerified(db: Db, staffId: string, now: Instant): Promise<void> {
  await db
    .updateTable('staff')
    .set({ email_verified: 1, updated_at: now })
    .where('id', '=', staffId)
    .execute()
}

/** An authenticator app that sign-in asks for from now on; both texts are encrypted. */
export async function insertTotp(
  db: Db,
  totp: { id: string; staffId: string; secret: string; recoveryCodes: string },
): Promise<void> {
  await db
    .insertInto('staff_totp')
    .values({
      id: totp.id,
      staff_id: totp.staffId,
      secret: totp.secret,
      backup_codes: totp.recoveryCodes,
      verified: 1,
      failed_attempts: 0,
    })
    .execute()
  await db.updateTable('staff').set({ second_factor: 1 }).where('id', '=', totp.staffId).execute()
}

export function listPasskeys(db: Db, staffId: string) {
  return db
    .selectFrom('staff_passkey')
    .select(['id', 'name', 'created_at'])
    .where('staff_id', '=', staffId)
    .orderBy('created_at')
    .execute()
}

/** @returns whether the person had it */
export async function deletePasskey(db: Db, staffId: string, id: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('staff_passkey')
    .where('staff_id', '=', staffId)
    .where('id', '=', id)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}
