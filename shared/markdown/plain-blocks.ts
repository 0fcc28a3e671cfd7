import type { RichLine, RichText } from '../contracts/rich-text.ts'

/** The letters of a line that has been parsed. */
export function plainLine(line: RichLine): string {
  return line
    .flatMap((inline) => ('text' in inline ? [inline] : inline.spans))
    .map(({ text }) => text)
    .join('')
}

/** The letters of a text that has been parsed, a line a block. */
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
