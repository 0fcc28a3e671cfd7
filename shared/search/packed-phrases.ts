import { stopWords } from './stop-words.ts'
import { type Word, wordsOf } from './words.ts'

/**
 * Short texts as a phone needs them to search: the words that say something, in any order. What has
 * the stems of another is left out, and so is what has several words that all stand in others before
 * it or in the title: it is found by them.
 */
export function packPhrases(texts: readonly string[], title = ''): string {
  const known = new Set(tellingWords(title).map(({ stem }) => stem))
  const kept = new Map<string, string[]>()
  for (const text of texts) {
    const words = tellingWords(text)
    const stems = words.map(({ stem }) => stem)
    const isCovered = stems.length !== 1 && stems.every((stem) => known.has(stem))
    const key = [...new Set(stems)].sort().join(' ')
    if (isCovered || kept.has(key)) continue
    stems.forEach((stem) => known.add(stem))
    kept.set(key, [...new Set(words.map(({ written }) => written.toLowerCase()))])
  }
  return shorten(alike([...kept.values()]))
}

export function unpackPhrases(packed: string): string[] {
  if (packed === '') return []
  let first = ''
  return packed.split(',').map((text) => {
    if (text.startsWith('~')) return `${first} ${text.slice(1)}`
    first = text.split(' ', 1)[0]!
    return text
  })
}

const tellingWords = (text: string): Word[] =>
  wordsOf(text).filter(({ folded }) => !stopWords.has(folded))

/** Often used words first, so that phrases that begin alike stand together. */
function alike(phrases: readonly string[][]): string[][] {
  const uses = new Map<string, number>()
  for (const word of phrases.flat()) uses.set(word, (uses.get(word) ?? 0) + 1)
  const byUse = (a: string, b: string) => uses.get(b)! - uses.get(a)! || (a < b ? -1 : 1)
  return phrases
    .map((words) => words.toSorted(byUse))
    .sort((a, b) => (a.join(' ') < b.join(' ') ? -1 : 1))
}

/** `~` stands for the first word of the phrase before. */
function shorten(phrases: readonly string[][]): string {
  let before = ''
  return phrases
    .map(([first = '', ...others]) => {
      const isAgain = first === before && others.length > 0
      before = first
      return isAgain ? `~${others.join(' ')}` : [first, ...others].join(' ')
    })
    .join(',')
}
