import { type Splitter, createSplitter } from './compounds.ts'
import { trigramsOf } from './closeness.ts'
import { soundOf } from './sound.ts'
import { stem } from './stem.ts'
import { lightWords, stopWords } from './stop-words.ts'
import { type Word, wordsOf } from './words.ts'

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
const phraseWeights = { title: 1, terms: 1, translations: 0.9, teaser: 0.5 }
/** What of a compound counts when only a part of it was typed. */
export const partWeights = { head: 0.75, modifier: 0.6 }

/** What of its rarity a word of any matter keeps. */
const lightness = 0.45

type Field = keyof typeof fieldWeights

/** A stem with the share it has in its word. */
interface Piece {
  number: number
  share: number
}

export function buildIndex<Entry extends Searchable>(
  entries: readonly Entry[],
): SearchIndex<Entry> {
  const texts = entries.map(fieldsOf)
  const split = createSplitter(vocabularyOf(texts))
  const numbers = new Map<string, number>()
  const stems: string[] = []
  const written: string[] = []
  const pieces = new Map<string, Piece[]>()

  const numberOf = (folded: string, spelling: string): number => {
    const key = stem(folded)
    let number = numbers.get(key)
    if (number === undefined) {
      number = stems.push(key) - 1
      numbers.set(key, number)
      written.push(spelling)
    } else if (spelling.length < written[number]!.length) written[number] = spelling
    return number
  }
  const piecesOf = (word: Word): Piece[] => {
    let found = pieces.get(word.written)
    if (!found) {
      found = [{ number: numberOf(word.folded, word.written), share: 1 }]
      for (const { folded, head } of partsOf(word, split)) {
        const number = numberOf(folded, folded)
        const share = head ? partWeights.head : partWeights.modifier
        if (!found.some((piece) => piece.number === number)) found.push({ number, share })
      }
      pieces.set(word.written, found)
    }
    return found
  }

  const entryWeights: Map<number, number>[] = entries.map(() => new Map())
  const phraseWords: { entry: number; weight: number; words: Piece[][] }[] = []
  const prominentStems = new Set<number>()
  texts.forEach((fields, entry) => {
    const weights = entryWeights[entry]!
    for (const [field, runs] of fields) {
      const fieldWeight = fieldWeights[field]
      for (const run of runs) {
        const words = tellingWords(wordsOf(run)).map(piecesOf)
        for (const { number, share } of words.flat()) {
          const before = weights.get(number) ?? 0
          // What stands in several fields counts a little more than in the best of them alone.
          const more = share * fieldWeight
          weights.set(number, Math.max(before, more) + 0.1 * Math.min(before, more))
          if (field !== 'body' && field !== 'teaser') prominentStems.add(number)
        }
        if (field !== 'body' && words.length > 0) {
          phraseWords.push({ entry, weight: phraseWeights[field], words })
        }
      }
    }
  })

  const inEntries: Postings[] = stems.map(() => ({ at: [], weight: [] }))
  entryWeights.forEach((weights, entry) => {
    for (const [number, weight] of weights) {
      inEntries[number]!.at.push(entry)
      inEntries[number]!.weight.push(Math.min(1.15, weight))
    }
  })
  const lightStems = new Set([...lightWords].map(stem))
  const isLight = (key: string) => lightStems.has(key) || /^\d+$/.test(key)
  const rarity = Float64Array.from(inEntries, ({ weight }, number) => {
    const having = weight.reduce((sum, one) => sum + Math.min(1, one), 0)
    return rarityOf(having, entries.length) * (isLight(stems[number]!) ? lightness : 1)
  })
  const inPhrases: Postings[] = stems.map(() => ({ at: [], weight: [] }))
  const phrases = phraseWords.map(({ entry, weight, words }, phrase): Phrase => {
    let mass = 0
    for (const word of words) {
      const wordRarity = rarity[word[0]!.number]!
      mass += wordRarity
      for (const { number, share } of word) {
        inPhrases[number]!.at.push(phrase)
        inPhrases[number]!.weight.push(share * wordRarity)
      }
    }
    return { entry, weight, mass }
  })

  const sounds = stems.map(soundOf)
  return {
    entries,
    numbers,
    stems,
    written,
    sounds,
    rarity,
    prominent: Uint8Array.from(stems, (_, number) => (prominentStems.has(number) ? 1 : 0)),
    inEntries,
    phrases,
    inPhrases,
    bySound: group(sounds.map((sound) => [sound])),
    byTrigram: group(sounds.map(trigramsOf)),
    byLetters: inOrder(stems),
    bySounds: inOrder(sounds),
    split,
    unknownRarity: rarityOf(1, entries.length),
  }
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
    ['title', [entry.title]],
    ['terms', entry.terms],
    ['translations', entry.translations],
    ['teaser', [entry.teaser]],
    ['body', entry.body],
  ]
}

function vocabularyOf(texts: [Field, readonly string[]][][]): Set<string> {
  const words = texts
    .flat()
    .filter(([field]) => field !== 'translations')
    .flatMap(([, runs]) => runs.flatMap(wordsOf))
  return new Set(words.flatMap(({ folded, hyphened }) => (hyphened.length ? hyphened : [folded])))
}

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
