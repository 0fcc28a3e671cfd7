import type { Db } from '#server/db/database.ts'
import type { Role } from '#shared/contracts/staff.ts'
import type { Instant } from '#shared/domain/local-time.ts'

/** A session with its person, whatever their state. */
export function findSessionById(db: Db, id: string) {
  return db
    .selectFrom('staff_session')
    .innerJoin('staff', 'staff.id', 'staff_session.staff_id')
    .select([
      'staff_session.id',
      'staff_session.staff_id',
      'staff_session.second_factor',
      'staff_session.created_at',
      'staff_session.seen_at',
      'staff_session.locked_at',
      'staff.name',
      'staff.email',
      'staff.disabled_at',
    ])
    .where('staff_session.id', '=', id)
    .executeTakeFirst()
}

export async function markSeen(db: Db, sessionId: string, now: Instant): Promise<void> {
  await db.updateTable('staff_session').set({ seen_at: now }).where('id', '=', sessionId).execute()
}

export async function deleteSession(db: Db, sessionId: string): Promise<void> {
  await db.deleteFrom('staff_session').where('id', '=', sessionId).execute()
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

export async function isDisabled(db: Db, staffId: string): Promise<boolean> {
  const row = await db
    .selectFrom('staff')
    .select('disabled_at')
    .where('id', '=', staffId)
    .executeTakeFirst()
  return row === undefined || row.disabled_at !== null
}

export function findByEmail(db: Db, email: string) {
  return db
    .selectFrom('staff')
    .select(['id', 'name', 'email', 'disabled_at'])
    .where('email', '=', email)
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
      email_verified: 1,
      second_factor: 0,
      created_at: now,
      updated_at: now,
    })
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

export async function insertPassword(
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
    .execute()
}

/** An authenticator app that sign-in asks for from now on; `secret` is encrypted. */
export async function insertTotp(
  db: Db,
  { id, staffId, secret }: { id: string; staffId: string; secret: string },
): Promise<void> {
  await db
    .insertInto('staff_totp')
    .values({ id, staff_id: staffId, secret, backup_codes: '', verified: 1, failed_attempts: 0 })
    .execute()
  await db.updateTable('staff').set({ second_factor: 1 }).where('id', '=', staffId).execute()
}
