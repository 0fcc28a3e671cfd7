/** What a simple match looks at. */
export interface Matchable {
  title: string
  terms: readonly string[]
  text: string
}

/**
 * Lower case, without accents; ä, ae and a are one, and so are ß and ss, so that any spelling of a
 * keyboard without umlauts finds the word.
 */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/ß/g, 'ss')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .replace(/([aou])e/g, '$1')
}

/**
 * How well an entry fits a query: 0 unless every word of it occurs somewhere; nearer to 1 the more
 * of them stand at the beginning of words of the title.
 */
export function matchScore(query: string, entry: Matchable): number {
  const words = fold(query)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean)
  if (words.length === 0) return 0
  const title = fold(entry.title)
  const terms = fold(entry.terms.join(' '))
  const text = fold(entry.text)
  let score = 0
  for (const word of words) {
    if (startsWord(title, word)) score += 1
    else if (startsWord(terms, word)) score += 0.8
    else if (title.includes(word)) score += 0.6
    else if (terms.includes(word) || startsWord(text, word)) score += 0.3
    else return 0
  }
  return score / words.length
}

/** Whether a word of `text` begins with `word`; any sign that is no letter or digit ends a word. */
function startsWord(text: string, word: string): boolean {
  for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
    if (at === 0 || !/[\p{L}\p{N}]/u.test(text[at - 1]!)) return true
  }
  return false
}
