import type { Part } from './compounds.ts'
import { type Meanings, closeStems, meaningsOf, meaningsOfStart } from './meanings.ts'
import { type SearchIndex, partsOf, tellingWords } from './search-index.ts'
import { soundOf } from './sound.ts'
import { separable, stem } from './stem.ts'
import { stopWords } from './stop-words.ts'
import { type Word, wordsOf } from './words.ts'

/** A way to understand a word: as one, or as parts whose evidence adds up. */
export type Reading = { share: number; meanings: Meanings }[]

/** One telling word of a query. */
export interface Unit {
  word: Word
  /** They compete: the one that fits an entry best counts. The first takes the word as one. */
  readings: Reading[]
  /** How much it says, as `rarity`. */
  importance: number
  /** How surely the catalogue knows the word at all, 0 to 1. */
  known: number
}

/** What a reading is worth that is not the word as one. */
const worth = { compound: 0.87, slipOfCompound: 0.8, joined: 0.6, separated: 0.7 }
/** „schwer behindert ausweis“ */
const joinedAtMost = 3
/** Joined words are the one of the catalogue only if they are as close as this. */
const leastJoinedCloseness = 0.75
/** What a strange word says, of the rarity that it would have. */
const strangeness = 0.7
/** A word that stands in texts only is known less. */
const knownFromTexts = 0.6

/** Reads a query by the words of an index. Its last word may be unfinished. */
export function readQuery(index: SearchIndex, query: string, unfinished = false): Unit[] {
  const all = wordsOf(query)
  const last = all.at(-1)
  const telling = tellingWords(all).filter(isFirstOfItsKind)
  const units = telling.map((word): Unit => {
    const meanings =
      unfinished && word === last
        ? meaningsOfStart(index, word.folded, word.stem)
        : stopWords.has(word.folded)
          ? literally(index, word.stem)
          : meaningsOf(index, word.stem)
    const parts = partsOfTyped(index, word)
    const isCompound = parts.length > 0 && parts.every(({ known }) => known)
    const whole = [{ share: 1, meanings: isCompound ? weakened(meanings) : meanings }]
    const readings = parts.length > 0 ? [whole, readParts(index, parts)] : [whole]
    return { word, readings, importance: 0, known: 0 }
  })
  readSeparatedVerbs(index, all, units)
  readJoinedWords(index, all, units)
  for (const unit of units) weigh(index, unit)
  return units
}

/** „Danke“ alone is no „danger“ with slips. */
function literally(index: SearchIndex, key: string): Meanings {
  const number = index.numbers.get(key)
  return new Map(number === undefined ? [] : [[number, 1]])
}

const isFirstOfItsKind = ({ stem }: Word, place: number, words: readonly Word[]): boolean =>
  words.findIndex((other) => other.stem === stem) === place

const partsOfTyped = (index: SearchIndex, word: Word): Part[] =>
  word.hyphened.length > 0 ? partsOf(word, index.split) : index.split(word.folded)

/** The parts of a compound; what the catalogue does not know of it counts half. */
function readParts(index: SearchIndex, parts: readonly Part[]): Reading {
  const weights = parts.map(({ known, head }) => (known ? 1 : 0.5) * (head ? 1.2 : 1))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return parts.map((part, place) => ({
    share: (worth.compound * weights[place]!) / sum,
    meanings: meaningsOf(index, stem(part.word)),
  }))
}

/** A compound of known words is hardly another word with slips. */
const weakened = (meanings: Meanings): Meanings =>
  new Map(
    [...meanings].map(([number, sure]) => [number, sure === 1 ? 1 : worth.slipOfCompound * sure]),
  )

/** „Ich melde mich ab“: the verb before its particle. */
function readSeparatedVerbs(
  index: SearchIndex,
  all: readonly Word[],
  units: readonly Unit[],
): void {
  all.forEach((particle, place) => {
    if (!separable.includes(particle.folded)) return
    for (const { word, readings } of units) {
      if (all.indexOf(word) >= place) continue
      const number = index.numbers.get(stem(particle.folded + word.folded))
      if (number !== undefined) {
        readings.push([{ share: 1, meanings: new Map([[number, worth.separated]]) }])
      }
    }
  })
}

/** „ehe schließung“: neighbours that are one word in the catalogue. */
function readJoinedWords(index: SearchIndex, all: readonly Word[], units: readonly Unit[]): void {
  for (let length = 2; length <= joinedAtMost; length++) {
    for (let start = 0; start + length <= units.length; start++) {
      const joined = units.slice(start, start + length)
      const from = all.indexOf(joined[0]!.word)
      if (joined.some(({ word }, place) => all[from + place] !== word)) continue
      const meanings = meaningsOfJoined(index, joined.map(({ word }) => word.folded).join(''))
      if (meanings.size === 0) continue
      const share = (worth.joined * 2) / length
      for (const { readings } of joined) readings.push([{ share, meanings }])
    }
  }
}

function meaningsOfJoined(index: SearchIndex, folded: string): Meanings {
  const key = stem(folded)
  const exact = index.numbers.get(key)
  if (exact !== undefined) return new Map([[exact, 1]])
  return new Map(
    closeStems(index, soundOf(key)).filter(([, close]) => close >= leastJoinedCloseness),
  )
}

/** How much a word says, and whether the catalogue has it: as it is best understood. */
function weigh(index: SearchIndex, unit: Unit): void {
  for (const reading of unit.readings) {
    let [known, says] = [0, 0]
    for (const { share, meanings } of reading) {
      let [surest, rarest] = [0, 0]
      for (const [number, sure] of meanings) {
        surest = Math.max(surest, sure * (index.prominent[number] ? 1 : knownFromTexts))
        rarest = Math.max(rarest, sure * index.rarity[number]!)
      }
      known += share * surest
      says += share * rarest
    }
    unit.known = Math.max(unit.known, Math.min(1, known))
    unit.importance = Math.max(unit.importance, says)
  }
  const strange = (1 - unit.known) * strangeness * index.unknownRarity
  unit.importance = Math.max(unit.importance, strange)
}
