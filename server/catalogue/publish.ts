import type { Deps } from '#server/deps.ts'
import { recordEvent } from '#server/audit/audit.ts'
import { AppError } from '#server/errors.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import {
  type EntryContent,
  type EntryKind,
  type FaqContent,
  isReused,
} from '#shared/contracts/entries.ts'
import type { FieldErrorCode } from '#shared/contracts/fields.ts'
import type { EntryDetail } from '#shared/contracts/staff-entries.ts'
import { type Instant, localMoment } from '#shared/domain/local-time.ts'
import { upsertService } from './catalogue.queries.ts'
import { type Edit, type Editing, announceChange, editEntry } from './editing.ts'
import {
  type Draft,
  deleteDraft,
  findDraft,
  findHead,
  findVersion,
  insertVersion,
  lastVersion,
  listDueDrafts,
  lockHead,
  updateHead,
  upsertDraft,
} from './entries.queries.ts'
import { findSource, findingsOf } from './entry-content.ts'
import { contentOf } from './entry-view.ts'
import { anchorOf } from './published.ts'

/**
 * Publishes a draft at once.
 * @throws AppError 'state-conflict', 'second-person-needed'; 'invalid-input' for what the checks stop
 */
export function publishDraft(deps: Deps, edit: Edit): Promise<EntryDetail> {
  return editEntry(deps, edit, { visible: true }, async (editing) => {
    const draft = requireDraft(editing)
    requireApproval(edit, draft)
    await publish(edit.municipality, editing, contentOf(draft), draft)
  })
}

/** Publishes a draft at a time to come. @throws as `publishDraft` */
export function scheduleDraft(deps: Deps, edit: Edit, publishAt: Instant): Promise<EntryDetail> {
  return editEntry(deps, edit, { visible: false }, async (editing) => {
    const draft = requireDraft(editing)
    requireApproval(edit, draft)
    if (publishAt <= editing.now) {
      throw new AppError('invalid-input', { fields: { publishAt: 'out-of-range' } })
    }
    await schedule(edit.municipality, editing, { ...draft, publish_at: publishAt })
  })
}

/**
 * Says as the second person that a draft is right; it is published, now or when it was to be.
 * @throws as `publishDraft`
 */
export function approveDraft(deps: Deps, edit: Edit): Promise<EntryDetail> {
  return editEntry(deps, edit, { visible: true }, async (editing) => {
    const { draft, now, author } = editing
    if (draft?.state !== 'in-review') throw new AppError('state-conflict')
    const isAuthor = (JSON.parse(draft.authors) as string[]).includes(author)
    if (isAuthor && edit.municipality.file.catalogue.secondPerson) {
      throw new AppError('second-person-needed')
    }
    const approved = { ...draft, approver: author }
    if (draft.publish_at !== null && draft.publish_at > now) {
      await schedule(edit.municipality, editing, approved)
    } else await publish(edit.municipality, editing, contentOf(draft), approved)
  })
}

/**
 * Takes an entry from residents' sight; who follows a link to it is led to another one, if there is.
 * @throws AppError 'state-conflict' without a publication, or with a draft that would be lost
 */
export function archiveEntry(
  deps: Deps,
  edit: Edit,
  redirect?: { kind: EntryKind; id: string },
): Promise<EntryDetail> {
  return editEntry(deps, edit, { visible: true }, async ({ trx, key, head, draft, now, note }) => {
    if (head.published_version === null || draft) throw new AppError('state-conflict')
    if (redirect) {
      const target = await findHead(trx, { ...redirect, tenantId: key.tenantId })
      const isItself = redirect.kind === key.kind && redirect.id === key.id
      if (isItself || !target?.published_version) {
        throw new AppError('invalid-input', { fields: { 'redirect.id': 'unknown-value' } })
      }
    }
    await updateHead(trx, key, {
      published_version: null,
      archived_at: now,
      redirect_kind: redirect?.kind ?? null,
      redirect_id: redirect?.id ?? null,
    })
    await note('entry-archived', { redirect: redirect ? `${redirect.kind}/${redirect.id}` : null })
  })
}

/** Notes that somebody has looked at what residents see and found it right. */
export function markChecked(
  deps: Deps,
  edit: Edit,
  { checkedBy, by }: { checkedBy: string; by: string },
): Promise<EntryDetail> {
  return editEntry(deps, edit, { visible: true }, async (editing) => {
    const today = localMoment(editing.now, edit.municipality.zone).date
    if (by <= today) throw new AppError('invalid-input', { fields: { by: 'out-of-range' } })
    const review = { checkedOn: today, checkedBy, by }
    await amendPublished(edit.municipality, editing, () => ({ review }))
    await editing.note('entry-checked', { by })
  })
}

/** Notes that the change of a shared text has been seen here. */
export function acknowledgeSource(deps: Deps, edit: Edit): Promise<EntryDetail> {
  return editEntry(deps, edit, { visible: false }, async ({ trx, key, head, note }) => {
    const source = head.from_tenant ? await findSource(trx, head.from_tenant, key) : null
    if (!source) throw new AppError('state-conflict')
    await updateHead(trx, key, { seen_version: source.version })
    await note('entry-source-seen', { version: source.version })
  })
}

