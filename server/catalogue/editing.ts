import { recordEvent } from '#server/audit/audit.ts'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { StaffMember } from '#server/staff/staff-member.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { raiseRevisions } from '#server/tenants/revision.ts'
import type { EntryDetail } from '#shared/contracts/staff-entries.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import {
  type Draft,
  type EntryKey,
  type Head,
  findDraft,
  findHead,
  lockHead,
} from './entries.queries.ts'
import { describeEntry } from './entry-view.ts'
import { listTenantsThatReuse } from './published.ts'

/** Who changes which entry of the catalogue, knowing which revision of it. */
export interface Edit {
  municipality: Municipality
  staff: StaffMember
  kind: EntryKey['kind']
  id: string
  revision: number
}

/** What an edit finds, locked, and what it writes with. */
export interface Editing {
  trx: Trx
  key: EntryKey
  /** As it was before this edit raised its revision. */
  head: Head
  draft: Draft | undefined
  author: string
  now: Instant
  /** Notes the edit for the audit, once a transaction. */
  note(action: string, details?: Record<string, string | number | null>): Promise<void>
}

/**
 * The one way to change an entry: in a transaction that holds its lock, for who has seen its last
 * revision. What residents see changes only with `visible`: every process then reads it anew.
 * @throws AppError 'not-found', 'state-conflict'
 */
export async function editEntry(
  deps: Deps,
  edit: Edit,
  options: { visible: boolean },
  change: (editing: Editing) => Promise<void>,
): Promise<EntryDetail> {
  await withLock(deps, edit, options, change)
  return describeEntry(deps, edit.municipality.id, edit)
}

/** The same without a view of the entry, which may be gone by then. */
export async function withLock<Result>(
  deps: Deps,
  { municipality, staff, kind, id, revision }: Edit,
  options: { visible: boolean },
  change: (editing: Editing) => Promise<Result>,
): Promise<Result> {
  const key = { tenantId: municipality.id, kind, id }
  const now = deps.clock.now()
  return deps.db.transaction().execute(async (trx) => {
    if (options.visible) await announceChange(trx, municipality.id)
    const isLocked = await lockHead(trx, key, revision, now)
    const head = await findHead(trx, key)
    if (!head) throw new AppError('not-found')
    if (!isLocked) throw new AppError('state-conflict')
    return change({
      trx,
      key,
      head,
      draft: await findDraft(trx, key),
      author: staff.id,
      now,
      note: (action, details) => noteEdit(trx, key, { staff, action, now, details }),
    })
  })
}

/** Every process reads this municipality anew, and those that take something over from it. */
export async function announceChange(trx: Trx, tenantId: string): Promise<void> {
  await raiseRevisions(trx, [tenantId, ...(await listTenantsThatReuse(trx, tenantId))])
}

export async function noteEdit(
  trx: Trx,
  { tenantId, kind, id }: EntryKey,
  edit: {
    staff: StaffMember
    action: string
    now: Instant
    details?: Record<string, string | number | null> | undefined
  },
): Promise<void> {
  await recordEvent(trx, {
    tenantId,
    at: edit.now,
    actor: `staff:${edit.staff.id}`,
    action: edit.action,
    subject: `${kind}/${id}`,
    ...(edit.details && { details: edit.details }),
  })
}
