import type { CallbackState } from '#shared/contracts/callbacks.ts'
import type { ReplyWay, RequestEventKind, RequestState } from '#shared/contracts/requests.ts'
import type { internalEventKinds } from '#shared/contracts/staff-requests.ts'

export type StoredEventKind = RequestEventKind | (typeof internalEventKinds)[number]

export interface RequestTable {
  tenant_id: string
  id: string
  /** Ticket number, unique in the tenant. */
  ticket: string
  state: RequestState
  /** Instant until which it waits for its confirmation; null once it has it. */
  hold_until: string | null
  mailbox_id: string
  service_id: string | null
  lang: 'de' | 'en'
  /** Matter and person; empty or null once erased. */
  subject: string | null
  text: string
  name: string
  email: string
  phone: string | null
  /** Keyed hash of the canonical address, for limits; stays for an hour after the rest is erased. */
  address_key: string
  /** Raised by every transaction that changes it: the lock of the row, on both engines. */
  revision: number
  created_at: string
  confirmed_at: string | null
  /** When it was closed, withdrawn or expired. */
  closed_at: string | null
  erased_at: string | null
  topic_id: string | null
  /** JSON: answers to the fields of the topic, by id; null once erased. */
  fields: string | null
  reply_by: ReplyWay
  source: 'form' | 'mail'
  /** Who of the staff has taken it. */
  assigned_to: string | null
  /** The mailbox that had it first; null until it is confirmed. */
  first_mailbox_id: string | null
  /** Instant by which somebody has to have an answer; null while nobody waits for us. */
  due_at: string | null
  /** Service minutes that were left when it began to wait for the resident. */
  due_left: number | null
  /** Since when the resident has waited for a word from us. */
  unanswered_since: string | null
  /** 1: the resident has written since the team last did something. */
  news: number
  has_attachments: number
  /** How often it was opened again. */
  reopened: number
  /** The request that goes on in its place. */
  merged_into: string | null
  /** A mail that may belong to this request, which could not be proven. */
  maybe_of: string | null
  helpful: number | null
}

/** A step in the life of a request, counted from 1. */
export interface RequestEventTable {
  tenant_id: string
  request_id: string
  position: number
  at: string
  kind: StoredEventKind
  /** What was written; null where nothing was, and once erased. */
  text: string | null
  /** 1: only the staff sees it. */
  internal: number
  /** Who of the staff did it. */
  staff_id: string | null
  /** With `assigned`: to whom. */
  to_staff_id: string | null
  /** With `forwarded`: whereto, and where it was before; with `answered`: who answered. */
  mailbox_id: string | null
  from_mailbox_id: string | null
  /** Another request's id, or the id of an entry. */
  ref: string | null
  /** Of the mail that came in or went out with it. */
  message_id: string | null
}

/** A mailed or handed-out capability; only its SHA-256 is kept. */
export interface RequestTokenTable {
  tenant_id: string
  request_id: string
  secret_hash: string
  scope: 'manage' | 'hold'
  created_at: string
}

/** Who shares a mailbox. */
export interface MailboxMemberTable {
  tenant_id: string
  mailbox_id: string
  staff_id: string
  part: 'member' | 'deputy'
}

/** Days on which somebody is away, both included. */
export interface StaffAbsenceTable {
  tenant_id: string
  staff_id: string
  from_date: string
  to_date: string
}

/** A promised call. */
export interface CallbackTable {
  tenant_id: string
  id: string
  request_id: string
  mailbox_id: string
  date: string
  from_minute: number
  to_minute: number
  state: CallbackState
  /** Until when the window is kept for a request that nobody has confirmed; null once it is. */
  hold_until: string | null
  attempts: number
  last_attempt_at: string | null
  created_at: string
  settled_at: string | null
}

/** The lock of a day's windows of a mailbox. */
export interface CallbackDayTable {
  tenant_id: string
  mailbox_id: string
  date: string
  revision: number
}

/** How often a request was right at a mailbox in the end. */
export interface RoutingCountTable {
  tenant_id: string
  /** An entry or a topic, or a word that the catalogue itself uses: never free text. */
  key: string
  mailbox_id: string
  count: number
}

/** Requests of a month by topic, and how many of them came to the right mailbox at once. */
export interface RoutingMonthTable {
  tenant_id: string
  /** `2026-11` */
  month: string
  /** `topic:…`, `service:…`, or empty. */
  topic: string
  total: number
  first: number
}

export interface RoutingCorrectionTable {
  tenant_id: string
  month: string
  topic: string
  from_mailbox_id: string
  to_mailbox_id: string
  count: number
}

/** The last mail to a functional address that came back. */
export interface MailboxBounceTable {
  tenant_id: string
  mailbox_id: string
  bounced_at: string
  /** SMTP status, without addresses. */
  code: string
}
