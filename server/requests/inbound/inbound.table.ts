/** What became of a mail that came in. */
export const verdicts = [
  /** The resident's answer: a step of their request. */
  'replied',
  /** The department's answer out of its mail program. */
  'answered',
  /** A request of its own. */
  'opened',
  /** Written by a program: noted here, and nowhere else. */
  'automatic',
  /** One of ours came back. */
  'bounced',
  /** Our own mail, or the same words again and again. */
  'loop',
  /** Seen before. */
  'repeated',
  /** Not now, because too much came: somebody keeps it and hands it over again. */
  'deferred',
  /** About a request that is gone: there is nobody to tell. */
  'refused',
  /** No mail, or one that nobody says to have written. */
  'unreadable',
] as const
export type Verdict = (typeof verdicts)[number]

/** A mail that came in, so that it is taken in once; it names nobody. */
export interface InboundMailTable {
  tenant_id: string
  /** Hash of what makes the mail this one. */
  digest: string
  way: 'pipe' | 'imap'
  verdict: Exclude<Verdict, 'repeated' | 'deferred'>
  /** `auto-submitted`, `5.1.1`, …: a code. */
  reason: string | null
  request_id: string | null
  /** Keyed hash of the sender's address, for limits; empty after a day. */
  sender_key: string
  /** Keyed hash of sender, request and words: the same again and again is a program. */
  words_key: string
  received_at: string
}

/** How far a mailbox has been read over IMAP. */
export interface ImapBoxTable {
  tenant_id: string
  /** Hash of host, user and folder. */
  box: string
  /** Numbers of RFC 9051, 2.3.1.1, which are larger than the integers of a database. */
  uid_validity: string
  /** Every message up to this one is settled. */
  last_uid: string
  /** Instant until which one process alone reads it. */
  leased_until: string
  polled_at: string
}
