/** A mail that waits, is on its way, was sent, or has failed for good. */
export interface OutboxMailTable {
  tenant_id: string
  id: string
  kind: string
  /** The appointment or request that it is about. */
  subject_id: string | null
  state: 'waiting' | 'sent' | 'failed'
  /** Sealed JSON of recipient and content; empty as soon as the mail is sent. */
  sealed: string
  /** The same at every try, so that a recipient's server can drop a double. */
  message_id: string
  attempts: number
  /** Instant before which nobody tries again; a claimed mail is moved ahead by its lease. */
  due_at: string
  /** SMTP code or error class of the last failure, without addresses. */
  last_error: string | null
  created_at: string
  sent_at: string | null
}
