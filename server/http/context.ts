import type { StaffMember } from '#server/staff/staff-member.ts'
import type { Municipality } from '#server/tenants/municipality.ts'

/** What middleware hands to routes. */
export interface Env {
  Variables: {
    municipality: Municipality
    /** Keyed hash of the caller's IP address: counts, but names nobody. */
    callerKey: string
    /** The text of the answer, from routes that are asked often: it need not be read back. */
    text?: string
  }
}

/** What routes behind `requireRole` have besides. */
export interface StaffEnv {
  Variables: Env['Variables'] & { staff: StaffMember }
}
