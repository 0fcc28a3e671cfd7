import type {
  PackedBlock,
  PackedInline,
  PackedItem,
  PackedLine,
} from '../contracts/packed-bundle.ts'
import type { Block, Inline, ListItem, RichLine, RichText } from '../contracts/rich-text.ts'

/** Marks are rare: what has none is sent as its letters. Nothing is lost on the way there and back. */

export function packLine(line: RichLine): PackedLine {
  const packed = line.map(packInline)
  return packed.length === 1 && typeof packed[0] === 'string' ? packed[0] : packed
}

export function unpackLine(line: PackedLine): RichLine {
  return typeof line === 'string' ? [{ text: line }] : line.map(unpackInline)
}

export function packText(text: RichText): PackedBlock[] {
  return text.map((block) => {
    switch (block.kind) {
      case 'paragraph':
        return packLine(block.line)
      case 'heading':
        return { heading: packLine(block.line) }
      case 'list':
        return { list: block.items.map(packItem), ordered: block.ordered }
    }
  })
}

export function unpackText(text: readonly PackedBlock[]): RichText {
  return text.map((block): Block => {
    if (isLine(block)) return { kind: 'paragraph', line: unpackLine(block) }
    if ('heading' in block) return { kind: 'heading', line: unpackLine(block.heading) }
    return { kind: 'list', ordered: block.ordered, items: block.list.map(unpackItem) }
  })
}

function packInline(inline: Inline): PackedInline {
  const isLetters = 'text' in inline && !inline.strong && !inline.emphasis
  return isLetters ? inline.text : inline
}

function unpackInline(inline: PackedInline): Inline {
  return typeof inline === 'string' ? { text: inline } : inline
}

function packItem({ line, ordered, items }: ListItem): PackedItem {
  if (!items) return packLine(line)
  return { line: packLine(line), ordered: ordered === true, items: items.map(packLine) }
}

function unpackItem(item: PackedItem): ListItem {
  if (isLine(item)) return { line: unpackLine(item) }
  return { line: unpackLine(item.line), ordered: item.ordered, items: item.items.map(unpackLine) }
}

const isLine = (part: PackedBlock | PackedItem): part is PackedLine =>
  typeof part === 'string' || Array.isArray(part)
