import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { cleanSvg } from '#server/tenants/crest.ts'

const folder = join(import.meta.dirname, '../../../public/crests')
const open = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10">'
const within = (content: string) => cleanSvg(`${open}${content}</svg>`)

describe('an uploaded crest', () => {
  it.each(readdirSync(folder))('keeps all that is in a plain one: %s', (name) => {
    const source = readFileSync(join(folder, name), 'utf8')
    const shapes = (svg: string) => svg.match(/<(path|rect|circle|g)\b/g)?.length
    const clean = cleanSvg(source)!
    expect(shapes(clean)).toBe(shapes(source))
    expect(cleanSvg(clean)).toBe(clean)
  })

  it.each([
    ['a script', '<script>alert(1)</script>'],
    ['a script in disguise', '<svg:script xmlns:svg="http://www.w3.org/2000/svg">1</svg:script>'],
    [
      'a page of its own',
      '<foreignObject><p xmlns="http://www.w3.org/1999/xhtml">x</p></foreignObject>',
    ],
    ['a picture from elsewhere', '<image href="https://boese.example/x.png"/>'],
    ['a style sheet', '<style>@import "https://boese.example/x.css";</style>'],
    ['a link', '<a href="javascript:alert(1)"><path d="M0 0"/></a>'],
    ['a change over time', '<animate attributeName="href" to="javascript:alert(1)"/>'],
    ['what multiplies', '<use href="#x"/>'],
    ['another picture inside', '<svg><path d="M0 0"/></svg>'],
    ['what its editor notes', '<metadata><x xmlns="y">z</x></metadata>'],
    ['a comment', '<!-- <script>alert(1)</script> -->'],
  ])('loses %s', (_, content) => {
    expect(within(content)).toBe(`${open}</svg>`)
  })

  it.each([
    ['what happens on a click', 'onclick="alert(1)"'],
    ['an address in a paint', 'fill="url(https://boese.example/x)"'],
    ['an address in a style', 'style="fill:url(//boese.example)"'],
    ['an escaped address', 'fill="u\\72l(x)"'],
    [
      'an attribute of another language',
      'xlink:href="#x" xmlns:xlink="http://www.w3.org/1999/xlink"',
    ],
  ])('loses %s', (_, attribute) => {
    expect(within(`<path d="M0 0" ${attribute}/>`)).toBe(`${open}<path d="M0 0"></path></svg>`)
  })

  it('keeps paint from a style, a gradient of its own and a transformation', () => {
    const shape =
      '<path style="fill:#ff0000;stroke:none;-x-y:1" fill="blue" clip-path="url(#a)" ' +
      'transform="translate(1,2) rotate(45)" d="M0 0"/>'
    expect(within(shape)).toBe(
      `${open}<path fill="#ff0000" clip-path="url(#a)" transform="translate(1,2) rotate(45)" ` +
        'd="M0 0" stroke="none"></path></svg>',
    )
  })

  it('gets a size to scale by from its width and height', () => {
    const source = '<svg xmlns="http://www.w3.org/2000/svg" width="40px" height="45"/>'
    expect(cleanSvg(source)).toContain('viewBox="0 0 40 45"')
    expect(cleanSvg('<svg xmlns="http://www.w3.org/2000/svg"/>')).toBeNull()
  })

  it.each([
    ['', 'nothing'],
    ['Wappen', 'a text'],
    ['<p>x</p>', 'another language'],
    ['<svg viewBox="0 0 1 1"></svg>', 'a name without its namespace'],
    [`${open}<path>`, 'half a picture'],
    [
      '<!DOCTYPE svg [<!ENTITY x "y">]><svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1">&x;</svg>',
      'entities',
    ],
  ])('is none if it is %s (%s)', (source) => {
    expect(cleanSvg(source)).toBeNull()
  })

  it('is clean once it has been cleaned, whatever was sent', () => {
    const piece = fc.oneof(
      fc.string({ maxLength: 20 }),
      fc.constantFrom(
        '<g>',
        '</g>',
        '<path d="',
        '"/>',
        ' style="fill:',
        'url(',
        ')',
        '&lt;',
        '<title>',
      ),
    )
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
        const clean = within(pieces.join(''))
        if (clean === null) return
        expect(cleanSvg(clean)).toBe(clean)
        expect(clean).not.toMatch(/script|\son\w+=|https?:(?!\/\/www\.w3\.org)/i)
      }),
      { numRuns: 500 },
    )
  })
})
