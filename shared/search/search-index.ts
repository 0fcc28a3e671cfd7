import { type Part, type Splitter, createSplitter } from './compounds.ts'
import { type Postings, PostingsBuilder, SparseValues } from './postings.ts'
import { soundOf } from './sound.ts'
import { stem } from './stem.ts'
import { lightWords, stopWords } from './stop-words.ts'
import { type TrigramIndex, indexTrigrams } from './trigrams.ts'
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

export interface SearchIndex<Entry extends Searchable = Searchable> {
  entries: readonly Entry[]
  /** Number of a stem. */
  numbers: ReadonlyMap<string, number>
  stems: readonly string[]
  sounds: readonly string[]
  /** How much a stem says: many for few entries. */
  rarity: Float64Array
  /** Whether a stem stands in a title or term, not only in texts. */
  prominent: Uint8Array
  /** Where each stem stands: entries. */
  inEntries: Postings
  phrases: readonly Phrase[]
  /** Where each stem stands: phrases, with the rarity of the word that it is or is a part of. */
  inPhrases: Postings
  bySound: ReadonlyMap<string, readonly number[]>
  byTrigram: TrigramIndex
  /** Numbers of stems in the order of the alphabet, of their letters and of their sounds. */
  byLetters: readonly number[]
  bySounds: readonly number[]
  split: Splitter
  /** Rarity of a word that no entry has. */
  unknownRarity: number
}

const fieldWeights = {
  title: 1,
  terms: 0.9,
  translations: 0.8,
  teaser: 0.5,
  body: 0.22,
}
const phraseWeights = { title: 1, terms: 0.73, translations: 0.9, teaser: 0.5 }
/** What of a compound counts when only a part of it was typed. */
const partWeights = { head: 0.75, modifier: 0.6 }

/** What of its rarity a word of any matter keeps. */
const lightness = 0.5
/** What a second field adds to the best, and what all may add up to. */
const again = 0.1
const mostWeight = 1.15

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
  const { inEntries, prominent } = indexEntries(runs, stems)
  const rarity = raritiesOf(inEntries, stems.keys, entries.length)
  const sounds = stems.keys.map(soundOf)
  return {
    entries,
    numbers: stems.numbers,
    stems: stems.keys,
    sounds,
    rarity,
    prominent,
    inEntries,
    ...indexPhrases(runs, stems, rarity),
    bySound: group(sounds),
    byTrigram: indexTrigrams(sounds),
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

/** What each entry has of each stem, and which stems stand in titles and terms. */
function indexEntries(
  runs: readonly Run[],
  stems: Stems,
): { inEntries: Postings; prominent: Uint8Array } {
  const builder = new PostingsBuilder()
  const prominent = new Set<number>()
  const all = runs.map(({ field, words }) =>
    words.map((word) => (field === 'body' ? stems.wholeOf(word) : stems.of(word))),
  )
  const weights = new SparseValues(stems.keys.length)
  runs.forEach(({ entry, field }, place) => {
    const isProminent = field !== 'body' && field !== 'teaser'
    for (const { number, share } of all[place]!.flat()) {
      const before = weights.get(number)
      const more = share * fieldWeights[field]
      // What stands in several fields counts a little more than in the best of them alone.
      const both = Math.max(before, more) + again * Math.min(before, more)
      weights.set(number, Math.min(mostWeight, both))
      if (isProminent) prominent.add(number)
    }
    // The runs of an entry follow each other.
    if (runs[place + 1]?.entry !== entry) {
      weights.drain((number, weight) => builder.add(number, entry, weight))
    }
  })
  return {
    inEntries: builder.build(stems.keys.length),
    prominent: Uint8Array.from(stems.keys, (_, number) => (prominent.has(number) ? 1 : 0)),
  }
}

/** How much each stem says, by how many entries have it how strongly. */
function raritiesOf(
  { starts, weight }: Postings,
  keys: readonly string[],
  entryCount: number,
): Float64Array {
  return Float64Array.from(keys, (key, number) => {
    let having = 0
    for (let i = starts[number]!; i < starts[number + 1]!; i++) having += Math.min(1, weight[i]!)
    return rarityOf(having, entryCount) * (isLight(key) ? lightness : 1)
  })
}

/** Numbers the stems of words, and remembers those of each word. */
class Stems {
  readonly numbers = new Map<string, number>()
  readonly keys: string[] = []
  readonly #wholes = new Map<Word, Piece[]>()
  readonly #pieces = new Map<Word, Piece[]>()
  readonly #split: Splitter

  constructor(split: Splitter) {
    this.#split = split
  }

  /** The stem of a word alone: in long texts, parts of words are mostly beside the point. */
  wholeOf(word: Word): Piece[] {
    let whole = this.#wholes.get(word)
    if (!whole) this.#wholes.set(word, (whole = [{ number: this.#number(word.stem), share: 1 }]))
    return whole
  }

  /** The stem of a word, then those of its parts. */
  of(word: Word): Piece[] {
    const known = this.#pieces.get(word)
    if (known) return known
    const pieces = [{ number: this.#number(word.stem), share: 1 }]
    for (const part of partsOf(word, this.#split)) {
      const number = this.#number(stem(part.word))
      const share = part.head ? partWeights.head : partWeights.modifier
      if (!pieces.some((piece) => piece.number === number)) pieces.push({ number, share })
    }
    this.#pieces.set(word, pieces)
    return pieces
  }

  #number(key: string): number {
    let number = this.numbers.get(key)
    if (number === undefined) {
      number = this.keys.push(key) - 1
      this.numbers.set(key, number)
    }
    return number
  }
}

function indexPhrases(
  runs: readonly Run[],
  stems: Stems,
  rarity: Float64Array,
): Pick<SearchIndex, 'phrases' | 'inPhrases'> {
  const inPhrases = new PostingsBuilder()
  const phrases: Phrase[] = []
  for (const { entry, field, words } of runs) {
    if (field === 'body' || words.length === 0) continue
    let mass = 0
    for (const word of words) {
      const pieces = stems.of(word)
      const wordRarity = rarity[pieces[0]!.number]!
      mass += wordRarity
      for (const { number, share } of pieces) {
        inPhrases.add(number, phrases.length, share * wordRarity)
      }
    }
    phrases.push({ entry, weight: phraseWeights[field], mass })
  }
  return { phrases, inPhrases: inPhrases.build(stems.keys.length) }
}

/** The words of a text that tell something; all of them, if none does. */
export function tellingWords(words: readonly Word[]): Word[] {
  const telling = words.filter(
    ({ folded }) => !stopWords.has(folded) && (folded.length > 1 || /\d/.test(folded)),
  )
  return telling.length > 0 ? telling : [...words]
}

/** The parts of a compound that are words here, at its hyphens if it has some. */
export function partsOf(word: Word, split: Splitter): Part[] {
  if (word.hyphened.length === 0) return split(word.folded).filter(({ known }) => known)
  const last = word.hyphened.length - 1
  return word.hyphened
    .map((piece, place) => ({ word: piece, known: true, head: place === last }))
    .filter(({ word: piece }) => piece.length > 1)
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

function group(keys: readonly string[]): Map<string, number[]> {
  const groups = new Map<string, number[]>()
  keys.forEach((key, number) => {
    const members = groups.get(key)
    if (members) members.push(number)
    else groups.set(key, [number])
  })
  return groups
}
