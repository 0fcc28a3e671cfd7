import type { Unit } from './query.ts'
import { type Postings, SparseValues } from './postings.ts'
import type { Searchable, SearchIndex } from './search-index.ts'

export interface Ranked<Entry> {
  entry: Entry
  /** From 0 on; about 1 where all words fit. */
  score: number
}

/** The legs of the ranking, and what each is worth. They come from `npm run bench -- search`. */
const legs = { words: 0.67, phrase: 0.33 }
/** What is not matched makes a phrase fit less: of the query’s words, and of its own. */
const missing = { inQuery: 0.37, inPhrase: 0.63 }
/** The most asked for gains at most this share of its score. */
const popularityGain = 0.1

/**
 * The entries that fit, best first, by two legs: how much of what was typed an entry has anywhere,
 * and how well its best single phrase is what was typed. Each typed word counts by its rarity.
 */
export function rank<Entry extends Searchable>(
  index: SearchIndex<Entry>,
  units: readonly Unit[],
): Ranked<Entry>[] {
  const importance = units.reduce((sum, unit) => sum + unit.importance, 0)
  if (importance === 0) return []
  const byWords = new Float64Array(index.entries.length)
  const byPhrase = new Float64Array(index.phrases.length)
  addEvidence(units, index.inEntries, byWords, (number) => index.rarity[number]!)
  // The weights of phrases have the rarity of their words in them.
  addEvidence(units, index.inPhrases, byPhrase, () => 1)
  const phraseFit = bestPhrases(index, byPhrase, importance)
  const ranked = index.entries.flatMap((entry, number): Ranked<Entry>[] => {
    const words = Math.min(1, byWords[number]! / importance)
    if (words === 0) return []
    const fit = legs.words * words + legs.phrase * phraseFit[number]!
    return [{ entry, score: fit * (1 + (popularityGain * entry.popularity) / 100) }]
  })
  letServicesLead(ranked)
  return ranked.sort((a, b) => b.score - a.score)
}

/** Adds to each place what the typed words say for it: of each the best reading, its parts added up. */
function addEvidence(
  units: readonly Unit[],
  { starts, at, weight }: Postings,
  total: Float64Array,
  worth: (number: number) => number,
): void {
  const ofUnit = new SparseValues(total.length)
  const ofReading = new SparseValues(total.length)
  const ofPart = new SparseValues(total.length)
  for (const { readings } of units) {
    for (const parts of readings) {
      for (const { share, meanings } of parts) {
        for (const [number, sure] of meanings) {
          const says = share * sure * worth(number)
          for (let i = starts[number]!; i < starts[number + 1]!; i++) {
            ofPart.raise(at[i]!, says * weight[i]!)
          }
        }
        ofPart.drain((place, value) => ofReading.set(place, ofReading.get(place) + value))
      }
      ofReading.drain((place, value) => ofUnit.raise(place, value))
    }
    ofUnit.drain((place, value) => {
      total[place] = total[place]! + value
    })
  }
}

/** For each entry how well its best phrase is what was typed, 0 to 1 (Tversky’s index). */
function bestPhrases(index: SearchIndex, byPhrase: Float64Array, importance: number): Float64Array {
  const best = new Float64Array(index.entries.length)
  index.phrases.forEach(({ entry, weight, mass }, phrase) => {
    const matched = Math.min(byPhrase[phrase]!, mass)
    if (matched === 0) return
    const inQuery = missing.inQuery * Math.max(0, importance - matched)
    const inPhrase = missing.inPhrase * (mass - matched)
    best[entry] = Math.max(best[entry]!, (weight * matched) / (matched + inQuery + inPhrase))
  })
  return best
}

/** A question stands above its service only if it fits this much better by itself. */
const clearlyBetter = 1.45
/** What a question that clearly fits better lends to its first service. */
const lent = 0.85

/**
 * A service leads its questions: where one of them fits about as well, the service is lifted just
 * above it; where one fits clearly better, its first service follows.
 */
function letServicesLead(ranked: readonly Ranked<Searchable>[]): void {
  const services = new Map(
    ranked
      .filter(({ entry }) => entry.kind === 'service')
      .map((service) => [service.entry.slug, { service, alone: service.score }]),
  )
  for (const { entry, score } of ranked) {
    if (entry.kind !== 'faq') continue
    entry.services.forEach((slug, place) => {
      const found = services.get(slug)
      if (!found) return
      const isClear = score > clearlyBetter * found.alone
      // A question is about its first service; the others it only touches.
      const lifted = place === 0 ? score * (isClear ? lent : justAbove) : isClear ? 0 : score * lent
      found.service.score = Math.max(found.service.score, lifted)
    })
  }
}

const justAbove = 1.001
