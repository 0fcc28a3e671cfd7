import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Me } from '#shared/contracts/sign-in.ts'
import { addMinutes } from '#shared/domain/local-time.ts'
import { deleteSession, findSessionById, markSeen } from './sessions.queries.ts'
import { listRolesOf } from './staff.queries.ts'
import type { IdentifyStaff, StaffMember, Use } from './staff-member.ts'

/** A session ends when nobody has used it for this long. */
export const idleMinutes = 60
/** And in any case after a long working day. */
export const longestMinutes = 12 * 60
/** Being seen is noted no more often than this. */
const minutesBetweenNotes = 1

/** Somebody who is signed in. */
export interface Session {
  id: string
  staffId: string
  name: string
  email: string
  /** What counts in this session: nothing for an admin who has shown only a password. */
  roles: StaffMember['roles']
  secondFactor: Me['secondFactor']
  isLocked: boolean
}

/** A request of sign-in: its cookies, and who it comes from as a keyed hash. */
export interface Caller {
  headers: Headers
  callerKey: string
}

/** The same of somebody who is signed in. */
export interface PersonCaller extends Caller {
  session: Session
}

type SessionDeps = Pick<Deps, 'auth' | 'db' | 'clock'>

/**
 * The session of a request by its cookie, also a locked one; null if there is none any more. It is in
 * use unless it is locked or a page looks by itself: a screen that nobody sits at must not keep it alive.
 */
export async function findSession(
  deps: SessionDeps,
  headers: Headers,
  { isByItself = false }: Use = {},
): Promise<Session | null> {
  const { auth, db, clock } = deps
  const known = await auth.api.getSession({ headers })
  const row = known ? await findSessionById(db, known.session.id) : undefined
  if (!row || row.disabled_at) return null

  const now = clock.now()
  const seen = row.seen_at ?? row.created_at
  const isOver =
    now > addMinutes(seen, idleMinutes) || now > addMinutes(row.created_at, longestMinutes)
  if (isOver) {
    await deleteSession(db, row.staff_id, row.id)
    return null
  }
  const isLocked = row.locked_at !== null
  const isUsed = !isByItself && !isLocked
  if (isUsed && now > addMinutes(seen, minutesBetweenNotes)) await markSeen(db, row.id, now)

  const held = (await listRolesOf(db, row.staff_id)).map(({ tenant_id, role }) => ({
    tenantId: tenant_id,
    role,
  }))
  const isAdmin = held.some(({ role }) => role === 'admin')
  const hasFactor = row.has_totp === 1 || Number(row.passkeys) > 0
  // A factor that was set up counts only once it was shown: else a password would do to add another.
  const unused = !isAdmin ? 'none' : hasFactor ? 'asked' : 'missing'
  const secondFactor = row.second_factor ? 'used' : unused
  const counts = secondFactor === 'used' || secondFactor === 'none'
  return {
    id: row.id,
    staffId: row.staff_id,
    name: row.name,
    email: row.email,
    roles: counts ? held : [],
    secondFactor,
    isLocked,
  }
}

/**
 * The session of somebody who may work in it.
 * @throws AppError 'sign-in-required', 'session-locked'
 */
export async function getSession(deps: SessionDeps, headers: Headers): Promise<Session> {
  const session = await findSession(deps, headers)
  if (!session) throw new AppError('sign-in-required')
  if (session.isLocked) throw new AppError('session-locked')
  return session
}

/**
 * Who of the staff sent a request, for `Deps.identifyStaff`.
 * @throws AppError 'session-locked'
 */
export function identifyBySession(deps: SessionDeps): IdentifyStaff {
  return async (headers, use) => {
    const session = await findSession(deps, headers, use)
    if (session?.isLocked) throw new AppError('session-locked')
    return session && { id: session.staffId, roles: session.roles }
  }
}
