import type { EntryKind } from '#shared/contracts/entries.ts'
import type { UnhelpfulReason } from '#shared/contracts/catalogue.ts'

/** What happens to an entry and is counted; reasons are counted beside `unhelpful`. */
export type Counted = 'found' | 'helpful' | 'unhelpful' | 'asked' | `because:${UnhelpfulReason}`

export interface EntryCountTable {
  tenant_id: string
  kind: EntryKind
  entry_id: string
  /** `2026-11`. */
  month: string
  what: Counted
  count: number
}

/** Words that led nowhere. They are not written down before three different askers have used them. */
export interface SearchMissTable {
  tenant_id: string
  /** Keyed hash of the words. */
  id: string
  query: string | null
  askers: number
  last_on: string
}

/**
 * That somebody has been counted for a subject today. The mark is too short to tell who it was, and
 * it is gone the next day.
 */
export interface AskerMarkTable {
  tenant_id: string
  subject: string
  mark: string
  day: string
}
