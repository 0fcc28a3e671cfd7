import { closeness, trigramsOf } from './closeness.ts'
import { type SearchIndex, partsOf, tellingWords } from './search-index.ts'
import { soundOf } from './sound.ts'
import { separable, stem } from './stem.ts'
import { type Word, wordsOf } from './words.ts'

/** Stems of the index that a typed word may mean, with how surely, 0 to 1. */
export type Meanings = Map<number, number>

/** One telling word of a query. */
export interface Unit {
  word: Word
  /** Readings that compete: each a list of parts whose evidence adds up. */
  readings: { share: number; meanings: Meanings }[][]
  /** How much it says, as `rarity`. */
  importance: number
  /** How surely the catalogue knows the word at all, 0 to 1. */
  known: number
}

const sureness = {
  sound: 0.9,
  slip: 0.85,
  ending: 0.6,
  begins: 0.7,
  unfinished: 0.85,
  compound: 0.9,
  joined: 0.6,
  separated: 0.95,
}
/** Below this closeness two words are not the same word with slips. */
const leastCloseness = 0.45
const joinedAtMost = 3

/** Reads a query by the words of an index. The last word may be unfinished. */
export function readQuery(index: SearchIndex, query: string, unfinished: boolean): Unit[] {
  const all = wordsOf(query)
  const telling = tellingWords(all)
  const units = telling.map((word, place) =>
    readWord(index, word, unfinished && place === telling.length - 1),
  )
  readSeparatedVerbs(index, all, units)
  readJoinedWords(index, units)
  for (const unit of units) weigh(index, unit)
  return units
}

function readWord(index: SearchIndex, word: Word, unfinished: boolean): Unit {
  const whole = meaningsOf(index, word.folded)
  if (unfinished) addUnfinished(index, word.folded, whole)
  const readings = [[{ share: 1, meanings: whole }]]
  const parts = compoundReading(index, word)
  if (parts.length > 0) readings.push(parts)
  return { word, readings, importance: 0, known: 0 }
}

/** What a word may mean: the stem itself; else what sounds alike, is a slip away or ends otherwise. */
export function meaningsOf(index: SearchIndex, folded: string): Meanings {
  const meanings: Meanings = new Map()
  const key = stem(folded)
  const exact = index.numbers.get(key)
  if (exact !== undefined) meanings.set(exact, 1)
  if (exact !== undefined && index.prominent[exact]) return meanings
  const weaker = exact === undefined ? 1 : 0.6
  const sound = soundOf(key)
  const mean = (number: number, sure: number) => {
    if (number !== exact && sure > (meanings.get(number) ?? 0)) meanings.set(number, sure)
  }
  for (const number of index.bySound.get(sound) ?? []) mean(number, weaker * sureness.sound)
  if (folded.length < 4) return meanings
  for (const [number, close] of closeStems(index, sound))
    mean(number, weaker * sureness.slip * close)
  // What a word of another language begins with: „çocuğuma“ with „çocuk“.
  for (let length = sound.length - 1; length >= 4; length--) {
    for (const number of index.bySound.get(sound.slice(0, length)) ?? []) {
      mean(number, weaker * sureness.begins * (0.6 + (0.4 * length) / sound.length))
    }
  }
  const start = sound.slice(0, Math.max(4, Math.ceil(sound.length * 0.6)))
  for (const number of beginningWith(index.bySounds, index.sounds, start)) {
    const other = index.sounds[number]!
    const share = commonPrefix(sound, other) / Math.max(sound.length, other.length)
    if (share >= 0.5) mean(number, weaker * sureness.ending * share)
  }
  return meanings
}

function closeStems(index: SearchIndex, sound: string): [number, number][] {
  const grams = trigramsOf(sound)
  const hits = new Map<number, number>()
  for (const gram of grams) {
    for (const number of index.byTrigram.get(gram) ?? []) {
      hits.set(number, (hits.get(number) ?? 0) + 1)
    }
  }
  const found: [number, number][] = []
  for (const [number, count] of hits) {
    const other = index.sounds[number]!
    if (count < 0.25 * Math.max(grams.length, other.length)) continue
    const close = closeness(sound, other)
    if (close >= leastCloseness) found.push([number, close])
  }
  return found
}

