import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { htmlToLines, lineToHtml } from '#server/catalogue/exchange/html.ts'
import { parseLine } from '#shared/markdown/parse.ts'
import { plainWords } from '#shared/markdown/plain-text.ts'

describe('markup of other systems', () => {
  it.each([
    ['<p>Eins <b>zwei</b></p><p>drei</p>', ['Eins **zwei**', 'drei']],
    ['<ul><li>a</li><li>b<ul><li>c</li></ul></li></ul>', ['a', 'b', 'c']],
    ['Gebühr: 5&nbsp;&euro;<br/>bar &amp; Karte', ['Gebühr: 5 €', 'bar & Karte']],
    ['<a href="https://a.example/x">Mehr</a>', ['[Mehr](https://a.example/x)']],
    ['<a href="mailto:a@b.example">a@b.example</a>', ['<a@b.example>']],
    ['<a>leer</a><a href="x"></a>', ['leer']],
    ['<script>alert(1)</script>ja<style>p{}</style>', ['ja']],
    ['<!-- nein -->ja', ['ja']],
    ['2 * 3 * 4 und a*b*c*d', ['2 * 3 * 4 und a*b*c*d']],
    ['- eins\n- zwei\n\ndrei', ['eins', 'zwei', 'drei']],
    ['&#228;&#x41;&#0;&unbekannt;', ['äA &unbekannt;']],
    ['a < b', ['a < b']],
  ])('%s', (html, lines) => {
    expect(htmlToLines(html)).toEqual(lines)
  })

  it('shows the same letters, whatever stands in it', () => {
    const letters = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 })
    fc.assert(
      fc.property(letters, (text) => {
        const words = text.replace(/\s+/g, ' ').trim()
        const html = `<p>${lineToHtml([{ text: words }])}</p>`
        const shown = htmlToLines(html).map(plainWords).join(' ')
        expect(shown.replace(/\s/g, '')).toBe(words.replace(/\s/g, ''))
      }),
      { numRuns: 500 },
    )
  })

  it('comes back as the line it was made of', () => {
    const lines = [
      'Bringen Sie **Ausweis** und *Foto* mit.',
      'Rufen Sie {telefon} an oder schreiben Sie an {postfach}.',
      'Mehr [hier](leistungen/pass) und unter <https://a.example>.',
      'Bürger*innen mit § 3 & 5 % < 7',
    ]
    for (const line of lines) {
      expect(htmlToLines(`<p>${lineToHtml(parseLine(line, (href) => href))}</p>`)).toEqual([line])
    }
  })
})
