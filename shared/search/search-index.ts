import { type Splitter, createSplitter } from './compounds.ts'
import { trigramsOf } from './closeness.ts'
import { soundOf } from './sound.ts'
import { stem } from './stem.ts'
import { lightWords, stopWords } from './stop-words.ts'
import { type Word, createReader } from './words.ts'

/** What can be found. */
export interface Searchable {
  /** `elsewhere` is what another authority does: it is found, and competes, but is no result. */
  kind: 'service' | 'faq' | 'elsewhere'
  slug: string
  title: string
  teaser: string
  /** Everyday words and short sentences people search with, in any language. */
  terms: readonly string[]
  /** All further texts. */
  body: readonly string[]
  /** Titles and teasers in other languages. */
  translations: readonly string[]
  /** Services that a FAQ entry belongs to. */
  services: readonly string[]
  /** 0 to 100. */
  popularity: number
}

/** A short text of an entry that may be what somebody typed: its title, one of its terms. */
interface Phrase {
  entry: number
  /** How much a match counts, 0 to 1. */
  weight: number
  /** Sum of the rarity of its words. */
  mass: number
}

/** Parallel lists: the numbers of entries or phrases, and how strongly each has the stem. */
export interface Postings {
  at: number[]
  weight: number[]
}

export interface SearchIndex<Entry extends Searchable = Searchable> {
  entries: readonly Entry[]
  /** Number of a stem. */
  numbers: ReadonlyMap<string, number>
  stems: readonly string[]
  /** The word as it is written most plainly, for suggestions. */
  written: readonly string[]
  sounds: readonly string[]
  /** How much a stem says: many for few entries. */
  rarity: Float64Array
  /** Whether a stem stands in a title or term, not only in texts. */
  prominent: Uint8Array
  /** Where each stem stands: entries. */
  inEntries: readonly Postings[]
  phrases: readonly Phrase[]
  /** Where each stem stands: phrases, with the rarity of the word that it is or is a part of. */
  inPhrases: readonly Postings[]
  bySound: ReadonlyMap<string, readonly number[]>
  byTrigram: ReadonlyMap<string, readonly number[]>
  /** Numbers of stems in the order of the alphabet, of their letters and of their sounds. */
  byLetters: readonly number[]
  bySounds: readonly number[]
  split: Splitter
  /** Rarity of a word that no entry has. */
  unknownRarity: number
}

export const fieldWeights = {
  title: 1,
  terms: 0.9,
  translations: 0.8,
  teaser: 0.5,
  body: 0.22,
}
export const phraseWeights = { title: 1, terms: 1, translations: 0.9, teaser: 0.5 }
/** What of a compound counts when only a part of it was typed. */
export const partWeights = { head: 0.75, modifier: 0.6 }

/** What of its rarity a word of any matter keeps. */
export const knobs = { lightness: 0.45, again: 0.1 }

type Field = keyof typeof fieldWeights

/** A stem with the share it has in its word. */
interface Piece {
  number: number
  share: number
}

/** A text of an entry: its words that tell something. */
interface Run {
  entry: number
  field: Field
  words: Word[]
}

export function buildIndex<Entry extends Searchable>(
  entries: readonly Entry[],
): SearchIndex<Entry> {
  const runs = readRuns(entries)
  const split = createSplitter(vocabularyOf(runs))
  const stems = new Stems(split)
  const entryWeights: Map<number, number>[] = entries.map(() => new Map())
  const prominent = new Set<number>()
  for (const { entry, field, words } of runs) {
    const weights = entryWeights[entry]!
    const isProminent = field !== 'body' && field !== 'teaser'
    for (const word of words) {
      for (const { number, share } of stems.of(word)) {
        const before = weights.get(number) ?? 0
        const more = share * fieldWeights[field]
        // What stands in several fields counts a little more than in the best of them alone.
        weights.set(number, Math.max(before, more) + knobs.again * Math.min(before, more))
        if (isProminent) prominent.add(number)
      }
    }
  }
  const inEntries: Postings[] = stems.keys.map(() => ({ at: [], weight: [] }))
  entryWeights.forEach((weights, entry) => {
    for (const [number, weight] of weights) {
      inEntries[number]!.at.push(entry)
      inEntries[number]!.weight.push(Math.min(1.15, weight))
    }
  })
  const rarity = Float64Array.from(inEntries, ({ weight }, number) => {
    const having = weight.reduce((sum, one) => sum + Math.min(1, one), 0)
    return rarityOf(having, entries.length) * (isLight(stems.keys[number]!) ? knobs.lightness : 1)
  })
  const sounds = stems.keys.map(soundOf)
  return {
    entries,
    numbers: stems.numbers,
    stems: stems.keys,
    written: stems.written,
    sounds,
    rarity,
    prominent: Uint8Array.from(stems.keys, (_, number) => (prominent.has(number) ? 1 : 0)),
    inEntries,
    ...indexPhrases(runs, stems, rarity),
    bySound: group(sounds.map((sound) => [sound])),
    byTrigram: group(sounds.map(trigramsOf)),
    byLetters: inOrder(stems.keys),
    bySounds: inOrder(sounds),
    split,
    unknownRarity: rarityOf(1, entries.length),
  }
}

