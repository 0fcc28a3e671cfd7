import { slipsBetween } from '#shared/search/closeness.ts'
import { stopWords } from '#shared/search/stop-words.ts'
import { type Word, wordsOf } from '#shared/search/words.ts'

/** A piece of a text; `marked` is what was looked for. */
export interface Piece {
  text: string
  marked: boolean
}

const wordPattern = /[\p{L}\p{M}\p{N}]+/gu
/** Shorter words are parts of too many others, and one letter makes them other words. */
const shortestPart = 4
const shortestSlip = 5

function isMeant(word: Word, looked: Word): boolean {
  const [has, typed] = [word.folded, looked.folded]
  if (word.stem === looked.stem || has.startsWith(typed)) return true
  if (typed.length >= shortestPart && has.includes(typed)) return true
  if (has.length >= shortestPart && typed.includes(has)) return true
  if (typed.length < shortestSlip || has.length < shortestSlip) return false
  return slipsBetween(typed, has, 1) <= 1 || slipsBetween(typed, has.slice(0, typed.length), 1) <= 1
}

/** A text in pieces, with those words marked that somebody looked for, however they spelled them. */
export function highlight(text: string, query: string): Piece[] {
  const all = wordsOf(query)
  const telling = all.filter(({ folded }) => !stopWords.has(folded))
  const looked = telling.length > 0 ? telling : all
  const pieces: Piece[] = []
  let end = 0
  for (const { 0: run, index } of text.matchAll(wordPattern)) {
    const [word] = wordsOf(run)
    if (!word || stopWords.has(word.folded)) continue
    if (!looked.some((one) => isMeant(word, one))) continue
    if (index > end) pieces.push({ text: text.slice(end, index), marked: false })
    pieces.push({ text: run, marked: true })
    end = index + run.length
  }
  if (end < text.length) pieces.push({ text: text.slice(end), marked: false })
  return pieces
}
