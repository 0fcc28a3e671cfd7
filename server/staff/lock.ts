import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { PasswordOnly } from '#shared/contracts/sign-in.ts'
import { requireOwnPassword } from './own-password.ts'
import { findSession, getSession } from './session.ts'
import { markLocked } from './sessions.queries.ts'
import type { Caller } from './sign-in.ts'

/** Locks the screen of a shared counter: from now on the session does nothing but unlock. */
export async function lock(deps: Deps, headers: Headers): Promise<void> {
  const session = await getSession(deps, headers)
  await markLocked(deps.db, session.id, deps.clock.now())
}

/**
 * Lets the same person go on. A second factor that was shown still counts.
 * @throws AppError 'sign-in-required', 'password-wrong', 'too-many-requests'
 */
export async function unlock(
  deps: Deps,
  caller: Caller,
  { password }: PasswordOnly,
): Promise<void> {
  const session = await findSession(deps, caller.headers)
  if (!session) throw new AppError('sign-in-required')
  await requireOwnPassword(deps, session, caller.callerKey, password)
  await markLocked(deps.db, session.id, null)
}