/**
 * Changes something small in what residents see, in a version of its own, and the same in the draft
 * that is being written. @throws AppError 'state-conflict' without a publication
 */
export async function amendPublished(
  municipality: Municipality,
  editing: Editing,
  amend: (content: EntryContent) => Partial<Pick<FaqContent, 'review' | 'terms'>>,
): Promise<void> {
  const amended = (content: EntryContent) =>
    (isReused(content)
      ? { ...content, override: { ...content.override, ...amend(content) } }
      : { ...content, ...amend(content) }) as EntryContent
  const { trx, key, head, draft, author } = editing
  const row =
    head.published_version === null ? null : await findVersion(trx, key, head.published_version)
  if (!row) throw new AppError('state-conflict')
  await keepVersion(municipality, editing, amended(contentOf(row)), { author, approver: null })
  if (!draft) return
  await upsertDraft(trx, { ...draft, content: JSON.stringify(amended(contentOf(draft))) })
}

/** Publishes whatever is due; several processes may try, one of them does it. */
export async function publishDue(deps: Deps): Promise<void> {
  for (const { tenant_id: tenantId, kind, entry_id: id } of await listDueDrafts(
    deps.db,
    deps.clock.now(),
  )) {
    const municipality = await deps.municipalities.find(deps.db, tenantId)
    if (!municipality) continue
    await deps.db.transaction().execute(async (trx) => {
      const key = { tenantId, kind, id }
      const now = deps.clock.now()
      await announceChange(trx, tenantId)
      const head = await findHead(trx, key)
      if (!head || !(await lockHead(trx, key, head.revision, now))) return
      const draft = await findDraft(trx, key)
      if (draft?.state !== 'scheduled' || draft.publish_at === null || draft.publish_at > now)
        return
      const note = async () =>
        recordEvent(trx, {
          tenantId,
          at: now,
          actor: 'system',
          action: 'entry-published',
          subject: `${kind}/${id}`,
        })
      const author = lastAuthor(draft)
      const editing = { trx, key, head, draft, author, now, note }
      await keepVersion(municipality, editing, contentOf(draft), {
        author,
        approver: draft.approver,
      })
      await deleteDraft(trx, key)
      await note()
    })
  }
}

function requireDraft({ draft }: Editing): Draft {
  if (!draft) throw new AppError('state-conflict')
  return draft
}

function requireApproval({ municipality }: Edit, draft: Draft): void {
  if (municipality.file.catalogue.secondPerson && draft.approver === null) {
    throw new AppError('second-person-needed')
  }
}

async function schedule(municipality: Municipality, editing: Editing, draft: Draft): Promise<void> {
  await refuseErrors(municipality, editing, contentOf(draft))
  await upsertDraft(editing.trx, { ...draft, state: 'scheduled', changed_at: editing.now })
  await editing.note('entry-scheduled', { publishAt: draft.publish_at })
}

async function publish(
  municipality: Municipality,
  editing: Editing,
  content: EntryContent,
  draft: Draft,
): Promise<void> {
  await refuseErrors(municipality, editing, content)
  const { approver } = draft
  const version = await keepVersion(municipality, editing, content, {
    author: lastAuthor(draft),
    approver,
  })
  await deleteDraft(editing.trx, editing.key)
  await editing.note('entry-published', { version })
}

/** Writes what residents see from now on; call `announceChange` before. */
export async function keepVersion(
  municipality: Municipality,
  { trx, key, head, now }: Editing,
  content: EntryContent,
  by: { author: string; approver: string | null },
): Promise<number> {
  const version = (await lastVersion(trx, key)) + 1
  await insertVersion(trx, {
    tenant_id: key.tenantId,
    kind: key.kind,
    entry_id: key.id,
    version,
    content: JSON.stringify(content),
    published_at: now,
    ...by,
  })
  const from = isReused(content) ? content.from : null
  const isSeen = head.from_tenant === from && head.seen_version !== null
  await updateHead(trx, key, {
    published_version: version,
    archived_at: null,
    redirect_kind: null,
    redirect_id: null,
    from_tenant: from,
    ...(from !== null &&
      !isSeen && { seen_version: (await findSource(trx, from, key))?.version ?? null }),
  })
  if (key.kind === 'service') {
    await upsertService(trx, {
      ...anchorOf(municipality.file, { id: key.id, ...(content as EntryContent<'service'>) }),
      tenant_id: key.tenantId,
      position: head.position,
    })
  }
  return version
}

function lastAuthor({ authors }: Draft): string {
  return (JSON.parse(authors) as string[]).at(-1) ?? 'system'
}

async function refuseErrors(
  municipality: Municipality,
  { trx, key, now }: Editing,
  content: EntryContent,
): Promise<void> {
  const today = localMoment(now, municipality.zone).date
  const errors = (await findingsOf(trx, municipality, { key, content, today })).filter(
    ({ severity }) => severity === 'error',
  )
  if (errors.length === 0) return
  const fields = errors.map(({ code, path }): [string, FieldErrorCode] => [
    `content.${path}`,
    code === 'unknown-reference' ? 'unknown-value' : 'invalid',
  ])
  throw new AppError('invalid-input', { fields: Object.fromEntries(fields) })
}
