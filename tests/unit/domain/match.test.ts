import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fold } from '#shared/search/fold.ts'
import { type Matchable, findMatches } from '#shared/search/match.ts'

const entry = (title: string, more: Partial<Matchable> = {}): Matchable => ({
  title,
  teaser: '',
  terms: [],
  popularity: 0,
  ...more,
})

const entries = [
  entry('Reisepass beantragen', { terms: ['Pass', 'Auslandsreise'], popularity: 95 }),
  entry('Führerschein beantragen', { terms: ['Lappen'], popularity: 60 }),
  entry('Straße sperren', { teaser: 'Ein Reisepass genügt.', popularity: 10 }),
  entry('Führungszeugnis (erweitert)'),
]
const titles = (query: string) => findMatches(entries, query).map(({ entry: { title } }) => title)

describe('words as they are compared', () => {
  it.each([
    ['Führerschein', ['Fuehrerschein', 'fuhrerschein', 'FÜHRERSCHEIN', 'Fu\u0308hrerschein']],
    ['Straße', ['Strasse', 'STRASSE', 'strasse', 'STRAẞE']],
    ['Behörde', ['Behoerde', 'behorde']],
    ['Café', ['cafe', 'CAFÉ']],
  ])('are the same for %s and %j', (word, spellings) => {
    for (const spelling of spellings) expect(fold(spelling)).toBe(fold(word))
  })

  it('stay apart where they differ by more than the keyboard', () => {
    expect(fold('Pass')).not.toBe(fold('Pas'))
    expect(fold('Bäcker')).not.toBe(fold('Becker'))
  })
})

describe('a search', () => {
  it('finds the word in a title, and leaves out what only mentions it', () => {
    expect(titles('reisepass')).toEqual(['Reisepass beantragen'])
    expect(titles('erweitert')).toEqual(['Führungszeugnis (erweitert)'])
  })

  it('understands everyday words, umlauts of any keyboard, and beginnings of words', () => {
    expect(titles('lappen')).toEqual(['Führerschein beantragen'])
    expect(titles('fuehrersch')).toEqual(['Führerschein beantragen'])
    expect(titles('STRASSE')).toEqual(['Straße sperren'])
  })

  it('forgives one slip in a word', () => {
    for (const slip of ['resiepass', 'reispass', 'reisepas', 'reisenpass', 'reisepaxs']) {
      expect(titles(slip), slip).toContain('Reisepass beantragen')
    }
  })

  it('wants every telling word, and settles for most of them if nothing has all', () => {
    expect(titles('ich möchte meinen reisepass beantragen')[0]).toBe('Reisepass beantragen')
    expect(titles('führerschein mondfahrt')).toEqual(['Führerschein beantragen'])
  })

  it('puts the popular first among those that fit alike', () => {
    expect(titles('beantragen')).toEqual(['Reisepass beantragen', 'Führerschein beantragen'])
  })

  it('finds nothing for nothing', () => {
    for (const query of ['', '  ', '?!', '–', 'qqqqqq']) expect(titles(query)).toEqual([])
  })

  it('rates between nothing and one, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (query) => {
        for (const { score } of findMatches(entries, query)) {
          expect(score).toBeGreaterThan(0)
          expect(score).toBeLessThanOrEqual(1)
        }
      }),
    )
  })
})
