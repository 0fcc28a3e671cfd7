import type { Role } from '#shared/contracts/staff.ts'

/** Somebody who works for one or several municipalities, as sign-in knows them. */
export interface StaffMember {
  id: string
  roles: { tenantId: string; role: Role }[]
}

/** Whether a request is of somebody at work, or of a page that looks by itself. */
export interface Use {
  /** A page that looks by itself keeps no session alive. */
  isByItself?: boolean
}

/** Who sent a request, by its headers; null: nobody who is signed in. */
export type IdentifyStaff = (headers: Headers, use?: Use) => Promise<StaffMember | null>

/** Whether somebody has one of these roles at a municipality. */
export function hasRole(staff: StaffMember, tenantId: string, ...roles: readonly Role[]): boolean {
  return staff.roles.some((own) => own.tenantId === tenantId && roles.includes(own.role))
}
