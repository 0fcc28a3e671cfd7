import { type Unit, readQuery } from './query.ts'
import { type Ranked, rank } from './rank.ts'
import type { Searchable, SearchIndex } from './search-index.ts'
import { suggest } from './suggest.ts'

export interface Findings<Entry> {
  /** Services and questions, best first. */
  results: Ranked<Entry>[]
  /** Whether the first of them is likely what was meant. */
  confident: boolean
  /** Other authorities, where one of them fits about as well as anything of our own. */
  elsewhere: Ranked<Entry>[]
  /** The query with its slips corrected; null where there are none. */
  didYouMean: string | null
}

export interface SearchOptions {
  /** The last word is still being typed. */
  unfinished?: boolean
}

/** Of a good find, what fits less than this share as well is noise. */
const noiseShare = 0.4
/** An authority that fits this well, compared with the best of our own, is named. */
const elsewhereShare = 0.8
const elsewhereAtMost = 3

/** What people mean by a few words. Nothing typed finds nothing. */
export function search<Entry extends Searchable>(
  index: SearchIndex<Entry>,
  query: string,
  { unfinished = false }: SearchOptions = {},
): Findings<Entry> {
  const units = readQuery(index, query, unfinished)
  const ranked = rank(index, units)
  const own = ranked.filter(({ entry }) => entry.kind !== 'elsewhere')
  const others = ranked.filter(({ entry }) => entry.kind === 'elsewhere')
  const [best, other] = [own[0]?.score ?? 0, others[0]?.score ?? 0]
  const confident = isSure(units, best, other)
  const isNamed = other >= elsewhereShare * best && other >= leastScore
  return {
    results: own.filter(({ score }) => score >= noiseShare * best),
    confident,
    elsewhere: isNamed
      ? others.filter(({ score }) => score > noiseShare * other).slice(0, elsewhereAtMost)
      : [],
    didYouMean: suggest(index, query, units, own[0]?.entry),
  }
}

/** Below it an entry has little of what was typed. */
const leastScore = 0.35

/**
 * Whether what fits best is likely what was meant. Fitted by logistic regression to rated queries,
 * a third of them beyond what a town hall does: in a short query every word has to fit, an
 * authority that fits as well speaks against us, and so do words that nobody here uses.
 */
function isSure(units: readonly Unit[], best: number, other: number): boolean {
  if (best < leastScore) return false
  const importance = units.reduce((sum, unit) => sum + unit.importance, 0)
  const strange = units.reduce((sum, unit) => sum + unit.importance * (1 - unit.known), 0)
  const certainty =
    0.4 +
    4 * best -
    8.2 * Math.max(0, Math.min(1.6, other / best) - 0.6) -
    2.2 * (strange / importance) -
    (2.1 + 3.4 * Math.max(0, 0.8 - best)) / units.length
  return certainty > 0
}
