import { parseLine, parseText } from './parse.ts'
import { plainBlocks, plainLine } from './plain-blocks.ts'

/** What makes a line more than its letters. */
const marks = /[*_`[\]<>&\\#\n]/

/** A link leaves its words. */
const nowhere = () => null

/** The letters of a line with inline Markdown: for lists, search and heads. */
export function plainWords(source: string): string {
  return marks.test(source) ? plainLine(parseLine(source, nowhere)) : source.trim()
}

/** The letters of a Markdown text, a line a block. */
export function plainText(source: string): string {
  return plainBlocks(parseText(source, nowhere))
}
