import type { EntryKind } from '#shared/contracts/entries.ts'
import type { DraftState } from '#shared/contracts/staff-entries.ts'

/** What counters offer, and what a department and a mailbox are needed for. */
export interface ServiceTable {
  tenant_id: string
  id: string
  position: number
  department_id: string
  mailbox_id: string
}

/** The head of an entry. It is the lock of everything that is done to the entry. */
export interface EntryTable {
  tenant_id: string
  kind: EntryKind
  id: string
  position: number
  /** Rises with every change; editors send it back. */
  revision: number
  /** What residents see; null before the first publication and in the archive. */
  published_version: number | null
  archived_at: string | null
  /** Where readers of an archived entry are sent. */
  redirect_kind: EntryKind | null
  redirect_id: string | null
  /** The municipality whose entry is taken over, and the version of it that was seen here last. */
  from_tenant: string | null
  seen_version: number | null
  changed_at: string
}

/** What an editor is writing; one an entry at most. */
export interface EntryDraftTable {
  tenant_id: string
  kind: EntryKind
  entry_id: string
  state: DraftState
  /** An entry of the configuration file without its id, as JSON. */
  content: string
  /** JSON list of all who have written in it. */
  authors: string
  approver: string | null
  based_on: number | null
  publish_at: string | null
  note: string | null
  changed_at: string
}

/** What was published once; never changed, never deleted while its entry is there. */
export interface EntryVersionTable {
  tenant_id: string
  kind: EntryKind
  entry_id: string
  version: number
  /** An entry of the configuration file without its id, as JSON. */
  content: string
  /** The id of a staff member, `import` or `system`. */
  author: string
  approver: string | null
  published_at: string
}

export interface AuthorityTable {
  tenant_id: string
  id: string
  position: number
  /** As in the configuration file, as JSON. */
  content: string
}
