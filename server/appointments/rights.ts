import type { Contingent } from '#shared/domain/slots.ts'

/** What somebody who books may take. */
export interface BookingRights {
  contingent: Contingent
  /** Whether the shortest time between booking and visit has to be kept. */
  keepsLead: boolean
  /** Whether the office has to be open, but no counter free. */
  overbooks: boolean
}

export const residents: BookingRights = { contingent: 'public', keepsLead: true, overbooks: false }

/** At the desk and on the phone: also what is kept back for them, and at once. */
export const staffRights: BookingRights = { contingent: 'all', keepsLead: false, overbooks: false }

export const overbooking: BookingRights = { ...staffRights, overbooks: true }
