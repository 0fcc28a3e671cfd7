import type { StaffMember } from '#server/staff/staff-member.ts'
import type { Municipality } from '#server/tenants/municipality.ts'

/** What middleware hands to routes. */
export interface Env {
  Variables: {
    municipality: Municipality
    /** Keyed hash of the caller's IP address: counts, but names nobody. */
    callerKey: string
  }
}

/** What routes behind `requireRole` have besides. */
export interface StaffEnv {
  Variables: Env['Variables'] & { staff: StaffMember }
}
