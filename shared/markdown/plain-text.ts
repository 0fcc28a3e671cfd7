import { isPlain, parseLine, parseText } from './parse.ts'
import { plainBlocks, plainLine } from './plain-blocks.ts'

/** A link leaves its words. */
const nowhere = () => null

/** The letters of a line with inline Markdown: for lists, search and heads. */
export function plainWords(source: string): string {
  return isPlain(source) ? source.trim() : plainLine(parseLine(source, nowhere))
}

/** The letters of a Markdown text, a line a block. */
export function plainText(source: string): string {
  return plainBlocks(parseText(source, nowhere))
}
