import * as v from 'valibot'
import { recordEvent } from '#server/audit/audit.ts'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import {
  type EntryContent,
  EntryContents,
  type EntryKind,
  type Own,
  isReused,
} from '#shared/contracts/entries.ts'
import { Slug } from '#shared/contracts/fields.ts'
import type {
  ExchangeFormat,
  ImportOutcome,
  ImportProblem,
} from '#shared/contracts/staff-entries.ts'
import { checkEntry } from '#shared/domain/entry-checks.ts'
import { entryDifference } from '#shared/domain/entry-difference.ts'
import { type Instant, localMoment } from '#shared/domain/local-time.ts'
import { listPublished } from '../catalogue.queries.ts'
import { announceChange } from '../editing.ts'
import {
  type EntryKey,
  findDraft,
  findHead,
  insertHead,
  lockHead,
  nextPosition,
} from '../entries.queries.ts'
import { findSource } from '../entry-content.ts'
import { knownNames } from '../known-names.ts'
import { pathOf } from '../moved.ts'
import { keepVersion } from '../publish.ts'
import { writeDraft } from '../drafts.ts'
import { readCsv } from './csv.ts'
import {
  type FindPresent,
  type Path,
  type ReadEntry,
  type ReadFile,
  problemAt,
} from './read-file.ts'
import { readXzufi } from './xzufi-read.ts'
import { readYaml } from './yaml.ts'

interface CheckedEntry {
  kind: EntryKind
  id: string
  content: EntryContent
  read: ReadEntry
}

/** More of them help nobody. */
const mostProblems = 200

/**
 * Takes entries of a file over: looks at it only, or writes all of it in one transaction. With one
 * problem nothing is written. Where a second person has to approve, drafts wait for them.
 */
export async function importEntries(
  deps: Deps,
  municipality: Municipality,
  author: string,
  wish: { format: ExchangeFormat; content: string; apply: boolean },
): Promise<ImportOutcome> {
  const present = await loadPresent(deps, municipality)
  const findPresent: FindPresent = (kind, id) => present.get(`${kind} ${id}`)
  const file = readFile(municipality, wish, findPresent)
  const { entries, problems } = await checkFile(deps, municipality, file)
  const outcome = describeOutcome(entries, findPresent)
  if (problems.length > 0) {
    return { ...outcome, applied: false, problems: problems.slice(0, mostProblems) }
  }
  const toWrite = entries.filter(
    ({ kind, id, content }) => entryDifference(findPresent(kind, id) ?? null, content).length > 0,
  )
  if (wish.apply && toWrite.length > 0) {
    const refusals = await writeAll(deps, municipality, author, toWrite)
    if (refusals.length > 0) return { ...outcome, applied: false, problems: refusals }
  }
  return { ...outcome, applied: wish.apply, problems: [] }
}

async function loadPresent(
  { db }: Pick<Deps, 'db'>,
  { id }: Municipality,
): Promise<Map<string, EntryContent>> {
  const rows = await listPublished(db, id)
  return new Map(
    rows.map((row) => [`${row.kind} ${row.id}`, JSON.parse(row.content) as EntryContent]),
  )
}

function readFile(
  { file: { tenant, mailboxes } }: Municipality,
  { format, content }: { format: ExchangeFormat; content: string },
  findPresent: FindPresent,
): ReadFile {
  switch (format) {
    case 'csv':
      return readCsv(content, findPresent)
    case 'yaml':
      return readYaml(content)
    case 'xzufi': {
      const { department } = mailboxes.find(({ id }) => id === tenant.generalMailbox)!
      const defaults = { mailbox: tenant.generalMailbox, department, minutes: 0 }
      return readXzufi(content, findPresent, { ...defaults, channels: ['email'] })
    }
  }
}

async function checkFile(
  deps: Deps,
  municipality: Municipality,
  file: ReadFile,
): Promise<{ entries: CheckedEntry[]; problems: ImportProblem[] }> {
  const problems = [...file.problems]
  const report = (read: ReadEntry, path: Path, message: string) =>
    problems.push(problemAt(read.placeOf(path), [read.kind, read.id, ...path].join('.'), message))
  const seen = new Set<string>()
  const entries: CheckedEntry[] = []
  for (const read of file.entries) {
    const { kind, id } = read
    if (!v.is(Slug, id)) report(read, ['id'], 'must be a name of a-z, 0-9 and single hyphens')
    if (seen.has(`${kind} ${id}`)) report(read, ['id'], `"${id}" stands here twice`)
    seen.add(`${kind} ${id}`)
    const parsed = v.safeParse(
      EntryContents[kind] as v.GenericSchema<unknown, EntryContent>,
      read.content,
    )
    if (parsed.success) entries.push({ kind, id, content: parsed.output, read })
    for (const issue of parsed.issues ?? []) {
      const path = (issue.path ?? []).map((item) => item.key as string | number)
      report(read, path, issue.message)
    }
  }
  for (const entry of entries) {
    for (const { path, message } of await findingsIn(deps, municipality, entry, entries)) {
      report(entry.read, path, message)
    }
  }
  return { entries, problems: problems.sort((a, b) => a.line - b.line) }
}

