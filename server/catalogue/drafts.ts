import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { StaffMember } from '#server/staff/staff-member.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { type EntryContent, type EntryKind, isReused } from '#shared/contracts/entries.ts'
import type { DraftState, EntryDetail } from '#shared/contracts/staff-entries.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import type { EntryDraftTable } from './catalogue.table.ts'
import { type Edit, type Editing, editEntry, noteEdit, withLock } from './editing.ts'
import {
  type EntryKey,
  deleteDraft,
  deleteHead,
  findVersion,
  insertHead,
  lastVersion,
  nextPosition,
  upsertDraft,
} from './entries.queries.ts'
import { findSource } from './entry-content.ts'
import { contentOf, describeEntry } from './entry-view.ts'

/**
 * Begins a new entry with a draft of it.
 * @throws AppError 'invalid-input' for a name that is taken or a shared text that is nowhere
 */
export async function createDraft(
  deps: Deps,
  municipality: Municipality,
  staff: StaffMember,
  wish: { kind: EntryKind; id: string; content: EntryContent },
): Promise<EntryDetail> {
  const key = { tenantId: municipality.id, kind: wish.kind, id: wish.id }
  const now = deps.clock.now()
  await requireSource(deps, key, wish.content)
  await deps.db.transaction().execute(async (trx) => {
    const isNew = await insertHead(trx, {
      tenant_id: key.tenantId,
      kind: key.kind,
      id: key.id,
      position: await nextPosition(trx, key.tenantId, key.kind),
      revision: 1,
      changed_at: now,
    })
    if (!isNew) throw new AppError('invalid-input', { fields: { id: 'taken' } })
    await upsertDraft(trx, newDraft(key, wish.content, { author: staff.id, now, basedOn: null }))
    await noteEdit(trx, key, { staff, action: 'entry-created', now })
  })
  return describeEntry(deps, municipality.id, key)
}

/** Puts a content in place of the draft's; whatever was approved is a draft again. */
export async function changeDraft(
  deps: Deps,
  edit: Edit,
  content: EntryContent,
): Promise<EntryDetail> {
  await requireSource(deps, { ...edit, tenantId: edit.municipality.id }, content)
  return editEntry(deps, edit, { visible: false }, async (editing) => {
    await writeDraft(editing, content)
    await editing.note('entry-draft-changed')
  })
}

/** Hands a draft to the second person, with the time at which it should be published. */
export function submitDraft(deps: Deps, edit: Edit, publishAt?: Instant): Promise<EntryDetail> {
  return editEntry(deps, edit, { visible: false }, async ({ trx, draft, note, now }) => {
    if (draft?.state !== 'draft') throw new AppError('state-conflict')
    const changes = { state: 'in-review', publish_at: publishAt ?? null, note: null } as const
    await upsertDraft(trx, { ...draft, ...changes, changed_at: now })
    await note('entry-submitted')
  })
}

/** Gives a draft back to its authors, with what should be changed. */
export function rejectDraft(deps: Deps, edit: Edit, reason: string): Promise<EntryDetail> {
  return editEntry(deps, edit, { visible: false }, async ({ trx, draft, note, now }) => {
    if (!draft || draft.state === 'draft') throw new AppError('state-conflict')
    const changes = { state: 'draft', note: reason, approver: null, publish_at: null } as const
    await upsertDraft(trx, { ...draft, ...changes, changed_at: now })
    await note('entry-rejected')
  })
}

/** Throws a draft away; an entry that nobody ever published goes with it, and null is the answer. */
export async function discardDraft(deps: Deps, edit: Edit): Promise<EntryDetail | null> {
  const isGone = await withLock(
    deps,
    edit,
    { visible: false },
    async ({ trx, key, draft, note }) => {
      if (!draft) throw new AppError('state-conflict')
      await note('entry-draft-discarded')
      const isNew = (await lastVersion(trx, key)) === 0
      await (isNew ? deleteHead(trx, key) : deleteDraft(trx, key))
      return isNew
    },
  )
  return isGone ? null : describeEntry(deps, edit.municipality.id, edit)
}

/** Makes a draft of an earlier version. @throws AppError 'not-found' */
export function restoreVersion(deps: Deps, edit: Edit, version: number): Promise<EntryDetail> {
  return editEntry(deps, edit, { visible: false }, async (editing) => {
    const row = await findVersion(editing.trx, editing.key, version)
    if (!row) throw new AppError('not-found')
    await writeDraft(editing, contentOf(row))
    await editing.note('entry-restored', { version })
  })
}

/** Begins a new entry with what another one says now. @throws AppError 'not-found' */
export async function duplicateEntry(
  deps: Deps,
  municipality: Municipality,
  staff: StaffMember,
  { kind, id, as }: { kind: EntryKind; id: string; as: string },
): Promise<EntryDetail> {
  const { draft, published, resolved } = await describeEntry(deps, municipality.id, { kind, id })
  const content = draft?.content ?? published?.content
  // A copy under another name cannot take over what has this one.
  const copy = content && isReused(content) ? resolved : content
  if (!copy) throw new AppError('not-found')
  return createDraft(deps, municipality, staff, { kind, id: as, content: copy })
}

/** Writes the draft of an entry, the first one or over what it said before. */
export async function writeDraft(
  { trx, key, head, draft, author, now }: Editing,
  content: EntryContent,
  state: DraftState = 'draft',
): Promise<void> {
  const basedOn = draft ? draft.based_on : head.published_version
  const authors = draft ? (JSON.parse(draft.authors) as string[]) : []
  await upsertDraft(trx, {
    ...newDraft(key, content, { author, authors, now, basedOn }),
    state,
  })
}

function newDraft(
  { tenantId, kind, id }: EntryKey,
  content: EntryContent,
  by: { author: string; authors?: string[]; now: Instant; basedOn: number | null },
): EntryDraftTable {
  return {
    tenant_id: tenantId,
    kind,
    entry_id: id,
    state: 'draft',
    content: JSON.stringify(content),
    authors: JSON.stringify([...new Set([...(by.authors ?? []), by.author])]),
    approver: null,
    based_on: by.basedOn,
    publish_at: null,
    note: null,
    changed_at: by.now,
  }
}

/** @throws AppError 'invalid-input' for a shared text that is nowhere */
async function requireSource(
  { db }: Pick<Deps, 'db'>,
  { tenantId, kind, id }: EntryKey,
  content: EntryContent,
): Promise<void> {
  if (!isReused(content)) return
  const isThere =
    content.from !== tenantId && (await findSource(db, content.from, { tenantId, kind, id }))
  if (!isThere) throw new AppError('invalid-input', { fields: { 'content.from': 'unknown-value' } })
}
