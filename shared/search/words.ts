import { fold } from './fold.ts'

/** A word as it was written, and as it is compared. */
export interface Word {
  written: string
  /** Without hyphens: `kitaplatz`. */
  folded: string
  /** Where hyphens part it: `kita`, `platz`; empty without hyphens. */
  hyphened: string[]
}

const pattern = /[\p{L}\p{M}\p{N}]+(?:[-‑–/’'ʼ][\p{L}\p{M}\p{N}]+)*/gu

/** The words of a text, in order. An apostrophe ends a Latin word and belongs to a Cyrillic one. */
export function wordsOf(text: string): Word[] {
  return (text.match(pattern) ?? []).flatMap((run) => run.split(/\//)).flatMap(readWord)
}

function readWord(run: string): Word[] {
  const written = /\p{Script=Cyrillic}/u.test(run)
    ? run.replace(/[’'ʼ]/g, '')
    : run.replace(/[’'ʼ].*$/u, '')
  const pieces = fold(written)
    .split(/[-‑–]/)
    .filter((piece) => piece !== '')
  if (pieces.length === 0) return []
  return [{ written, folded: pieces.join(''), hyphened: pieces.length > 1 ? pieces : [] }]
}