/** What would stop a publication: names, links and shared texts that lead nowhere. */
async function findingsIn(
  { db, clock }: Deps,
  municipality: Municipality,
  { kind, id, content }: CheckedEntry,
  entries: readonly CheckedEntry[],
): Promise<{ path: Path; message: string }[]> {
  if (isReused(content)) {
    const key = { tenantId: municipality.id, kind, id }
    const isThere = content.from !== municipality.id && (await findSource(db, content.from, key))
    return isThere ? [] : [{ path: ['from'], message: `"${content.from}" has no "${id}"` }]
  }
  const known = knownNames(municipality)
  const named = (of: EntryKind) =>
    entries.filter((entry) => entry.kind === of).map((entry) => entry.id)
  const paths = new Set(entries.map((entry) => pathOf(entry.kind, entry.id)))
  const withFile = {
    ...known,
    services: new Set([...known.services, ...named('service')]),
    faq: new Set([...known.faq, ...named('faq')]),
    hasPage: (path: string) => paths.has(path) || known.hasPage(path),
  }
  const today = localMoment(clock.now(), municipality.zone).date
  return checkEntry(kind, content as Own, withFile, today)
    .filter(({ severity }) => severity === 'error')
    .map(({ code, path, about }) => ({
      path: path.split('.').map((key) => (/^\d+$/.test(key) ? Number(key) : key)),
      message: `${code}: ${about ?? ''}`,
    }))
}

function describeOutcome(
  entries: readonly CheckedEntry[],
  findPresent: FindPresent,
): Pick<ImportOutcome, 'created' | 'changed' | 'unchanged'> {
  const outcome: Pick<ImportOutcome, 'created' | 'changed' | 'unchanged'> = {
    created: [],
    changed: [],
    unchanged: 0,
  }
  for (const { kind, id, content } of entries) {
    const present = findPresent(kind, id)
    const changes = entryDifference(present ?? null, content)
    if (!present) outcome.created.push({ kind, id })
    else if (changes.length > 0) outcome.changed.push({ kind, id, changes })
    else outcome.unchanged++
  }
  return outcome
}

/** Writes all entries in one transaction, or none: then it says which of them have drafts in the way. */
async function writeAll(
  deps: Deps,
  municipality: Municipality,
  author: string,
  entries: readonly CheckedEntry[],
): Promise<ImportProblem[]> {
  const { secondPerson } = municipality.file.catalogue
  return deps.db.transaction().execute(async (trx) => {
    const now = deps.clock.now()
    await announceChange(trx, municipality.id)
    if (secondPerson) {
      const refusals = await draftsInTheWay(trx, municipality, entries)
      if (refusals.length > 0) return refusals
    }
    for (const { kind, id, content } of entries) {
      const key = { tenantId: municipality.id, kind, id }
      const head = await lockedHead(trx, key, now)
      const note = async () => {}
      const editing = { trx, key, head, draft: undefined, author, now, note }
      if (secondPerson) await writeDraft(editing, content, 'in-review')
      else await keepVersion(municipality, editing, content, { author, approver: null })
    }
    await recordEvent(trx, {
      tenantId: municipality.id,
      at: now,
      actor: author === 'import' ? 'system' : `staff:${author}`,
      action: 'entries-imported',
      subject: 'catalogue',
      details: { entries: entries.length },
    })
    return []
  })
}

async function draftsInTheWay(
  trx: Trx,
  { id: tenantId }: Municipality,
  entries: readonly CheckedEntry[],
): Promise<ImportProblem[]> {
  const refusals: ImportProblem[] = []
  for (const { kind, id, read } of entries) {
    if (!(await findDraft(trx, { tenantId, kind, id }))) continue
    refusals.push(problemAt(read.placeOf([]), `${kind}.${id}`, 'has a draft that would be lost'))
  }
  return refusals
}

async function lockedHead(trx: Trx, key: EntryKey, now: Instant) {
  await insertHead(trx, {
    tenant_id: key.tenantId,
    kind: key.kind,
    id: key.id,
    position: await nextPosition(trx, key.tenantId, key.kind),
    revision: 0,
    changed_at: now,
  })
  const head = (await findHead(trx, key))!
  await lockHead(trx, key, head.revision, now)
  return head
}
