import { fromMarkdown } from 'mdast-util-from-markdown'
import type { Block, Inline, ListItem, RichLine, RichText, Span } from '../contracts/rich-text.ts'

/** The trees of mdast, as far as we read them. */
interface Node {
  type: string
  value?: string
  url?: string
  alt?: string | null
  ordered?: boolean | null
  children?: Node[]
}

/** HTML is never read as such: it stays the letters that somebody typed. */
const never = ['htmlFlow', 'htmlText', 'codeIndented', 'definition']
/** In a single line `1. Januar` is a date and `- 5 °C` a temperature. */
const notInLines = [
  'list',
  'blockQuote',
  'headingAtx',
  'setextUnderline',
  'thematicBreak',
  'codeFenced',
]

/** Where a link leads, as it stands in the text; null: it stays mere words. */
export type ResolveHref = (href: string) => string | null

/** Markdown as blocks. */
export function parseText(source: string, resolve: ResolveHref): RichText {
  return toBlocks(read(source, never), resolve)
}

/** What makes a line more than its letters. */
const marks = /[*_`[\]<>&\\#\r\n]/

/** Whether a line says just its letters: most do, and need no parser. */
export const isPlain = (source: string): boolean => !marks.test(source)

/** Inline Markdown as one line. */
export function parseLine(source: string, resolve: ResolveHref): RichLine {
  if (isPlain(source)) return source.trim() === '' ? [] : [{ text: source.trim() }]
  const paragraphs = read(source, [...never, ...notInLines])
  return toLine(paragraphs, resolve)
}

function read(source: string, disabled: string[]): Node[] {
  const tree = fromMarkdown(withGenderStars(source), {
    extensions: [{ disable: { null: disabled } }],
  }) as Node
  return tree.children ?? []
}

/** `Bürger*innen und Nachbar*innen` stresses nothing. */
function withGenderStars(source: string): string {
  return source.replace(/(?<=[\p{L}\p{N}])\*(?=\p{L})/gu, '\\*')
}

function toBlocks(nodes: Node[], resolve: ResolveHref): RichText {
  return nodes.flatMap((node): Block[] => {
    switch (node.type) {
      case 'heading':
        return [{ kind: 'heading', line: toLine([node], resolve) }]
      case 'list':
        return [{ kind: 'list', ordered: node.ordered === true, items: toItems(node, resolve) }]
      case 'blockquote':
        return toBlocks(node.children ?? [], resolve)
      case 'thematicBreak':
        return []
      default: {
        const line = toLine([node], resolve)
        return line.length > 0 ? [{ kind: 'paragraph', line }] : []
      }
    }
  })
}

function toItems(list: Node, resolve: ResolveHref): ListItem[] {
  return (list.children ?? []).map(({ children = [] }) => {
    const inner = children.filter(({ type }) => type === 'list')
    const line = toLine(
      children.filter(({ type }) => type !== 'list'),
      resolve,
    )
    if (inner.length === 0) return { line }
    const items = inner.flatMap((sub) =>
      (sub.children ?? []).map((item) => toLine([item], resolve)),
    )
    return { line, ordered: inner[0]?.ordered === true, items }
  })
}

type Marks = Omit<Span, 'text'>

/** All text below these blocks, each on a new line. */
function toLine(nodes: Node[], resolve: ResolveHref): RichLine {
  const line: Inline[] = []
  nodes.forEach((node, index) => {
    if (index > 0 && line.length > 0) line.push({ text: '\n' })
    line.push(...toInlines(node, {}, resolve))
  })
  return joined(line)
}

function toInlines(node: Node, marks: Marks, resolve: ResolveHref): Inline[] {
  const below = (own: Marks = {}) =>
    (node.children ?? []).flatMap((child) => toInlines(child, { ...marks, ...own }, resolve))
  switch (node.type) {
    case 'strong':
      return below({ strong: true })
    case 'emphasis':
      return below({ emphasis: true })
    case 'link': {
      const spans = joined(below()).filter((inline) => 'text' in inline)
      const href = resolve(node.url ?? '')
      return href === null || spans.length === 0 ? spans : [{ href, spans }]
    }
    case 'break':
      return [{ text: '\n' }]
    case 'image':
      return node.alt ? [{ text: node.alt, ...marks }] : []
    default:
      if (node.value === undefined) return below()
      // A line that ends in the source goes on in the text.
      return [{ text: node.value.replace(/\s*\n\s*/g, ' '), ...marks }]
  }
}

/** Neighbours with the same marks as one. */
function joined(line: Inline[]): Inline[] {
  const result: Inline[] = []
  for (const inline of line) {
    const last = result.at(-1)
    if (last && 'text' in last && 'text' in inline && isAlike(last, inline)) {
      result[result.length - 1] = { ...last, text: last.text + inline.text }
    } else result.push(inline)
  }
  return result
}

function isAlike(one: Span, other: Span): boolean {
  return one.strong === other.strong && one.emphasis === other.emphasis
}

/** The addresses of all links in a Markdown text, as somebody wrote them. */
export function linksIn(source: string): string[] {
  const below = (node: Node): string[] => [
    ...(node.type === 'link' ? [node.url ?? ''] : []),
    ...(node.children ?? []).flatMap(below),
  ]
  return read(source, never).flatMap(below)
}
