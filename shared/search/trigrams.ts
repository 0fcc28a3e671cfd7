import { startsOf } from './postings.ts'

/** Numbers of words by their groups of three letters. */
export interface TrigramIndex {
  starts: Uint32Array
  at: Uint32Array
}

/** Groups of letters share a number now and then; whether words are alike is looked at anyway. */
const buckets = 1 << 15

/** The groups of three letters of a text as numbers, its ends marked: a slip leaves most of them. */
export function* trigramsOf(text: string): Generator<number> {
  for (let at = -1; at < text.length - 1; at++) yield trigramAt(text, at)
}

/** The group around a place; the ends of the text are letters of their own. */
function trigramAt(text: string, at: number): number {
  const first = at < 0 ? 1 : text.charCodeAt(at)
  const last = at + 2 < text.length ? text.charCodeAt(at + 2) : 2
  return ((first * 961 + text.charCodeAt(at + 1) * 31 + last) * 40503) & (buckets - 1)
}

export function indexTrigrams(words: readonly string[]): TrigramIndex {
  const length = words.reduce((sum, word) => sum + word.length, 0)
  const keys = new Uint32Array(length)
  const numbers = new Uint32Array(length)
  let count = 0
  words.forEach((word, number) => {
    for (let at = -1; at < word.length - 1; at++) {
      keys[count] = trigramAt(word, at)
      numbers[count++] = number
    }
  })
  const starts = startsOf(keys, buckets)
  const next = starts.slice()
  const at = new Uint32Array(length)
  for (let i = 0; i < count; i++) at[next[keys[i]!]!++] = numbers[i]!
  return { starts, at }
}

/** How many groups of a text each word has, by number of the word. */
export function commonTrigrams(index: TrigramIndex, text: string): Map<number, number> {
  const common = new Map<number, number>()
  for (const key of trigramsOf(text)) {
    for (let i = index.starts[key]!; i < index.starts[key + 1]!; i++) {
      const number = index.at[i]!
      common.set(number, (common.get(number) ?? 0) + 1)
    }
  }
  return common
}
