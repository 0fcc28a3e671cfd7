import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Inline, RichText } from '#shared/contracts/rich-text.ts'
import { RichText as RichTextSchema } from '#shared/contracts/rich-text.ts'
import * as v from 'valibot'
import { innerPath, safeHref } from '#shared/markdown/links.ts'
import { linksIn, parseLine, parseText } from '#shared/markdown/parse.ts'
import { plainText, plainWords } from '#shared/markdown/plain-text.ts'

const hrefs = (href: string) => safeHref(href, '/stadt/')
const line = (source: string) => parseLine(source, hrefs)
const text = (source: string) => parseText(source, hrefs)

describe('a line', () => {
  it('has strong and stressed parts and links', () => {
    expect(line('In **drei** *kurzen* [Wochen](leistungen/pass).')).toEqual([
      { text: 'In ' },
      { text: 'drei', strong: true },
      { text: ' ' },
      { text: 'kurzen', emphasis: true },
      { text: ' ' },
      { href: '/stadt/leistungen/pass', spans: [{ text: 'Wochen' }] },
      { text: '.' },
    ])
  })

  it.each([
    '1. Januar 2027',
    '- 5 °C',
    '# 3',
    '> 18 Jahre',
    'Bürger*innen und Nachbar*innen',
    'a < b & c',
    '<b>fett</b>',
    '2 * 3 * 4',
    '§ 3 Abs. 2',
  ])('is only its letters: %s', (source) => {
    expect(line(source)).toEqual([{ text: source }])
  })

  it('links an address that stands by itself', () => {
    expect(line('<info@stadt.example>')).toEqual([
      { href: 'mailto:info@stadt.example', spans: [{ text: 'info@stadt.example' }] },
    ])
  })

  it('keeps the words of a picture, and of a link that leads nowhere good', () => {
    expect(line('![Wappen](https://x.example/a.png) [hier](javascript:alert(1))')).toEqual([
      { text: 'Wappen hier' },
    ])
  })
})

describe('a text', () => {
  it('has paragraphs, headings and lists of two levels', () => {
    const source =
      '## Kopf **fett**\n\nErstens\nweiter\\\nneu\n\n- a\n- b\n  1. c\n  2. d\n     - e\n\n3. x'
    expect(text(source)).toEqual([
      { kind: 'heading', line: [{ text: 'Kopf ' }, { text: 'fett', strong: true }] },
      { kind: 'paragraph', line: [{ text: 'Erstens weiter\nneu' }] },
      {
        kind: 'list',
        ordered: false,
        items: [
          { line: [{ text: 'a' }] },
          {
            line: [{ text: 'b' }],
            ordered: true,
            items: [[{ text: 'c' }], [{ text: 'de' }]],
          },
        ],
      },
      { kind: 'list', ordered: true, items: [{ line: [{ text: 'x' }] }] },
    ] satisfies RichText)
  })

  it('is plain for search and heads', () => {
    expect(
      plainText('### Kopf\n\nMit **Pass** und [Link](https://a.example).\n\n- eins\n- zwei'),
    ).toBe('Kopf\nMit Pass und Link.\neins\nzwei')
    expect(plainWords('1. Januar: **neu**')).toBe('1. Januar: neu')
  })

  it('names its links as they were written', () => {
    expect(linksIn('[a](leistungen/x) **[b](javascript:1)** <https://c.example>')).toEqual([
      'leistungen/x',
      'javascript:1',
      'https://c.example',
    ])
  })
})

describe('an address', () => {
  it.each([
    ['leistungen/pass', '/stadt/leistungen/pass'],
    ['/fragen/was?lang=en#oben', '/stadt/fragen/was?lang=en#oben'],
    ['/', '/stadt/'],
    ['https://www.bund.example/a?b=c#d', 'https://www.bund.example/a?b=c#d'],
    ['mailto:a@b.example?subject=x', 'mailto:a@b.example?subject=x'],
    ['tel:+492599555-0', 'tel:+492599555-0'],
  ])('may be %s', (href, expected) => {
    expect(hrefs(href)).toBe(expected)
  })

  it.each([
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    'java\nscript:alert(1)',
    'data:text/html,<script>',
    'vbscript:x',
    'http://unsafe.example',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://bank.example@evil.example',
    'https:evil',
    '../api/tenants',
    '/a/../../b',
    'file:///etc/passwd',
    'blob:https://x',
    'tel:+49;ext=<script>',
  ])('may not be %j', (href) => {
    expect(hrefs(href)).toBeNull()
  })

  it('within the municipality has a path', () => {
    expect(innerPath('/leistungen/pass?x=1#y')).toBe('leistungen/pass')
    expect(innerPath('https://a.example')).toBeNull()
  })
})

describe('whatever somebody types', () => {
  const attacks = fc.constantFrom(
    '<script>alert(1)</script>',
    '<img src=x onerror=alert(1)>',
    '<svg/onload=alert(1)>',
    '[x](javascript:alert(1))',
    '[x](javascript&#58;alert(1))',
    '[x](data:text/html;base64,PHN2Zz4=)',
    '<javascript:alert(1)>',
    '![x](x" onerror="alert(1))',
    '[a]: javascript:alert(1)\n\n[a]',
    '`<script>`',
    '<a href="javascript:alert(1)">x</a>',
    '&lt;script&gt;',
    '\u0000',
    '[x](//evil.example)',
    '> > > - 1. ',
  )
  const source = fc
    .array(fc.oneof(attacks, fc.string({ unit: 'grapheme', maxLength: 30 }), fc.constant('\n\n')))
    .map((parts) => parts.join(' '))

  it('becomes a closed tree whose links do no harm', () => {
    const inlines = (blocks: RichText): Inline[] =>
      blocks.flatMap((block) =>
        block.kind === 'list'
          ? block.items.flatMap(({ line: own, items = [] }) => [...own, ...items.flat()])
          : block.line,
      )
    fc.assert(
      fc.property(source, (markdown) => {
        const blocks = text(markdown)
        expect(v.is(RichTextSchema, blocks)).toBe(true)
        for (const inline of [...inlines(blocks), ...line(markdown)]) {
          if ('href' in inline) expect(inline.href).toMatch(/^(https:|mailto:|tel:|\/stadt\/)/)
        }
      }),
      { numRuns: 300 },
    )
  })
})