function addUnfinished(index: SearchIndex, folded: string, meanings: Meanings): void {
  for (const number of beginningWith(index.byLetters, index.stems, folded)) {
    const share = folded.length / index.stems[number]!.length
    const sure = sureness.unfinished * (0.4 + 0.6 * Math.min(1, share))
    if (sure > (meanings.get(number) ?? 0)) meanings.set(number, sure)
  }
}

function compoundReading(index: SearchIndex, word: Word): Unit['readings'][number] {
  if (word.hyphened.length > 1) {
    const parts = partsOf(word, index.split)
    return parts.map(({ folded }) => ({
      share: sureness.compound / parts.length,
      meanings: meaningsOf(index, folded),
    }))
  }
  const parts = index.split(word.folded)
  const weights = parts.map(({ known, head }) => (known ? 1 : 0.5) * (head ? 1.2 : 1))
  const sum = weights.reduce((total, weight) => total + weight, 0)
  return parts.map((part, place) => ({
    share: (sureness.compound * weights[place]!) / sum,
    meanings: meaningsOf(index, part.word),
  }))
}

/** „Ich melde mich ab“: the verb before its particle. */
function readSeparatedVerbs(index: SearchIndex, all: readonly Word[], units: Unit[]): void {
  all.forEach((particle, place) => {
    if (place === 0 || !separable.includes(particle.folded)) return
    for (const unit of units) {
      if (all.indexOf(unit.word) >= place) continue
      const number = index.numbers.get(stem(particle.folded + unit.word.folded))
      if (number === undefined) continue
      unit.readings.push([{ share: 1, meanings: new Map([[number, sureness.separated]]) }])
    }
  })
}

/** „ehe schließung“: words that are one word in the catalogue. */
function readJoinedWords(index: SearchIndex, units: Unit[]): void {
  for (let length = 2; length <= joinedAtMost; length++) {
    for (let start = 0; start + length <= units.length; start++) {
      const joined = units.slice(start, start + length)
      const folded = joined.map(({ word }) => word.folded).join('')
      const key = stem(folded)
      const exact = index.numbers.get(key)
      const meanings: Meanings = new Map(
        exact === undefined
          ? closeStems(index, soundOf(key)).filter(([, close]) => close > 0.75)
          : [[exact, 1]],
      )
      if (meanings.size === 0) continue
      const share = (sureness.joined * 2) / length
      for (const unit of joined) unit.readings.push([{ share, meanings }])
    }
  }
}

/** How much a word says, and whether the catalogue has it. */
function weigh(index: SearchIndex, unit: Unit): void {
  let importance = 0
  for (const parts of unit.readings) {
    let known = 0
    let says = 0
    for (const { share, meanings } of parts) {
      let [best, rarest] = [0, 0]
      for (const [number, sure] of meanings) {
        const prominence = index.prominent[number] ? 1 : 0.6
        best = Math.max(best, sure * prominence)
        rarest = Math.max(rarest, sure * index.rarity[number]!)
      }
      known += share * best
      says += share * rarest
    }
    if (known > unit.known) unit.known = known
    importance = Math.max(importance, says)
  }
  unit.known = Math.min(1, unit.known)
  unit.importance = Math.max(importance, (1 - unit.known) * 0.7 * index.unknownRarity)
}

/** Numbers of the words that begin so, of a list in their order. */
function beginningWith(
  sorted: readonly number[],
  words: readonly string[],
  prefix: string,
): number[] {
  let [low, high] = [0, sorted.length]
  while (low < high) {
    const middle = (low + high) >> 1
    if (words[sorted[middle]!]! < prefix) low = middle + 1
    else high = middle
  }
  const found: number[] = []
  for (; low < sorted.length && words[sorted[low]!]!.startsWith(prefix); low++) {
    found.push(sorted[low]!)
  }
  return found
}

function commonPrefix(a: string, b: string): number {
  let length = 0
  while (length < a.length && a[length] === b[length]) length++
  return length
}
