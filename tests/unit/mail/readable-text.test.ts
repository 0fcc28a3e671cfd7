import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { withoutQuotes } from '#server/requests/inbound/readable-text.ts'

const own = 'Gegenüber der Schule.\nNummer 7.'

describe('what somebody wrote anew', () => {
  it.each([
    ['a quote below', `${own}\n\nAm 23.11.2026 um 07:00 schrieb Stadt Teststadt:\n> Wo?\n> Bitte`],
    [
      'a quote whose announcement is broken over lines',
      `${own}\n\nAm 23.11.2026 um 07:00 schrieb Amt für Straßen und Brücken\n<info@teststadt.example>:\n\n> Wo?`,
    ],
    [
      'an English quote',
      `${own}\n\nOn Mon, 23 Nov 2026 at 07:00, Town <a@b.example> wrote:\n> Where?`,
    ],
    [
      'the headers of Outlook',
      `${own}\n\nVon: Amt <a@b.example>\nGesendet: Montag\nAn: Eva\nBetreff: Re\n\nWo?`,
    ],
    [
      'a line and headers',
      `${own}\n\n________________________________\nFrom: a\nSent: b\nTo: c\n\nWhere?`,
    ],
    ['the line of older programs', `${own}\n\n-----Ursprüngliche Nachricht-----\nWo?`],
    ['a signature', `${own}\n-- \nEva Kurz\nMarktplatz 1`],
    ['a quote without announcement', `${own}\n> Wo?\n> Bitte`],
  ])('is left of %s', (_, text) => {
    expect(withoutQuotes(text)).toBe(own)
  })

  it.each([
    ['answers between the lines', '> Wann?\nMorgen.\n> Wo?\nHier.'],
    ['a quote alone', '> Wo?'],
    ['headers alone', 'Von: a\nGesendet: b\nAn: c\n\nWo?'],
    ['a line of one’s own', 'Oben\n____________________\nUnten'],
    ['a sentence that looks like one', 'Am Montag schrieb ich Ihnen.\nBitte antworten Sie.'],
  ])('is everything of %s', (_, text) => {
    expect(withoutQuotes(text)).toBe(text)
  })

  it('is never nothing, and nothing that was not there', () => {
    const line = fc.oneof(
      fc.constantFrom(
        '',
        '> a',
        '-- ',
        'Von: a',
        'An: b',
        'Gesendet: c',
        '-----Original Message-----',
      ),
      fc.string(),
    )
    fc.assert(
      fc.property(fc.array(line), (lines) => {
        const text = lines.join('\n')
        const kept = withoutQuotes(text)
        expect(kept === '').toBe(text.trim() === '')
        expect(text).toContain(kept)
      }),
    )
  })
})
