import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { verifyPassword } from './passwords.ts'
import type { Session } from './session.ts'
import { findPasswordHash } from './staff.queries.ts'

/**
 * Asks for the password again, before anything that would give the account to whoever found the
 * screen open.
 * @throws AppError 'password-wrong', 'too-many-requests'
 */
export async function requireOwnPassword(
  { db, keys, backoff }: Pick<Deps, 'db' | 'keys' | 'backoff'>,
  { staffId, email }: Pick<Session, 'staffId' | 'email'>,
  callerKey: string,
  password: string,
): Promise<void> {
  const accountKey = keys.hash('sign-in', email)
  backoff.begin(accountKey, callerKey)
  const hash = await findPasswordHash(db, staffId)
  if (!hash || !(await verifyPassword(password, hash))) throw new AppError('password-wrong')
  backoff.succeeded(accountKey, callerKey)
}
