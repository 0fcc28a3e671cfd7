import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { type EntryContent, type Own, isReused, variants } from '#shared/contracts/entries.ts'
import type { EntriesQuery, EntryRow } from '#shared/contracts/staff-entries.ts'
import { isOverdue } from '#shared/domain/entry-validity.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { plainWords } from '#shared/markdown/plain-text.ts'
import { listSources } from './catalogue.queries.ts'
import { listCounts } from './counts.queries.ts'
import {
  type Draft,
  type Head,
  listDrafts,
  listHeads,
  listLastContents,
} from './entries.queries.ts'
import { stateOf } from './entry-view.ts'
import { lastMonths } from './housekeeping.ts'
import { mergedWith } from './resolve.ts'

/** Months after which an entry that no search has shown counts as never found. */
export const monthsToBeFound = 3

/** The entries of a municipality as its editors list them, by kind and place. */
export async function listEntries(
  deps: Deps,
  municipality: Municipality,
  query: EntriesQuery = {},
): Promise<EntryRow[]> {
  const rows = await describeRows(deps, municipality)
  return rows.filter((row) => fits(row, query)).map(({ words: _words, ...row }) => row)
}

interface WordyRow extends EntryRow {
  /** All that a filter by words looks at. */
  words: string
}

function fits(row: WordyRow, query: EntriesQuery): boolean {
  const wanted = query.q?.toLowerCase()
  return (
    (query.kind === undefined || row.kind === query.kind) &&
    (query.state === undefined || isIn(row, query.state)) &&
    (query.mailbox === undefined || row.mailbox === query.mailbox) &&
    (query.missing === undefined || !row.variants.includes(query.missing)) &&
    (query.overdue === undefined || row.overdue) &&
    (query.neverFound === undefined || (row.published && row.found === 0)) &&
    (query.sharedChanged === undefined || row.sharedChanged) &&
    (wanted === undefined || row.words.includes(wanted))
  )
}

/** A published entry with a draft is both. */
function isIn(row: EntryRow, state: EntryRow['state']): boolean {
  return row.state === state || (state === 'published' && row.published)
}

async function describeRows(deps: Deps, municipality: Municipality): Promise<WordyRow[]> {
  const { db, clock } = deps
  const { id: tenantId } = municipality
  const today = localMoment(clock.now(), municipality.zone).date
  const named = (row: { kind: string; id: string }) => `${row.kind} ${row.id}`
  const drafts = new Map(
    (await listDrafts(db, tenantId)).map((row) => [`${row.kind} ${row.entry_id}`, row]),
  )
  const contents = new Map((await listLastContents(db, tenantId)).map((row) => [named(row), row]))
  const sources = new Map((await listSources(db, tenantId)).map((row) => [named(row), row]))
  const found = new Map(
    (await listCounts(db, tenantId, lastMonths(today, monthsToBeFound)))
      .filter(({ what }) => what === 'found')
      .map((row) => [`${row.kind} ${row.entry_id}`, row.count]),
  )
  return (await listHeads(db, tenantId)).flatMap((head) => {
    const name = named(head)
    const draft = drafts.get(name)
    const json = draft?.content ?? contents.get(name)?.content
    if (json === undefined) return []
    const source = sources.get(name)
    const content = wholeOf(head, json, source?.content)
    return content
      ? [describeRow({ head, draft, content, source, today, found: found.get(name) ?? 0 })]
      : []
  })
}

/** What the row is about; a shared text that is nowhere leaves only its name. */
function wholeOf({ kind }: Head, json: string, source: string | undefined): Own | null {
  const content = JSON.parse(json) as EntryContent
  if (!isReused(content)) return content
  const shared = source === undefined ? undefined : (JSON.parse(source) as EntryContent)
  if (!shared || isReused(shared)) return null
  return mergedWith(kind, shared, content.override)
}

function describeRow(of: {
  head: Head
  draft: Draft | undefined
  content: Own
  source: { published_version: number | null } | undefined
  today: string
  found: number
}): WordyRow {
  const { head, draft, content, source, today, found } = of
  const text = content.text.de
  const title = plainWords('title' in text ? text.title : text.question)
  return {
    kind: head.kind,
    id: head.id,
    title,
    mailbox: content.mailbox,
    state: stateOf(head, draft),
    published: head.published_version !== null,
    variants: variants.filter((variant) => content.text[variant]),
    reviewBy: content.review?.by ?? null,
    overdue: head.published_version !== null && isOverdue(content.review, today),
    from: head.from_tenant,
    sharedChanged: source !== undefined && source.published_version !== head.seen_version,
    found,
    changedAt: head.changed_at,
    words: [title, head.id, ...content.terms].join('\n').toLowerCase(),
  }
}
