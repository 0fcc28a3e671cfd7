import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Matchable, fold, matchScore } from '#shared/search/match.ts'

const entry = (more: Partial<Matchable> = {}): Matchable => ({
  title: '',
  terms: [],
  text: '',
  ...more,
})

describe('words as they are compared', () => {
  it.each([
    ['Führerschein', ['Fuehrerschein', 'fuhrerschein', 'FÜHRERSCHEIN', 'Fu\u0308hrerschein']],
    ['Straße', ['Strasse', 'STRASSE', 'strasse', 'STRAẞE']],
    ['Behörde', ['Behoerde', 'behorde']],
    ['Café', ['cafe', 'CAFÉ']],
    ['Eheschließung', ['eheschliessung']],
  ])('are the same for %s and %j', (word, spellings) => {
    for (const spelling of spellings) expect(fold(spelling)).toBe(fold(word))
  })

  it('stay apart where they differ by more than the keyboard', () => {
    expect(fold('Pass')).not.toBe(fold('Pas'))
    expect(fold('Bäcker')).not.toBe(fold('Becker'))
  })
})

describe('how well an entry fits a query', () => {
  const passport = entry({
    title: 'Reisepass beantragen',
    terms: ['Pass', 'Auslandsreise'],
    text: 'Sie brauchen ein biometrisches Foto.',
  })

  it('is most where every word begins a word of the title', () => {
    expect(matchScore('reisepass', passport)).toBe(1)
    expect(matchScore('beantr Reise', passport)).toBe(1)
  })

  it('is less for everyday words, less inside of words, and least in the text', () => {
    const scores = ['reisepass', 'auslands', 'antrag', 'foto'].map((q) => matchScore(q, passport))
    expect(scores).toEqual([...scores].sort((a, b) => b - a))
    expect(new Set(scores).size).toBe(4)
    expect(scores.at(-1)).toBeGreaterThan(0)
  })

  it('is nothing unless every word occurs', () => {
    expect(matchScore('reisepass verlängern', passport)).toBe(0)
    expect(matchScore('hund', passport)).toBe(0)
  })

  it('is nothing for a query without a word', () => {
    for (const query of ['', '  ', '?!', '–']) expect(matchScore(query, passport)).toBe(0)
  })

  it('does not care for umlauts, case, hyphens and the order of words', () => {
    const registration = entry({ title: 'Kfz-Zulassung für Händler' })
    for (const query of ['HAENDLER kfz', 'handler', 'zulassung', 'kfz-zulassung', 'fuer']) {
      expect(matchScore(query, registration)).toBe(1)
    }
  })

  it('counts a word of the text behind any sign', () => {
    const texts = ['(Ausweis)', '„Ausweis“', 'Pass/Ausweis', 'Pass\nAusweis', 'Pass, Ausweis']
    expect(texts.filter((text) => matchScore('ausweis', entry({ text })) === 0)).toEqual([])
  })

  it('counts a word of the title as its beginning behind any sign', () => {
    expect(matchScore('erweitert', entry({ title: 'Führungszeugnis (erweitert)' }))).toBe(1)
    expect(matchScore('abmeldung', entry({ title: 'An-/Abmeldung' }))).toBe(1)
  })

  it('lies between nothing and one, and does not grow when a word is added that is not there', () => {
    const words = fc.constantFrom(
      'reise',
      'pass',
      'foto',
      'biometrisch',
      'ausland',
      'xyz',
      'antrag',
    )
    fc.assert(
      fc.property(fc.array(words, { maxLength: 5 }), (words) => {
        const score = matchScore(words.join(' '), passport)
        expect(score).toBeGreaterThanOrEqual(0)
        expect(score).toBeLessThanOrEqual(1)
        expect(matchScore([...words, 'xyz'].join(' '), passport)).toBe(0)
      }),
    )
  })

  it('survives whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string({ unit: 'binary' }), (query, title) => {
        const score = matchScore(query, entry({ title }))
        expect(score >= 0 && score <= 1).toBe(true)
      }),
    )
  })

  it('is one for the first letters of a title, however many are typed by now', () => {
    const word = fc.stringMatching(/^[A-Za-zÄÖÜäöüß]{1,12}$/)
    fc.assert(
      fc.property(word, word, fc.integer({ min: 1, max: 12 }), (first, second, typed) => {
        const title = `${first} ${second}`
        expect(matchScore(first.slice(0, typed), entry({ title }))).toBe(1)
        expect(matchScore(second.slice(0, typed), entry({ title }))).toBe(1)
      }),
    )
  })
})
