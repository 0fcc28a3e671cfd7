import * as v from 'valibot'
import { IsoDate } from './fields.ts'

/** Everything that is kept in the records. One without words in `staff-audit.json` fails a test. */
export const auditActions = [
  'appointment-placed',
  'appointment-confirmed',
  'appointment-address-corrected',
  'appointment-moved',
  'appointment-cancelled',
  'appointment-checked-in',
  'appointment-called',
  'appointment-completed',
  'appointment-missed',
  'appointment-recalled',
  'appointment-step-undone',
  'appointment-booked',
  'number-taken',
  'terminal-added',
  'terminal-removed',
  'replacement-offered',
  'replacement-not-reached',
  'configuration-changed',
  'request-received',
  'request-confirmed',
  'request-added',
  'request-withdrawn',
  'request-address-corrected',
  'request-replied',
  'request-taken',
  'request-assigned',
  'request-released',
  'request-noted',
  'request-answered',
  'request-asked',
  'request-forwarded',
  'request-merged',
  'request-joined',
  'request-closed',
  'request-reopened',
  'request-faq-drafted',
  'request-bounced',
  'request-callback-promised',
  'request-callback-missed',
  'request-callback-done',
  'request-helpful',
  'request-erased',
  'absence-set',
  'absence-cleared',
  'mailbox-team-changed',
  'staff-signed-in',
  'staff-signed-out',
  'staff-sessions-ended',
  'staff-password-set',
  'staff-totp-added',
  'staff-totp-removed',
  'staff-recovery-codes-made',
  'staff-passkey-added',
  'staff-passkey-removed',
  'staff-invited',
  'staff-roles-changed',
  'staff-disabled',
  'staff-enabled',
  'staff-invitation-sent',
  'staff-second-factor-reset',
  'entry-created',
  'entry-draft-changed',
  'entry-draft-discarded',
  'entry-submitted',
  'entry-rejected',
  'entry-scheduled',
  'entry-published',
  'entry-archived',
  'entry-restored',
  'entry-checked',
  'entry-source-seen',
  'entry-term-added',
  'entries-imported',
  'miss-dropped',
] as const
export type AuditAction = (typeof auditActions)[number]

const filters = {
  /** Whose doing: the id of a person, or all of a kind. */
  actor: v.optional(v.pipe(v.string(), v.maxLength(80, 'too-long'))),
  action: v.optional(v.picklist(auditActions, 'unknown-value')),
  /** The id of what it was done to. */
  subject: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(80, 'too-long'))),
  /** Days at the municipality, both included. */
  from: v.optional(IsoDate),
  to: v.optional(IsoDate),
}

export const AuditFilter = v.strictObject(filters)
export type AuditFilter = v.InferOutput<typeof AuditFilter>

export const AuditQuery = v.strictObject({
  ...filters,
  /** Where the page before ended. */
  after: v.optional(v.pipe(v.string(), v.maxLength(120, 'too-long'))),
})
export type AuditQuery = v.InferOutput<typeof AuditQuery>

export const AuditEntry = v.object({
  id: v.string(),
  at: v.string(),
  actor: v.object({
    kind: v.picklist(['staff', 'resident', 'system']),
    /** Of staff: their id and name. */
    id: v.nullable(v.string()),
    name: v.nullable(v.string()),
  }),
  action: v.string(),
  subject: v.string(),
  /** The name of the person that it was done to, if it was one of the staff. */
  subjectName: v.nullable(v.string()),
  details: v.record(v.string(), v.nullable(v.union([v.string(), v.number()]))),
})
export type AuditEntry = v.InferOutput<typeof AuditEntry>

export const AuditPage = v.object({
  /** The newest first. */
  entries: v.array(AuditEntry),
  /** For `after`; null on the last page. */
  next: v.nullable(v.string()),
})
export type AuditPage = v.InferOutput<typeof AuditPage>

/** Who can be chosen in the filter: everybody who has a role here. */
export const AuditActors = v.object({
  actors: v.array(v.object({ id: v.string(), name: v.string() })),
})
export type AuditActors = v.InferOutput<typeof AuditActors>
