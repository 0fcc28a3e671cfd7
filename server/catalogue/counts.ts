import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { Feedback } from '#shared/contracts/catalogue.ts'
import type { EntryKind } from '#shared/contracts/entries.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { addToCount, addToMiss, insertMark, nameMiss } from './counts.queries.ts'
import type { Counted } from './counts.table.ts'

/** What fewer people have done tells of somebody rather than of the catalogue. */
export const fewestAskers = 3

/** Of 64^3 marks; each fits thousands of addresses, so it names nobody. */
const markLetters = 3
const longestQuery = 80

interface EntryName {
  kind: EntryKind
  id: string
}

/** Notes that a search has shown these entries; written down once in a while. */
export function countFound(
  { found }: Pick<Deps, 'found'>,
  municipality: Municipality,
  entries: readonly EntryName[],
): void {
  for (const { kind, id } of entries) found.add({ tenantId: municipality.id, kind, id })
}

/**
 * Counts one asker more for words that led nowhere, once a day each. The words are written down
 * when three have used them; what looks like a number or an address of somebody never is.
 */
export async function countMiss(
  deps: Deps,
  municipality: Municipality,
  query: string,
  callerKey: string,
): Promise<void> {
  const words = query
    .normalize('NFC')
    .toLowerCase()
    .replace(/[\s\p{Cc}]+/gu, ' ')
    .trim()
  if (words.length < 3 || words.length > longestQuery) return
  if (/@|(\d[\s./-]*){5}/.test(words)) return
  const id = deps.keys.hash('miss', `${municipality.id}:${words}`)
  const day = todayAt(deps, municipality)
  await onceADay(deps, municipality, { subject: `miss ${id}`, callerKey }, async (trx) => {
    await addToMiss(trx, municipality.id, { id, day })
    await nameMiss(trx, municipality.id, { id, query: words, from: fewestAskers })
  })
}

/** Somebody has read an entry and asked us anyway. */
export function countAskedAnyway(
  deps: Deps,
  municipality: Municipality,
  entry: EntryName,
  callerKey: string,
): Promise<void> {
  return countSignal(deps, municipality, entry, { what: 'asked', callerKey })
}

/**
 * Counts whether an entry has helped, and why not, each once a day and asker.
 * @throws AppError 'not-found'
 */
export async function takeFeedback(
  deps: Deps,
  municipality: Municipality,
  { kind, slug: id, helpful, reason }: Feedback,
  callerKey: string,
): Promise<void> {
  const isThere = (kind === 'service' ? municipality.services : municipality.faq).has(id)
  if (!isThere) throw new AppError('not-found')
  const what = helpful ? 'helpful' : 'unhelpful'
  await countSignal(deps, municipality, { kind, id }, { what, callerKey, subject: 'feedback' })
  if (helpful || !reason) return
  const because = { what: `because:${reason}` as const, callerKey, subject: 'because' }
  await countSignal(deps, municipality, { kind, id }, because)
}

function countSignal(
  deps: Deps,
  municipality: Municipality,
  { kind, id }: EntryName,
  signal: { what: Counted; callerKey: string; subject?: string },
): Promise<void> {
  const { what, callerKey, subject = what } = signal
  const month = todayAt(deps, municipality).slice(0, 7)
  return onceADay(deps, municipality, { subject: `${subject} ${kind} ${id}`, callerKey }, (trx) =>
    addToCount(trx, municipality.id, { kind, id, month, what, count: 1 }),
  )
}

/** Does something unless this caller has been counted for the subject today. */
async function onceADay(
  deps: Deps,
  municipality: Municipality,
  { subject, callerKey }: { subject: string; callerKey: string },
  count: (trx: Parameters<typeof insertMark>[0]) => Promise<void>,
): Promise<void> {
  // Whoever sends more than a person can mean is no longer counted; they are not told.
  if (deps.limits.isReached('signal', callerKey)) return
  deps.limits.count('signal', callerKey)
  const day = todayAt(deps, municipality)
  const mark = deps.keys.hash('asker', `${day}:${subject}:${callerKey}`).slice(0, markLetters)
  await deps.db.transaction().execute(async (trx) => {
    if (await insertMark(trx, municipality.id, { subject, mark, day })) await count(trx)
  })
}

function todayAt({ clock }: Pick<Deps, 'clock'>, { zone }: Municipality) {
  return localMoment(clock.now(), zone).date
}
