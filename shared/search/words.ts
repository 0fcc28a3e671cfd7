import { fold } from './fold.ts'

/** A word as it was written, and as it is compared. */
export interface Word {
  written: string
  /** Without hyphens: `kitaplatz`. */
  folded: string
  /** Where hyphens part it: `kita`, `platz`; empty without hyphens. */
  hyphened: readonly string[]
}

const pattern = /[\p{L}\p{M}\p{N}]+(?:[-‑–’'ʼ][\p{L}\p{M}\p{N}]+)*/gu
const apostrophes = /[’'ʼ]/

/** The words of a text, in order. An apostrophe ends a Latin word and belongs to a Cyrillic one. */
export function wordsOf(text: string): Word[] {
  return (text.match(pattern) ?? []).map(readWord).filter(({ folded }) => folded !== '')
}

/** The same for many texts: what has been read once is not read again. */
export function createReader(): (text: string) => Word[] {
  const known = new Map<string, Word>()
  return (text) => {
    const words: Word[] = []
    for (const run of text.match(pattern) ?? []) {
      let word = known.get(run)
      if (!word) known.set(run, (word = readWord(run)))
      if (word.folded !== '') words.push(word)
    }
    return words
  }
}

function readWord(run: string): Word {
  let written = run
  if (apostrophes.test(run)) {
    written = /\p{Script=Cyrillic}/u.test(run)
      ? run.replace(/[’'ʼ]/g, '')
      : run.slice(0, run.search(apostrophes))
  }
  const folded = fold(written)
  if (!/[-‑–]/.test(folded)) return { written, folded, hyphened: [] }
  const pieces = folded.split(/[-‑–]/).filter((piece) => piece !== '')
  return { written, folded: pieces.join(''), hyphened: pieces.length > 1 ? pieces : [] }
}
