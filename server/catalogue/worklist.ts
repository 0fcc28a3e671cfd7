import { recordEvent } from '#server/audit/audit.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { StaffMember } from '#server/staff/staff-member.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { EntryKind } from '#shared/contracts/entries.ts'
import type { EntryDetail, EntryRow, Worklist } from '#shared/contracts/staff-entries.ts'
import { unwritten } from '#shared/domain/entry-checks.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import {
  type NamedMiss,
  deleteMiss,
  findNamedMiss,
  listCounts,
  listNamedMisses,
} from './counts.queries.ts'
import { fewestAskers } from './counts.ts'
import { createDraft } from './drafts.ts'
import { withLock } from './editing.ts'
import { findHead } from './entries.queries.ts'
import { listEntries, monthsToBeFound } from './entry-list.ts'
import { describeEntry } from './entry-view.ts'
import { lastMonths } from './housekeeping.ts'
import { amendPublished } from './publish.ts'

const mostMisses = 100

/** What editors should look at: counts only, of what at least three have done. */
export async function describeWorklist(deps: Deps, municipality: Municipality): Promise<Worklist> {
  const { db, clock } = deps
  const today = localMoment(clock.now(), municipality.zone).date
  const rows = await listEntries(deps, municipality)
  const counts = countsByEntry(
    await listCounts(db, municipality.id, lastMonths(today, monthsToBeFound)),
  )
  const named = ({ kind, id, title }: EntryRow) => ({ kind, id, title })
  const countOf = ({ kind, id }: EntryRow, what: string) =>
    counts.get(`${kind} ${id}`)?.get(what) ?? 0
  const published = rows.filter((row) => row.published)
  return {
    misses: (await listNamedMisses(db, municipality.id, mostMisses)).map(
      ({ id, query, askers, last_on: lastOn }) => ({ id, query, askers, lastOn }),
    ),
    askedAnyway: published
      .map((row) => ({ ...named(row), count: countOf(row, 'asked') }))
      .filter(({ count }) => count >= fewestAskers)
      .sort((a, b) => b.count - a.count),
    unhelpful: published
      .map((row) => ({
        ...named(row),
        helpful: countOf(row, 'helpful'),
        unhelpful: countOf(row, 'unhelpful'),
        reasons: reasonsOf(counts.get(`${row.kind} ${row.id}`)),
      }))
      .filter(({ unhelpful }) => unhelpful >= fewestAskers)
      .sort((a, b) => b.unhelpful - a.unhelpful),
    overdue: published
      .filter((row) => row.overdue)
      .map((row) => ({ ...named(row), mailbox: row.mailbox, by: row.reviewBy! }))
      .sort((a, b) => a.by.localeCompare(b.by)),
    inReview: rows
      .filter(({ state }) => state === 'in-review')
      .map((row) => ({ ...named(row), changedAt: row.changedAt })),
    sharedChanged: rows
      .filter((row) => row.sharedChanged)
      .map((row) => ({ ...named(row), from: row.from! })),
  }
}

/**
 * Lets words that led nowhere lead to an entry: they become a search term of it, at once.
 * @throws AppError 'not-found', 'state-conflict'
 */
export async function missToTerm(
  deps: Deps,
  municipality: Municipality,
  staff: StaffMember,
  { missId, kind, id }: { missId: string; kind: EntryKind; id: string },
): Promise<EntryDetail> {
  const miss = await requireMiss(deps, municipality, missId)
  const key = { tenantId: municipality.id, kind, id }
  const head = await findHead(deps.db, key)
  if (!head) throw new AppError('not-found')
  const edit = { municipality, staff, kind, id, revision: head.revision }
  await withLock(deps, edit, { visible: true }, async (editing) => {
    const { trx, note } = editing
    if (!(await deleteMiss(trx, municipality.id, missId))) throw new AppError('not-found')
    const entry = (kind === 'service' ? municipality.services : municipality.faq).get(id)
    await amendPublished(municipality, editing, () => ({
      terms: [...new Set([...(entry?.terms ?? []), miss.query])],
    }))
    await note('entry-term-added')
  })
  return describeEntry(deps, municipality.id, key)
}

/** Begins a question whose words are those that led nowhere. @throws AppError 'not-found' */
export async function missToDraft(
  deps: Deps,
  municipality: Municipality,
  staff: StaffMember,
  missId: string,
): Promise<EntryDetail> {
  const { query } = await requireMiss(deps, municipality, missId)
  const question = query.charAt(0).toUpperCase() + query.slice(1)
  const entry = await createDraft(deps, municipality, staff, {
    kind: 'faq',
    id: await freeName(deps, municipality, query),
    content: {
      mailbox: municipality.file.tenant.generalMailbox,
      services: [],
      lifeSituations: [],
      popularity: 0,
      terms: [query],
      text: { de: { question: `${question}?`, short: unwritten, answer: unwritten } },
    },
  })
  await dropMiss(deps, municipality, staff, missId)
  return entry
}

/** Takes words off the list; they come back once three more have used them. */
export async function dropMiss(
  deps: Deps,
  municipality: Municipality,
  staff: StaffMember,
  missId: string,
): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    if (!(await deleteMiss(trx, municipality.id, missId))) throw new AppError('not-found')
    await recordEvent(trx, {
      tenantId: municipality.id,
      at: deps.clock.now(),
      actor: `staff:${staff.id}`,
      action: 'miss-dropped',
      subject: `miss/${missId}`,
    })
  })
}

async function requireMiss(
  deps: Deps,
  municipality: Municipality,
  missId: string,
): Promise<NamedMiss> {
  const miss = await findNamedMiss(deps.db, municipality.id, missId)
  if (!miss) throw new AppError('not-found')
  return miss
}

/** `was kostet ein pass?` → `was-kostet-ein-pass`, or with a number where that is taken. */
async function freeName(deps: Deps, municipality: Municipality, words: string): Promise<string> {
  const base =
    words
      .replace(/ä/g, 'ae')
      .replace(/ö/g, 'oe')
      .replace(/ü/g, 'ue')
      .replace(/ß/g, 'ss')
      .normalize('NFD')
      .replace(/[^a-z0-9]+/g, '-')
      .slice(0, 60)
      .replace(/^-+|-+$/g, '') || 'frage'
  for (let number = 1; ; number++) {
    const id = number === 1 ? base : `${base}-${number}`
    if (!(await findHead(deps.db, { tenantId: municipality.id, kind: 'faq', id }))) return id
  }
}

function countsByEntry(rows: Awaited<ReturnType<typeof listCounts>>) {
  const counts = new Map<string, Map<string, number>>()
  for (const { kind, entry_id, what, count } of rows) {
    const name = `${kind} ${entry_id}`
    counts.set(name, (counts.get(name) ?? new Map<string, number>()).set(what, count))
  }
  return counts
}

function reasonsOf(counts: ReadonlyMap<string, number> = new Map()) {
  return [...counts]
    .filter(([what, count]) => what.startsWith('because:') && count >= fewestAskers)
    .map(([what, count]) => ({ reason: what.slice('because:'.length), count }))
    .sort((a, b) => b.count - a.count)
}
