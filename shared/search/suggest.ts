import { slipsBetween } from './closeness.ts'
import { fold } from './fold.ts'
import type { Unit } from './query.ts'
import type { Searchable, SearchIndex } from './search-index.ts'
import { wordsOf } from './words.ts'

/** A meaning that is less sure than this is a guess, not a correction. */
const leastSure = 0.5
const shortestWord = 4

/**
 * What was typed with its slips corrected by words of the entry that fits best: „fürerschein
 * umtausch“ becomes „Führerschein umtausch“. Null if there is nothing to correct.
 */
export function suggest(
  index: SearchIndex,
  query: string,
  units: readonly Unit[],
  best: Searchable | undefined,
): string | null {
  if (!best) return null
  const meant = wordsOf([best.title, ...best.terms].join(' '))
  let corrected = query
  for (const { word, readings } of units) {
    if (word.folded.length < shortestWord || index.numbers.has(word.stem)) continue
    const [[whole] = []] = readings
    const likely = [...(whole?.meanings ?? [])].filter(([, sure]) => sure >= leastSure)
    const numbers = new Set(likely.map(([number]) => number))
    const candidates = meant.filter(({ stem }) => numbers.has(index.numbers.get(stem) ?? -1))
    const [nearest] = candidates
      .map(({ written, folded }) => ({
        written,
        slips: slipsBetween(word.folded, folded, word.folded.length),
      }))
      .sort((a, b) => a.slips - b.slips)
    if (nearest) corrected = corrected.replace(word.written, nearest.written)
  }
  return fold(corrected) === fold(query) ? null : corrected
}