function readRuns(entries: readonly Searchable[]): Run[] {
  const read = createReader()
  return entries.flatMap((entry, number) =>
    fieldsOf(entry).flatMap(([field, texts]) =>
      texts.map((text) => ({ entry: number, field, words: tellingWords(read(text)) })),
    ),
  )
}

/** Numbers the stems of words, and remembers those of each word. */
class Stems {
  readonly numbers = new Map<string, number>()
  readonly keys: string[] = []
  readonly written: string[] = []
  readonly #pieces = new Map<Word, Piece[]>()
  readonly #split: Splitter

  constructor(split: Splitter) {
    this.#split = split
  }

  /** The stem of a word, then those of its parts. */
  of(word: Word): Piece[] {
    const known = this.#pieces.get(word)
    if (known) return known
    const pieces = [{ number: this.#number(word.folded, word.written), share: 1 }]
    for (const { folded, head } of partsOf(word, this.#split)) {
      const number = this.#number(folded, folded)
      const share = head ? partWeights.head : partWeights.modifier
      if (!pieces.some((piece) => piece.number === number)) pieces.push({ number, share })
    }
    this.#pieces.set(word, pieces)
    return pieces
  }

  #number(folded: string, spelling: string): number {
    const key = stem(folded)
    const known = this.numbers.get(key)
    if (known !== undefined) {
      if (spelling.length < this.written[known]!.length) this.written[known] = spelling
      return known
    }
    this.numbers.set(key, this.keys.length)
    this.written.push(spelling)
    return this.keys.push(key) - 1
  }
}

function indexPhrases(
  runs: readonly Run[],
  stems: Stems,
  rarity: Float64Array,
): Pick<SearchIndex, 'phrases' | 'inPhrases'> {
  const inPhrases: Postings[] = stems.keys.map(() => ({ at: [], weight: [] }))
  const phrases: Phrase[] = []
  for (const { entry, field, words } of runs) {
    if (field === 'body' || words.length === 0) continue
    let mass = 0
    for (const word of words) {
      const pieces = stems.of(word)
      const wordRarity = rarity[pieces[0]!.number]!
      mass += wordRarity
      for (const { number, share } of pieces) {
        inPhrases[number]!.at.push(phrases.length)
        inPhrases[number]!.weight.push(share * wordRarity)
      }
    }
    phrases.push({ entry, weight: phraseWeights[field], mass })
  }
  return { phrases, inPhrases }
}

/** The words of a text that tell something; all of them, if none does. */
export function tellingWords(words: readonly Word[]): Word[] {
  const telling = words.filter(
    ({ folded }) => !stopWords.has(folded) && (folded.length > 1 || /\d/.test(folded)),
  )
  return telling.length > 0 ? telling : [...words]
}

/** The parts of a compound, at its hyphens if it has some. */
export function partsOf(word: Word, split: Splitter): { folded: string; head: boolean }[] {
  const last = word.hyphened.length - 1
  if (last > 0) {
    return word.hyphened
      .map((folded, place) => ({ folded, head: place === last }))
      .filter(({ folded }) => folded.length > 1)
  }
  return split(word.folded)
    .filter(({ known }) => known)
    .map(({ word: folded, head }) => ({ folded, head }))
}

function fieldsOf(entry: Searchable): [Field, readonly string[]][] {
  return [
    ['title', [entry.title, entry.slug.replaceAll('-', ' ')]],
    ['terms', entry.terms],
    ['translations', entry.translations],
    ['teaser', [entry.teaser]],
    ['body', entry.body],
  ]
}

function vocabularyOf(runs: readonly Run[]): Set<string> {
  const vocabulary = new Set<string>()
  for (const { field, words } of runs) {
    if (field === 'translations') continue
    for (const { folded, hyphened } of words) {
      if (hyphened.length === 0) vocabulary.add(folded)
      else for (const piece of hyphened) vocabulary.add(piece)
    }
  }
  return vocabulary
}

const lightStems = new Set([...lightWords].map(stem))
const isLight = (key: string) => lightStems.has(key) || /^\d+$/.test(key)

const rarityOf = (having: number, all: number): number => Math.log(1 + (all + 1) / (having + 0.5))

const inOrder = (words: readonly string[]): number[] =>
  words.map((_, number) => number).sort((a, b) => (words[a]! < words[b]! ? -1 : 1))

function group(keys: readonly (readonly string[])[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  keys.forEach((ofOne, number) => {
    for (const key of new Set(ofOne)) {
      const members = groups.get(key)
      if (members) members.push(number)
      else groups.set(key, [number])
    }
  })
  return groups
}
