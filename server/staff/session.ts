import type { Deps } from '#server/deps.ts'
import type { Role } from '#shared/contracts/staff.ts'
import { addMinutes } from '#shared/domain/local-time.ts'
import { deleteSession, findSessionById, listRolesOf, markSeen } from './staff.queries.ts'
import type { IdentifyStaff } from './staff-member.ts'

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
  roles: { tenantId: string; role: Role }[]
  secondFactor: 'none' | 'used' | 'missing'
}

type SessionDeps = Pick<Deps, 'auth' | 'db' | 'clock'>

/** The session of a request by its cookie; null if there is none, or none any more. */
export async function findSession(deps: SessionDeps, headers: Headers): Promise<Session | null> {
  const { auth, db, clock } = deps
  const known = await auth.api.getSession({ headers })
  const row = known ? await findSessionById(db, known.session.id) : undefined
  if (!row || row.disabled_at) return null

  const now = clock.now()
  const seen = row.seen_at ?? row.created_at
  const isOver =
    now > addMinutes(seen, idleMinutes) || now > addMinutes(row.created_at, longestMinutes)
  if (isOver) {
    await deleteSession(db, row.id)
    return null
  }
  if (now > addMinutes(seen, minutesBetweenNotes)) await markSeen(db, row.id, now)

  const held = (await listRolesOf(db, row.staff_id)).map(({ tenant_id, role }) => ({
    tenantId: tenant_id,
    role,
  }))
  const isAdmin = held.some(({ role }) => role === 'admin')
  const missing = isAdmin ? 'missing' : 'none'
  const secondFactor = row.second_factor ? 'used' : missing
  return {
    id: row.id,
    staffId: row.staff_id,
    name: row.name,
    email: row.email,
    roles: secondFactor === 'missing' ? [] : held,
    secondFactor,
  }
}

/** Who of the staff sent a request, for `Deps.identifyStaff`. */
export function identifyBySession(deps: SessionDeps): IdentifyStaff {
  return async (headers) => {
    const session = await findSession(deps, headers)
    return session && { id: session.staffId, roles: session.roles }
  }
}
