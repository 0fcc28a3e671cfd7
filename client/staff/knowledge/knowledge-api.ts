import type { InferInput, InferOutput } from 'valibot'
import { sendAsStaff } from '#client/lib/staff-api.ts'
import type { EntryContent, EntryKind } from '#shared/contracts/entries.ts'
import type {
  AtRevision,
  Difference,
  Discarded,
  EntriesQuery,
  EntryDetail,
  EntryRows,
  Findings,
  ImportEntries,
  ImportOutcome,
  VersionRows,
  Worklist,
} from '#shared/contracts/staff-entries.ts'

export interface EntryName {
  kind: EntryKind
  id: string
}

/** What is done to an entry besides writing in it, each with a body of its own. */
export type EntryAction =
  | 'submit'
  | 'approve'
  | 'reject'
  | 'publish'
  | 'acknowledge'
  | 'schedule'
  | 'archive'
  | 'restore'
  | 'checked'

const at = (tenant: string, ...path: string[]) => `/api/${tenant}/staff/${path.join('/')}`

/** The catalogue's editing, typed by the shared contracts. Every call throws `ApiError`. */
export const knowledgeApi = {
  entries: (tenant: string, query: EntriesQuery = {}) =>
    sendAsStaff<EntryRows>(
      `${at(tenant, 'entries')}?${new URLSearchParams(Object.entries(query))}`,
    ),
  entry: (tenant: string, { kind, id }: EntryName) =>
    sendAsStaff<EntryDetail>(at(tenant, 'entries', kind, id)),
  create: (tenant: string, kind: EntryKind, body: { id: string; content: EntryContent }) =>
    sendAsStaff<EntryDetail>(at(tenant, 'entries', kind), { body }),
  save: (
    tenant: string,
    { kind, id }: EntryName,
    body: { revision: number; content: EntryContent },
  ) => sendAsStaff<EntryDetail>(at(tenant, 'entries', kind, id), { method: 'PATCH', body }),
  act: (
    tenant: string,
    { kind, id }: EntryName,
    action: EntryAction,
    body: InferInput<typeof AtRevision> & Record<string, unknown>,
  ) => sendAsStaff<EntryDetail>(at(tenant, 'entries', kind, id, action), { body }),
  discard: (tenant: string, { kind, id }: EntryName, revision: number) =>
    sendAsStaff<InferOutput<typeof Discarded>>(at(tenant, 'entries', kind, id, 'discard'), {
      body: { revision },
    }),
  duplicate: (tenant: string, { kind, id }: EntryName, body: { id: string }) =>
    sendAsStaff<EntryDetail>(at(tenant, 'entries', kind, id, 'duplicate'), { body }),
  versions: (tenant: string, { kind, id }: EntryName) =>
    sendAsStaff<InferOutput<typeof VersionRows>>(at(tenant, 'entries', kind, id, 'versions')),
  difference: (tenant: string, { kind, id }: EntryName, from: number, to: string) =>
    sendAsStaff<Difference>(
      `${at(tenant, 'entries', kind, id, 'difference')}?${new URLSearchParams({ from: String(from), to })}`,
    ),
  check: (tenant: string, { kind, ...body }: EntryName & { content: EntryContent }) =>
    sendAsStaff<InferOutput<typeof Findings>>(at(tenant, 'entry-checks', kind), { body }),
  worklist: (tenant: string) => sendAsStaff<Worklist>(at(tenant, 'worklist')),
  missToTerm: (tenant: string, miss: string, name: EntryName) =>
    sendAsStaff<unknown>(at(tenant, 'worklist/misses', miss, 'term'), { body: name }),
  missToDraft: (tenant: string, miss: string) =>
    sendAsStaff<EntryDetail>(at(tenant, 'worklist/misses', miss, 'draft'), { body: {} }),
  dismissMiss: (tenant: string, miss: string) =>
    sendAsStaff<unknown>(at(tenant, 'worklist/misses', miss, 'dismiss'), { body: {} }),
  importEntries: (tenant: string, body: InferInput<typeof ImportEntries>) =>
    sendAsStaff<ImportOutcome>(at(tenant, 'entries-import'), { body }),
}
