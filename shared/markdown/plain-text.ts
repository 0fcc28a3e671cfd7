import type { RichLine, RichText } from '../contracts/rich-text.ts'
import { parseLine, parseText } from './parse.ts'

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

export function plainLine(line: RichLine): string {
  return line
    .flatMap((inline) => ('text' in inline ? [inline] : inline.spans))
    .map(({ text }) => text)
    .join('')
}

export function plainBlocks(blocks: RichText): string {
  return blocks
    .flatMap((block) =>
      block.kind === 'list'
        ? block.items.flatMap(({ line, items = [] }) => [line, ...items])
        : [block.line],
    )
    .map(plainLine)
    .join('\n')
}
