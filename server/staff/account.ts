import { randomUUID } from 'node:crypto'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Account, ChangePassword } from '#shared/contracts/account.ts'
import { addMinutes } from '#shared/domain/local-time.ts'
import { requireOwnPassword } from './own-password.ts'
import { hashPassword } from './passwords.ts'
import { recordPersonEvent } from './person-events.ts'
import { type Session, getSession, idleMinutes, longestMinutes } from './session.ts'
import { deleteSession, deleteSessionsOf, listSessions } from './sessions.queries.ts'
import type { Caller } from './sign-in.ts'
import { findPasswordHash, findStaffById, listPasskeys, savePassword } from './staff.queries.ts'

/** How the person signs in, and where they are signed in now. */
export async function describeAccount(deps: Deps, headers: Headers): Promise<Account> {
  const session = await getSession(deps, headers)
  const { staffId } = session
  const now = deps.clock.now()
  const sessions = await listSessions(deps.db, staffId, {
    since: addMinutes(now, -longestMinutes),
    seenSince: addMinutes(now, -idleMinutes),
  })
  const passkeys = await listPasskeys(deps.db, staffId)
  return {
    hasPassword: (await findPasswordHash(deps.db, staffId)) !== undefined,
    recoveryCodesLeft: await countRecoveryCodes(deps, session),
    passkeys: passkeys.map(({ id, name, created_at }) => ({
      id,
      name: name ?? '',
      createdAt: created_at ?? '',
    })),
    sessions: sessions.map((row) => ({
      id: row.id,
      createdAt: row.created_at,
      seenAt: row.seen_at ?? row.created_at,
      userAgent: row.user_agent ?? '',
      isThis: row.id === session.id,
    })),
  }
}

/**
 * Changes the password and ends all other sessions.
 * @throws AppError 'password-wrong', 'too-many-requests'
 */
export async function changePassword(
  deps: Deps,
  caller: Caller,
  { current, next }: ChangePassword,
): Promise<void> {
  const session = await getSession(deps, caller.headers)
  await requireOwnPassword(deps, session, caller.callerKey, current)
  const hash = await hashPassword(next)
  const { staffId } = session
  await deps.db.transaction().execute(async (trx) => {
    await savePassword(trx, { id: randomUUID(), staffId, hash, now: deps.clock.now() })
    await deleteSessionsOf(trx, staffId, { except: session.id })
    await recordPersonEvent(trx, deps, staffId, 'staff-password-set')
  })
}

/** Ends one of the person's own sessions. @throws AppError 'not-found' */
export async function endSession(deps: Deps, headers: Headers, id: string): Promise<void> {
  const { staffId } = await getSession(deps, headers)
  await deps.db.transaction().execute(async (trx) => {
    if (!(await deleteSession(trx, staffId, id))) throw new AppError('not-found')
    await recordPersonEvent(trx, deps, staffId, 'staff-sessions-ended')
  })
}

/** Ends all of the person's sessions but this one. */
export async function endOtherSessions(deps: Deps, headers: Headers): Promise<void> {
  const { id, staffId } = await getSession(deps, headers)
  await deps.db.transaction().execute(async (trx) => {
    await deleteSessionsOf(trx, staffId, { except: id })
    await recordPersonEvent(trx, deps, staffId, 'staff-sessions-ended')
  })
}

/** Null without an authenticator app. */
async function countRecoveryCodes(
  { auth, db }: Pick<Deps, 'auth' | 'db'>,
  { staffId }: Session,
): Promise<number | null> {
  const person = await findStaffById(db, staffId)
  if (!person?.second_factor) return null
  const { backupCodes } = await auth.api.viewBackupCodes({ body: { userId: staffId } })
  return backupCodes.length
}
