import type { StaffMember } from '#server/staff/staff-member.ts'
import type { Role } from '#shared/contracts/staff.ts'
import type { TestApp } from './app.ts'

/** Somebody with one role at one municipality. */
export function staffMember(role: Role, tenantId = 'teststadt', id = `${role}-1`): StaffMember {
  return { id, roles: [{ tenantId, role }] }
}

/** Lets every request from here on come from this person, or from nobody. */
export function signIn(app: TestApp, member: StaffMember | null): void {
  app.deps.identifyStaff = async () => member
}
