import { type Unit, readQuery } from './query.ts'
import type { Searchable, SearchIndex } from './search-index.ts'

export interface Found<Entry> {
  entry: Entry
  /** 0 to 1. */
  score: number
}

export const tuning = {
  words: 0.55,
  phrase: 0.45,
  missingInQuery: 0.35,
  missingInPhrase: 0.5,
  popularity: 0.05,
  faq: 0.97,
  lift: 0.9,
  clear: 1.3,
  further: 0.8,
}

export function rank<Entry extends Searchable>(
  index: SearchIndex<Entry>,
  query: string,
  unfinished = false,
): { found: Found<Entry>[]; units: Unit[] } {
  const units = readQuery(index, query, unfinished)
  const byWords = new Float64Array(index.entries.length)
  const byPhrase = new Float64Array(index.phrases.length)
  let importance = 0
  for (const unit of units) {
    importance += unit.importance
    addEvidence(unit, index.inEntries, index.rarity, byWords)
    addEvidence(unit, index.inPhrases, null, byPhrase)
  }
  if (importance === 0) return { found: [], units }
  const bestPhrase = new Float64Array(index.entries.length)
  index.phrases.forEach(({ entry, weight, mass }, phrase) => {
    const matched = Math.min(byPhrase[phrase]!, mass)
    if (matched === 0) return
    const fit =
      (weight * matched) /
      (matched +
        tuning.missingInQuery * Math.max(0, importance - matched) +
        tuning.missingInPhrase * (mass - matched))
    bestPhrase[entry] = Math.max(bestPhrase[entry]!, fit)
  })
  const found: Found<Entry>[] = []
  index.entries.forEach((entry, number) => {
    const words = Math.min(1, byWords[number]! / importance)
    if (words === 0) return
    const fit = tuning.words * words + tuning.phrase * bestPhrase[number]!
    found.push({ entry, score: fit * (1 + (tuning.popularity * entry.popularity) / 100) })
  })
  const byService = new Map(
    found
      .filter(({ entry }) => entry.kind === 'service')
      .map((one) => [one.entry.slug, { one, own: one.score }]),
  )
  for (const one of found) {
    if (one.entry.kind !== 'faq') continue
    one.score *= tuning.faq
    one.entry.services.forEach((slug, place) => {
      const service = byService.get(slug)
      if (!service) return
      const lifted =
        one.score *
        (place === 0 ? 1 : tuning.further) *
        (one.score > tuning.clear * service.own ? tuning.lift : 1.001)
      service.one.score = Math.max(service.one.score, lifted)
    })
  }
  found.sort((a, b) => b.score - a.score)
  return { found, units }
}

/** Adds to each place what a typed word says for it: the best reading, its parts added up. */
function addEvidence(
  unit: Unit,
  postings: SearchIndex['inEntries'],
  rarity: Float64Array | null,
  total: Float64Array,
): void {
  const best = new Map<number, number>()
  for (const parts of unit.readings) {
    const reading = parts.length > 1 ? new Map<number, number>() : best
    for (const { share, meanings } of parts) {
      const ofPart = new Map<number, number>()
      for (const [number, sure] of meanings) {
        const { at, weight } = postings[number]!
        const says = share * sure * (rarity ? rarity[number]! : 1)
        for (let i = 0; i < at.length; i++) {
          const evidence = says * weight[i]!
          const place = at[i]!
          if (evidence > (ofPart.get(place) ?? 0)) ofPart.set(place, evidence)
        }
      }
      for (const [place, evidence] of ofPart) {
        if (parts.length > 1) reading.set(place, (reading.get(place) ?? 0) + evidence)
        else if (evidence > (best.get(place) ?? 0)) best.set(place, evidence)
      }
    }
    if (parts.length > 1) {
      for (const [place, evidence] of reading) {
        if (evidence > (best.get(place) ?? 0)) best.set(place, evidence)
      }
    }
  }
  for (const [place, evidence] of best) total[place] = total[place]! + evidence
}
