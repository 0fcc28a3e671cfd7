import type { Db } from '#server/db/database.ts'
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
      'staff.second_factor as has_totp',
      'staff.disabled_at',
    ])
    .select(({ selectFrom }) =>
      selectFrom('staff_passkey')
        .whereRef('staff_passkey.staff_id', '=', 'staff.id')
        .select(({ fn }) => fn.countAll<number>().as('count'))
        .as('passkeys'),
    )
    .where('staff_session.id', '=', id)
    .executeTakeFirst()
}

/** Those that were begun after `since` and used after `seenSince`, the newest first. */
export function listSessions(
  db: Db,
  staffId: string,
  { since, seenSince }: { since: Instant; seenSince: Instant },
) {
  return db
    .selectFrom('staff_session')
    .select(['id', 'created_at', 'seen_at', 'user_agent'])
    .where('staff_id', '=', staffId)
    .where('created_at', '>=', since)
    .where('seen_at', '>=', seenSince)
    .orderBy('seen_at', 'desc')
    .orderBy('id')
    .execute()
}

export async function markSeen(db: Db, sessionId: string, now: Instant): Promise<void> {
  await db.updateTable('staff_session').set({ seen_at: now }).where('id', '=', sessionId).execute()
}

/** `null` unlocks. */
export async function markLocked(
  db: Db,
  sessionId: string,
  lockedAt: Instant | null,
): Promise<void> {
  await db
    .updateTable('staff_session')
    .set({ locked_at: lockedAt })
    .where('id', '=', sessionId)
    .execute()
}

/** More than a password was shown in it. */
export async function markStrong(db: Db, sessionId: string): Promise<void> {
  await db
    .updateTable('staff_session')
    .set({ second_factor: 1 })
    .where('id', '=', sessionId)
    .execute()
}

/** @returns whether it was one of the person's */
export async function deleteSession(db: Db, staffId: string, sessionId: string): Promise<boolean> {
  const { numDeletedRows } = await db
    .deleteFrom('staff_session')
    .where('staff_id', '=', staffId)
    .where('id', '=', sessionId)
    .executeTakeFirstOrThrow()
  return numDeletedRows > 0n
}

/** All of a person's, but for the one that may stay. */
export async function deleteSessionsOf(
  db: Db,
  staffId: string,
  { except = '' }: { except?: string } = {},
): Promise<void> {
  await db
    .deleteFrom('staff_session')
    .where('staff_id', '=', staffId)
    .where('id', '!=', except)
    .execute()
}

/** What time has ended: sessions, and what sign-ins under way had to remember. */
export async function deleteOldSessions(
  db: Db,
  { since, now }: { since: Instant; now: Instant },
): Promise<void> {
  await db.deleteFrom('staff_session').where('created_at', '<', since).execute()
  await db.deleteFrom('staff_verification').where('expires_at', '<', now).execute()
}
