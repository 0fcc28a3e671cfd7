import { createMiddleware } from 'hono/factory'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { type Use, hasRole } from '#server/staff/staff-member.ts'
import type { Role } from '#shared/contracts/staff.ts'
import type { StaffEnv } from './context.ts'

/**
 * Lets those pass who have one of these roles at the municipality of `/:tenant/…`, and hands both
 * to the route. The only way to check a right. A municipality that is not there is refused like
 * one that is not the person's own.
 * @throws AppError 'sign-in-required', 'forbidden'
 */
export function requireRole(deps: Deps, ...roles: Roles) {
  return guard(deps, roles)
}

/** The same for what a page asks for by itself, as long as it is open: nobody need be there. */
export function requireRoleToLook(deps: Deps, ...roles: Roles) {
  return guard(deps, roles, { isByItself: true })
}

type Roles = readonly [Role, ...Role[]]

function guard(deps: Deps, roles: Roles, use?: Use) {
  return createMiddleware<StaffEnv>(async (c, next) => {
    const staff = await deps.identifyStaff(c.req.raw.headers, use)
    if (!staff) throw new AppError('sign-in-required')
    const tenant = c.req.param('tenant') ?? ''
    const isAllowed = hasRole(staff, tenant, ...roles)
    const municipality = isAllowed ? await deps.municipalities.find(deps.db, tenant) : null
    if (!municipality) throw new AppError('forbidden')
    c.set('staff', staff)
    c.set('municipality', municipality)
    await next()
  })
}

/** Whether whoever opened a stream would still be let in now. */
export async function isStillAllowed(
  deps: Pick<Deps, 'identifyStaff'>,
  headers: Headers,
  tenantId: string,
  roles: readonly Role[],
): Promise<boolean> {
  const staff = await deps.identifyStaff(headers, { isByItself: true })
  return staff !== null && hasRole(staff, tenantId, ...roles)
}
