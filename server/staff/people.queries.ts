import type { Db } from '#server/db/database.ts'
import type { Instant } from '#shared/domain/local-time.ts'

/** Everybody with a role at a municipality, a row for each role. */
export function listPeople(db: Db, tenantId: string) {
  return selectPeople(db, tenantId).execute()
}

/** The same of one person. */
export function listPerson(db: Db, tenantId: string, staffId: string) {
  return selectPeople(db, tenantId).where('staff.id', '=', staffId).execute()
}

function selectPeople(db: Db, tenantId: string) {
  return db
    .selectFrom('staff_role')
    .innerJoin('staff', 'staff.id', 'staff_role.staff_id')
    .select([
      'staff.id',
      'staff.name',
      'staff.email',
      'staff.email_verified',
      'staff.second_factor',
      'staff.disabled_at',
      'staff_role.role',
    ])
    .select(({ selectFrom }) =>
      selectFrom('staff_passkey')
        .whereRef('staff_passkey.staff_id', '=', 'staff.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('passkeys'),
    )
    .where('staff_role.tenant_id', '=', tenantId)
    .orderBy('staff.id')
    .orderBy('staff_role.role')
}

/** Where these people work: only to decide whose matter their access is. */
export function listTenantsOf(db: Db, staffIds: string[]) {
  return db
    .selectFrom('staff_role')
    .select(['staff_id', 'tenant_id'])
    .distinct()
    .where('staff_id', 'in', staffIds)
    .execute()
}

/** Lets nobody else change who administers a municipality until the transaction ends. */
export async function lockAdmins(db: Db, tenantId: string): Promise<void> {
  await db
    .updateTable('staff_role')
    .set({ role: 'admin' })
    .where('tenant_id', '=', tenantId)
    .where('role', '=', 'admin')
    .execute()
}

/** How many can administer a municipality: they have signed in before, and may. */
export async function countAdmins(db: Db, tenantId: string): Promise<number> {
  const { count } = await db
    .selectFrom('staff_role')
    .innerJoin('staff', 'staff.id', 'staff_role.staff_id')
    .select(({ fn }) => fn.countAll<number>().as('count'))
    .where('staff_role.tenant_id', '=', tenantId)
    .where('staff_role.role', '=', 'admin')
    .where('staff.email_verified', '=', 1)
    .where('staff.disabled_at', 'is', null)
    .executeTakeFirstOrThrow()
  return Number(count)
}

export async function deleteRolesAt(db: Db, tenantId: string, staffId: string): Promise<void> {
  await db
    .deleteFrom('staff_role')
    .where('tenant_id', '=', tenantId)
    .where('staff_id', '=', staffId)
    .execute()
}

/** `null` enables. */
export async function markDisabled(
  db: Db,
  staffId: string,
  disabledAt: Instant | null,
): Promise<void> {
  await db.updateTable('staff').set({ disabled_at: disabledAt }).where('id', '=', staffId).execute()
}

/** Sign-in asks for no second factor until the person has set up another. */
export async function deleteSecondFactors(db: Db, staffId: string): Promise<void> {
  await db.deleteFrom('staff_totp').where('staff_id', '=', staffId).execute()
  await db.deleteFrom('staff_passkey').where('staff_id', '=', staffId).execute()
  await db.updateTable('staff').set({ second_factor: 0 }).where('id', '=', staffId).execute()
}

/** Forgets how somebody signed in who works nowhere any more; the records keep the name. */
export async function forgetSignIn(db: Db, staffId: string): Promise<void> {
  await db.deleteFrom('staff_account').where('staff_id', '=', staffId).execute()
  await db.updateTable('staff').set({ email_verified: 0 }).where('id', '=', staffId).execute()
}

/** Names by id, also of people who work here no longer. */
export function listNames(db: Db, ids: string[]) {
  return db.selectFrom('staff').select(['id', 'name']).where('id', 'in', ids).execute()
}
