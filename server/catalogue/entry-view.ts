import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { type EntryContent, isReused } from '#shared/contracts/entries.ts'
import type {
  Difference,
  EntryDetail,
  EntryState,
  VersionRow,
  VersionView,
} from '#shared/contracts/staff-entries.ts'
import { entryDifference } from '#shared/domain/entry-difference.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import {
  type Draft,
  type EntryKey,
  type Head,
  type Version,
  findDraft,
  findHead,
  findVersion,
  listVersions,
} from './entries.queries.ts'
import { findSource, findSourceVersion, findingsOf, resolvedContent } from './entry-content.ts'

/** All that editors see of an entry. @throws AppError 'not-found' */
export async function describeEntry(
  deps: Deps,
  tenantId: string,
  name: Pick<EntryKey, 'kind' | 'id'>,
): Promise<EntryDetail> {
  const { db, clock } = deps
  const key = { ...name, tenantId }
  const municipality = (await deps.municipalities.find(db, tenantId))!
  const head = await findHead(db, key)
  if (!head) throw new AppError('not-found')
  const draft = await findDraft(db, key)
  const published =
    head.published_version === null ? undefined : await findVersion(db, key, head.published_version)
  const current = draft ?? published ?? (await findLast(deps, key))
  const content = current && contentOf(current)
  const today = localMoment(clock.now(), municipality.zone).date
  return {
    kind: key.kind,
    id: key.id,
    revision: head.revision,
    state: stateOf(head, draft),
    secondPerson: municipality.file.catalogue.secondPerson,
    draft: draft ? describeDraft(draft) : null,
    published: published ? describeVersion(published) : null,
    archived: head.archived_at === null ? null : describeArchived(head, head.archived_at),
    resolved: content ? await resolvedContent(db, municipality, key, content) : null,
    shared: content ? await describeShared(deps, key, head, content) : null,
    findings: content ? await findingsOf(db, municipality, { key, content, today }) : [],
  }
}

/** What residents see outranks nothing: a draft is what editors work on. */
export function stateOf(head: Head, draft: Pick<Draft, 'state'> | undefined): EntryState {
  if (draft) return draft.state
  return head.published_version === null ? 'archived' : 'published'
}

export function contentOf({ content }: { content: string }): EntryContent {
  return JSON.parse(content) as EntryContent
}

/** The versions of an entry, the newest first. @throws AppError 'not-found' */
export async function describeVersions(
  deps: Pick<Deps, 'db'>,
  municipality: Municipality,
  name: Pick<EntryKey, 'kind' | 'id'>,
): Promise<VersionRow[]> {
  const key = { ...name, tenantId: municipality.id }
  if (!(await findHead(deps.db, key))) throw new AppError('not-found')
  return (await listVersions(deps.db, key)).map(describeRow)
}

/** @throws AppError 'not-found' */
export async function getVersion(
  deps: Pick<Deps, 'db'>,
  key: EntryKey,
  version: number,
): Promise<VersionView> {
  const row = await findVersion(deps.db, key, version)
  if (!row) throw new AppError('not-found')
  return describeVersion(row)
}

/** What differs between a version and a later one, or the draft. @throws AppError 'not-found' */
export async function compareVersions(
  deps: Pick<Deps, 'db'>,
  key: EntryKey,
  { from, to }: { from: number; to: string },
): Promise<Difference> {
  const before = await getVersion(deps, key, from)
  const later = to === 'draft' ? await findDraft(deps.db, key) : undefined
  if (to === 'draft' && !later) throw new AppError('not-found')
  const after = later ? contentOf(later) : (await getVersion(deps, key, Number(to))).content
  return { changes: entryDifference(before.content, after) }
}

function describeDraft(draft: Draft): NonNullable<EntryDetail['draft']> {
  return {
    state: draft.state,
    content: contentOf(draft),
    authors: JSON.parse(draft.authors) as string[],
    changedAt: draft.changed_at,
    publishAt: draft.publish_at,
    note: draft.note,
    basedOn: draft.based_on,
  }
}

function describeRow(row: Omit<Version, 'content'>): VersionRow {
  const { version, author, approver, published_at: publishedAt } = row
  return { version, author, approver, publishedAt }
}

function describeVersion(row: Version): VersionView {
  return { ...describeRow(row), content: contentOf(row) }
}

function describeArchived(
  { redirect_kind: kind, redirect_id: id }: Head,
  at: string,
): NonNullable<EntryDetail['archived']> {
  return { at, redirect: kind && id ? { kind, id } : null }
}

async function findLast(deps: Pick<Deps, 'db'>, key: EntryKey): Promise<Version | undefined> {
  const [last] = await listVersions(deps.db, key)
  return last && findVersion(deps.db, key, last.version)
}

async function describeShared(
  { db }: Pick<Deps, 'db'>,
  key: EntryKey,
  head: Head,
  content: EntryContent,
): Promise<EntryDetail['shared']> {
  if (!isReused(content)) return null
  const { from } = content
  const seen = head.from_tenant === from ? head.seen_version : null
  const current = await findSource(db, from, key)
  const before =
    seen === null ? null : await findSourceVersion(db, { ...key, tenantId: from }, seen)
  return {
    from,
    seen,
    current: current?.version ?? null,
    changes:
      current && before && current.version !== before.version
        ? entryDifference(before.content, current.content)
        : [],
  }
}
