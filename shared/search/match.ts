import { fold } from './fold.ts'

/** What a search looks at. */
export interface Matchable {
  title: string
  teaser: string
  /** Everyday words people search with. */
  terms: readonly string[]
  /** 0 to 100: decides between entries that fit alike. */
  popularity: number
}

export interface Match<Entry> {
  entry: Entry
  /** 0 to 1: how well the typed words fit. */
  score: number
}

const wordsOf = (text: string): string[] => fold(text).match(/[\p{L}\p{N}]+/gu) ?? []

/** Words that say nothing about the matter: „Ich möchte meinen Personalausweis verlängern“. */
const fillers = new Set(
  wordsOf(
    `ich mich mir mein meine meinen meiner wir unser unsere der die das den dem des ein eine einen
    einer und oder für mit zu zum zur im in an am auf von vom bei nach will möchte muss brauche
    wie wo was kann bitte i my we our the a an and or for with to in at on of how where what want
    need can please`,
  ),
)

/** Whether two words differ by one letter: missing, added, wrong or swapped with its neighbour. */
function isOneSlipAway(a: string, b: string): boolean {
  if (Math.abs(a.length - b.length) > 1) return false
  let start = 0
  while (start < a.length && a[start] === b[start]) start++
  const isSwap = a[start] === b[start + 1] && a[start + 1] === b[start]
  if (a.length === b.length) {
    return (
      a.slice(start + 1) === b.slice(start + 1) ||
      (isSwap && a.slice(start + 2) === b.slice(start + 2))
    )
  }
  return a.length > b.length
    ? a.slice(start + 1) === b.slice(start)
    : a.slice(start) === b.slice(start + 1)
}

/** How well a typed word fits into a text: 1 is the same word, 0 nothing. */
function fit(typed: string, words: string[]): number {
  let best = 0
  for (const word of words) {
    if (word === typed) return 1
    if (word.startsWith(typed)) best = Math.max(best, 0.8)
    else if (typed.length > 2 && word.includes(typed)) best = Math.max(best, 0.6)
    else if (word.length > Math.max(5, 0.6 * typed.length) && typed.includes(word))
      best = Math.max(best, 0.5)
    else if (typed.length > 4 && isOneSlipAway(typed, word)) best = Math.max(best, 0.4)
  }
  return best
}

function fitOfEntry(typed: string, entry: Matchable): number {
  return Math.max(
    fit(typed, wordsOf(entry.title)),
    0.9 * fit(typed, wordsOf(entry.terms.join(' '))),
    0.5 * fit(typed, wordsOf(entry.teaser)),
  )
}

/** Of a good find, what fits less than half as well is noise. */
const noiseShare = 0.5

/**
 * The entries that fit what was typed, best first. All words have to fit; if no entry has them all,
 * those that have most of them are returned. Nothing typed finds nothing.
 */
export function findMatches<Entry extends Matchable>(
  entries: readonly Entry[],
  query: string,
): Match<Entry>[] {
  const all = wordsOf(query)
  const telling = all.filter((word) => !fillers.has(word))
  const typed = telling.length ? telling : all

  const rated = entries
    .map((entry) => {
      const fits = typed.map((word) => fitOfEntry(word, entry))
      const sum = fits.reduce((total, one) => total + one, 0)
      return { entry, hits: fits.filter(Boolean).length, score: sum / typed.length }
    })
    .filter(({ hits }) => hits > 0)
  const most = Math.max(0, ...rated.map(({ hits }) => hits))
  const fullest = rated.filter(({ hits }) => hits === most)
  const best = Math.max(0, ...fullest.map(({ score }) => score))
  return fullest
    .filter(({ score }) => score > noiseShare * best)
    .sort((a, b) => b.score - a.score || b.entry.popularity - a.entry.popularity)
    .map(({ entry, score }) => ({ entry, score }))
}
