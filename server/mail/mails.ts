import type { Language } from '#shared/contracts/fields.ts'
import type { Instant } from '#shared/domain/local-time.ts'

/** What every mail about an appointment says; words and links only, all of it final. */
export interface AppointmentMail {
  kind: 'confirm' | 'confirmed' | 'moved' | 'cancelled' | 'reminder'
  tenantId: string
  /** Whose mail it is, so that erasing the appointment reaches mails that still wait. */
  appointmentId: string
  to: string
  /** The resident's name, for the greeting. */
  name: string
  lang: Language
  /** Who sends it: "Stadt Musterstadt", its colour, phone and general mailbox. */
  sender: { officialName: string; primary: string; phone: string; replyTo: string }
  reference: string
  services: { title: string; persons: number }[]
  office: { name: string; street: string; postalCode: string; city: string; phone: string }
  date: string
  /** Wall time `08:05`. */
  start: string
  minutes: number
  documents: string[]
  fees: string[]
  /** `…/musterstadt/termin/bestaetigen#id.secret` for `confirm`, else `…/mein-termin#id.secret`; null once cancelled. */
  link: string | null
  /** Start page of the municipality, for booking anew. */
  homeUrl: string
  /** Only for `confirm`: wall time at the tenant until which the place is kept, `14:35`. */
  holdUntil: string | null
  /**
   * Instant from which the mail says nothing true any more: the end of the hold for `confirm`, the
   * start of the visit for `reminder`. A mail that could not be sent until then is dropped. Null: never.
   */
  validUntil: Instant | null
  /** Text of the calendar file, attached to `confirmed` and `moved`. */
  calendar: string | null
}
