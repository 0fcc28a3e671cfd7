import type { Language } from '#shared/contracts/fields.ts'
import type { Instant } from '#shared/domain/local-time.ts'

/** What every mail has; words and links only, all of it final. */
interface AnyMail {
  tenantId: string
  /** What the mail is about: erasing the appointment, request or person reaches mails that still wait. */
  subjectId: string
  to: string
  /** The recipient's name. */
  name: string
  lang: Language
  sender: Sender
  /** Instant from which the mail says nothing true any more: it is dropped then. Null: never. */
  validUntil: Instant | null
  /** Where it belongs among the mails of a request. */
  thread?: MailThread
  /** Files of the request that go along; they are read when it is sent. */
  files?: { id: string; name: string; type: string }[]
  /** A person's mail may be answered by anybody; left out: a machine wrote it. */
  writtenBy?: 'person' | 'machine'
}

/** The headers by which mail programs show mails as one conversation (RFC 5322, 3.6.4). */
export interface MailThread {
  /** The signed address by which an answer finds back; null: to the sender's. */
  replyTo: string | null
  inReplyTo: string | null
  /** Message-IDs of what was written before, the oldest first. */
  references: string[]
}

/** Who sends it: "Stadt Musterstadt", its colour and phone, and the mailbox that takes answers. */
export interface Sender {
  officialName: string
  primary: string
  phone: string
  replyTo: string
}

/**
 * What a mail about an appointment says. It is valid until the end of the hold (`confirm`) or the
 * start of the visit (`reminder`).
 */
export interface AppointmentMail extends AnyMail {
  kind: 'confirm' | 'confirmed' | 'moved' | 'cancelled' | 'reminder'
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
  /** Text of the calendar file, attached to `confirmed` and `moved`. */
  calendar: string | null
}

/**
 * What a mail about an appointment that cannot take place says. An offer is valid until the end of
 * its hold.
 */
export interface ReplacementMail extends AnyMail {
  kind: 'replacement-offered' | 'replacement-missing'
  /** Why, in the recipient's language; null: it was not said. */
  reason: string | null
  services: { title: string; persons: number }[]
  /** The place that falls away: date and wall time. */
  was: { date: string; start: string }
  /** The place that is held; null with `replacement-missing`. */
  offer: {
    date: string
    start: string
    office: AppointmentMail['office']
    /** Until when it is held, as wall time at the municipality. */
    until: { date: string; start: string }
  } | null
  /** `…/musterstadt/ersatztermin#id.secret` */
  link: string
}

/**
 * What a mail to a resident about a request says: never what the request is about in free words,
 * because an unconfirmed address may be a stranger's.
 */
export interface RequestMail extends AnyMail {
  kind: 'request-confirm' | 'request-confirmed'
  ticket: string
  /** Name of the mailbox that is responsible. */
  mailboxName: string
  /** Title of the service that it is about, if one was chosen. */
  service: string | null
  /** `…/anliegen/bestaetigen#id.secret` for `request-confirm`, else `…/mein-anliegen#id.secret`. */
  link: string
  /** Only for `request-confirm`: wall time at the tenant until which it waits, `14:35`. */
  holdUntil: string | null
}

/** What a mail to a resident says about something new in a request that they have confirmed. */
export interface RequestUpdateMail extends AnyMail {
  kind:
    | 'request-answered'
    | 'request-asked'
    | 'request-moved'
    | 'request-closed'
    | 'request-merged'
    | 'request-missed'
    | 'request-promised'
  ticket: string
  /** Name of the mailbox that has it now. */
  mailboxName: string
  service: string | null
  /** What the team wrote, with `answered` and `asked`; else null. */
  text: string | null
  /** With `answered`: nothing more will follow. */
  isSettled: boolean
  /** With `merged`: the ticket that goes on. */
  into: string | null
  /** With `missed` and `promised`: the window, as date and wall times. */
  window: { date: string; from: string; to: string } | null
  /** `…/mein-anliegen#id.secret` */
  link: string
  /** A machine's mail says that it is one; a person's may be answered by anybody. */
  writtenBy: 'person' | 'machine'
}

/** What a department reads in its functional mailbox, in the language of the administration. */
export interface DepartmentMail extends AnyMail {
  kind: 'request-forwarded' | 'request-added' | 'request-withdrawn'
  ticket: string
  service: string | null
  subject: string | null
  /** The resident, to whom an answer goes; null once withdrawn. */
  from: { name: string; email: string; phone: string | null; lang: Language } | null
  /** What the resident wrote; null once withdrawn. */
  text: string | null
  /** Answers to the fields of the topic, and the window of a promised call. */
  facts: { label: string; value: string }[]
}

/** What somebody of the staff reads about their own access. */
export interface StaffMail extends AnyMail {
  kind: 'staff-activation' | 'staff-reset' | 'staff-added'
  /** `…/staff/aktivieren#secret`, `…/staff/kennwort#secret`, or the municipality's page. */
  link: string
}

export type Mail =
  AppointmentMail | ReplacementMail | RequestMail | RequestUpdateMail | DepartmentMail | StaffMail
