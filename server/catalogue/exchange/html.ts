import type { Inline, RichLine } from '#shared/contracts/rich-text.ts'
import { plainWords } from '#shared/markdown/plain-text.ts'

/**
 * Markup as other systems keep it in their text modules, turned into lines of Markdown, and back.
 * What has no counterpart leaves its words; scripts and styles leave nothing.
 */

const silent = /<(script|style|head|title|template)\b[^>]*>[^]*?(<\/\1\s*>|$)/gi
const parts = /<!--[^]*?(?:-->|$)|<\/?([a-z][a-z0-9]*)((?:\s[^<>]*)?)\/?>|[^<]+|</gi
const breaking = new Set(
  'address article aside blockquote br dd div dl dt h1 h2 h3 h4 h5 h6 hr li ol p section table td th tr ul'.split(
    ' ',
  ),
)
const marksOf: Record<string, string> = { strong: '**', b: '**', em: '*', i: '*' }

/** A text as lines of inline Markdown, one a paragraph or point. */
export function htmlToLines(html: string): string[] {
  if (!/<[a-z!/]/i.test(html)) return plainLines(html)
  const blocks: string[] = []
  const links: string[] = []
  let text = ''
  const close = () => {
    const words = text
      .replace(/\s+/g, ' ')
      .replace(/\*\*\s*\*\*/g, '')
      .trim()
    if (words) blocks.push(withoutEmptyLinks(words))
    text = ''
  }
  for (const [whole, name, attributes = ''] of html.replace(silent, '').matchAll(parts)) {
    const tag = name?.toLowerCase()
    if (!tag) {
      if (!whole.startsWith('<!--')) text += escapeMarkdown(decode(whole))
      continue
    }
    const isEnd = whole.startsWith('</')
    if (breaking.has(tag)) close()
    if (tag === 'a') {
      if (isEnd) text = withLink(text, links.pop() ?? '')
      else {
        links.push(hrefOf(attributes))
        text += '['
      }
    } else if (marksOf[tag]) {
      text = isEnd ? text.replace(/\s+$/, '') + marksOf[tag] : text + marksOf[tag]
    }
  }
  close()
  return blocks
}

/** Text without markup: a line a paragraph, perhaps with the mark of a point before it. */
function plainLines(text: string): string[] {
  return decode(text)
    .split('\n')
    .map((line) => line.replace(/^\s*[-*•]\s+/, '').trim())
    .filter((line) => line !== '')
    .map(escapeMarkdown)
}

/** Closes a link that was opened last; an address that is its own text needs no brackets. */
function withLink(text: string, href: string): string {
  const start = text.lastIndexOf('[')
  const words = text.slice(start + 1)
  const isItself = words === href || `mailto:${words}` === href
  return isItself ? `${text.slice(0, start)}<${words}>` : `${text}](${href})`
}

function hrefOf(attributes: string): string {
  const match = /\shref\s*=\s*(?:"([^"]*)"|'([^']*)'|([^\s>]+))/i.exec(attributes)
  const href = decode(match?.[1] ?? match?.[2] ?? match?.[3] ?? '')
  return href.replace(/[\s<>()]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
}

/** `[words]()` leads nowhere, and `[](…)` shows nothing. */
function withoutEmptyLinks(text: string): string {
  return text.replace(/\[([^\]]*)\]\(\)/g, '$1').replace(/\[\]\([^)]*\)/g, '')
}

const named: Record<string, string> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  shy: '',
  sect: '§',
  euro: '€',
  auml: 'ä',
  ouml: 'ö',
  uuml: 'ü',
  Auml: 'Ä',
  Ouml: 'Ö',
  Uuml: 'Ü',
  szlig: 'ß',
  ndash: '–',
  mdash: '—',
  bdquo: '„',
  ldquo: '“',
  rdquo: '”',
  sbquo: '‚',
  lsquo: '‘',
  rsquo: '’',
  hellip: '…',
  eacute: 'é',
  egrave: 'è',
  ccedil: 'ç',
  bull: '•',
  middot: '·',
  times: '×',
  frac12: '½',
  sup2: '²',
}

function decode(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([0-9a-f]{1,6})|([a-z0-9]+));/gi, (whole, ...found) => {
    const [decimal, hex, name] = found as (string | undefined)[]
    if (name) return named[name] ?? whole
    const code = decimal ? Number(decimal) : parseInt(hex ?? '', 16)
    const isLetter = code >= 0x20 && code <= 0x10ffff && !(code >= 0xd800 && code <= 0xdfff)
    return isLetter ? String.fromCodePoint(code) : ' '
  })
}

/** Only where the letters would be read as marks: what was written here comes back as it was. */
function escapeMarkdown(text: string): string {
  return plainWords(text) === text.trim() ? text : text.replace(/[*_`[\]\\<]/g, '\\$&')
}

function escapeHtml(text: string): string {
  return text
    .replace(/&/g, '&amp;')
    .replace(/</g, '&lt;')
    .replace(/>/g, '&gt;')
    .replace(/"/g, '&quot;')
}

/** A line with its marks, as other systems keep it. */
export function lineToHtml(line: RichLine): string {
  return line.map(inlineToHtml).join('')
}

function inlineToHtml(inline: Inline): string {
  if ('href' in inline) {
    return `<a href="${escapeHtml(inline.href)}">${inline.spans.map(inlineToHtml).join('')}</a>`
  }
  const text = escapeHtml(inline.text).replace(/\n/g, '<br/>')
  const stressed = inline.emphasis ? `<em>${text}</em>` : text
  return inline.strong ? `<strong>${stressed}</strong>` : stressed
}
