import type { Db } from '#server/db/database.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import {
  type EntryContent,
  type EntryKind,
  type Own,
  type Reused,
  isReused,
} from '#shared/contracts/entries.ts'
import type { Finding } from '#shared/contracts/staff-entries.ts'
import { checkEntry } from '#shared/domain/entry-checks.ts'
import type { IsoDate } from '#shared/domain/local-time.ts'
import { type EntryKey, findHead, findVersion } from './entries.queries.ts'
import { knownNames } from './known-names.ts'
import { pathOf } from './moved.ts'
import { mergedWith, resolverOf } from './resolve.ts'

/** What another municipality says now, and the number of that version. */
export interface Source {
  version: number
  content: Own
}

/** The entry that is taken over, as it is published there; null if it is not, or not their own. */
export async function findSource(db: Db, from: string, key: EntryKey): Promise<Source | null> {
  const there = { ...key, tenantId: from }
  const version = (await findHead(db, there))?.published_version
  return version ? findSourceVersion(db, there, version) : null
}

export async function findSourceVersion(
  db: Db,
  there: EntryKey,
  version: number,
): Promise<Source | null> {
  const row = await findVersion(db, there, version)
  const content = row && (JSON.parse(row.content) as EntryContent)
  return content && !isReused(content) ? { version, content } : null
}

/** The whole words of a content, before names and placeholders are this municipality's own. */
export async function wholeContent(
  db: Db,
  key: EntryKey,
  content: EntryContent,
): Promise<Own | null> {
  if (!isReused(content)) return content
  const source = await findSource(db, content.from, key)
  return source && merged(key.kind, source.content, content)
}

/** As residents would read it; null where the shared text is nowhere. */
export async function resolvedContent(
  db: Db,
  municipality: Municipality,
  key: EntryKey,
  content: EntryContent,
): Promise<Own | null> {
  const whole = await wholeContent(db, key, content)
  if (!whole) return null
  const { localise, fill } = resolverOf(municipality.file)
  return fill(localise(whole))
}

/** What the checks say of a content. What was taken over names things of another municipality. */
export async function findingsOf(
  db: Db,
  municipality: Municipality,
  { key, content, today }: { key: EntryKey; content: EntryContent; today: IsoDate },
): Promise<Finding[]> {
  const whole = await wholeContent(db, key, content)
  if (!whole) {
    return [{ code: 'unknown-reference', severity: 'error', path: 'from', about: key.id }]
  }
  const own = isReused(content) ? resolverOf(municipality.file).localise(whole) : whole
  const known = knownNames(municipality)
  // It may name itself before anybody can read it.
  const withItself = {
    ...known,
    hasPage: (path: string) => path === pathOf(key.kind, key.id) || known.hasPage(path),
  }
  const findings = checkEntry(key.kind, own, withItself, today)
  // Links of what was taken over that lead nowhere here become mere words.
  return isReused(content) ? findings.filter(({ code }) => code !== 'broken-link') : findings
}

function merged(kind: EntryKind, source: Own, content: Reused): Own | null {
  return mergedWith(kind, source, content.override as Reused<typeof kind>['override'])
}
