import type { RequestEventKind, RequestState } from '#shared/contracts/requests.ts'

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
}

/** A step in the life of a request, counted from 1. */
export interface RequestEventTable {
  tenant_id: string
  request_id: string
  position: number
  at: string
  kind: RequestEventKind
  /** What was added; null for every other kind, and once erased. */
  text: string | null
}

/** A mailed or handed-out capability; only its SHA-256 is kept. */
export interface RequestTokenTable {
  tenant_id: string
  request_id: string
  secret_hash: string
  scope: 'manage' | 'hold'
  created_at: string
}
