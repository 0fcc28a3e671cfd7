import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { search } from '#shared/search/search.ts'
import { type Searchable, buildIndex } from '#shared/search/search-index.ts'
import { index, searchables } from './musterstadt.ts'

const entry = (slug: string, title: string, more: Partial<Searchable> = {}): Searchable => ({
  kind: 'service',
  slug,
  title,
  teaser: '',
  terms: [],
  body: [],
  translations: [],
  services: [],
  popularity: 0,
  ...more,
})
const slugsFor = (query: string, unfinished = false) =>
  search(index, query, { unfinished }).results.map(({ entry: { slug } }) => slug)
const ofKind = (kind: Searchable['kind']) => searchables.filter((one) => one.kind === kind)
const without = (text: string, at: number) => text.slice(0, at) + text.slice(at + 1)
const swapped = (text: string, at: number) =>
  text.slice(0, at) + (text[at + 1] ?? '') + text[at]! + text.slice(at + 2)

describe('a search over all of Musterstadt', () => {
  it('answers whatever is typed, with scores in order', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 200 }),
      fc.array(fc.constantFrom(...searchables.flatMap(({ terms }) => terms)), { maxLength: 8 }),
    )
    fc.assert(
      fc.property(typed, fc.boolean(), (text, unfinished) => {
        const query = typeof text === 'string' ? text : text.join(' ')
        const scores = search(index, query, { unfinished }).results.map(({ score }) => score)
        expect(scores).toEqual(scores.toSorted((a, b) => b - a))
        expect(scores.every((score) => score > 0 && Number.isFinite(score))).toBe(true)
      }),
    )
  })

  it('finds nothing in nothing', () => {
    for (const nothing of ['', '   ', '?!', '🙂']) {
      expect(search(index, nothing)).toMatchObject({ results: [], confident: false })
    }
  })

  it('finds every service first by its own title', () => {
    const missed = ofKind('service').filter(({ slug, title }) => slugsFor(title)[0] !== slug)
    expect(missed.map(({ title }) => title)).toEqual([])
  })

  it('finds every question first by its own words, or right behind its service', () => {
    const missed = ofKind('faq').filter(
      ({ slug, title }) => !slugsFor(title).slice(0, 2).includes(slug),
    )
    expect(missed.map(({ title }) => title)).toEqual([])
  })

  it('finds 98 of 100 titles first with a letter missing, or two swapped', () => {
    const typed = ofKind('service').flatMap(({ slug, title }) =>
      [0.2, 0.5, 0.8].flatMap((share) => {
        const at = Math.floor(share * title.length)
        return [without(title, at), swapped(title, at)].map((query) => ({ slug, query }))
      }),
    )
    const found = typed.filter(({ slug, query }) => slugsFor(query)[0] === slug)
    expect(found.length / typed.length).toBeGreaterThan(0.98)
  })

  it('reads titles as keyboards without umlauts write them', () => {
    for (const { slug, title } of ofKind('service')) {
      const bare = title.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('ß', 'ss')
      expect(slugsFor(bare)[0]).toBe(slug)
    }
  })

  it('has something from five letters on, and the title long before its end', () => {
    for (const { slug, title } of ofKind('service')) {
      // „Als …“ says nothing yet.
      for (let length = 5; length <= title.length; length += 4) {
        expect(slugsFor(title.slice(0, length), true).length).toBeGreaterThan(0)
      }
      expect(slugsFor(title.slice(0, Math.ceil(0.75 * title.length)), true).slice(0, 5)).toContain(
        slug,
      )
    }
  })

  it('corrects what was typed by words of the entry that it found', () => {
    expect(search(index, 'fürerschein umtauschn').didYouMean).toBe('Führerschein umtauschen')
    expect(search(index, 'Führerschein umtauschen').didYouMean).toBeNull()
  })
})

describe('what no town hall does', () => {
  it.each([
    ['Kindergeld', 'familienkasse'],
    ['TÜV', 'pruefstellen-hauptuntersuchung'],
    ['Rundfunkbeitrag', 'beitragsservice'],
    ['Steuererklärung', 'finanzamt'],
  ])('is not claimed to be found: %s is for %s', (query, authority) => {
    const { confident, elsewhere } = search(index, query)
    expect(confident).toBe(false)
    expect(elsewhere.map(({ entry: { slug } }) => slug)).toContain(authority)
  })

  it.each(['qwertz', 'danke', 'hallo', 'lorem ipsum dolor', 'Rezept für Linsensuppe'])(
    'is not guessed at: %s',
    (query) => {
      expect(search(index, query).confident).toBe(false)
    },
  )

  it('never stands among the results', () => {
    for (const { title } of ofKind('elsewhere')) {
      const { results, elsewhere } = search(index, title)
      expect(results.every((one) => one.entry.kind !== 'elsewhere')).toBe(true)
      expect(elsewhere[0]?.entry.title).toBe(title)
    }
  })
})

describe('a small catalogue', () => {
  const find = (entries: Searchable[], query: string) =>
    search(buildIndex(entries), query).results.map(({ entry: { slug } }) => slug)

  it('prefers a title to a term, and a term to a text', () => {
    const entries = [
      entry('body', 'Gelbe Tonne', { body: ['Auch ein Fahrrad passt hinein.'] }),
      entry('term', 'Fundbüro', { terms: ['Fahrrad'] }),
      entry('title', 'Fahrrad'),
    ]
    expect(find(entries, 'Fahrrad')).toEqual(['title', 'term', 'body'].slice(0, 2))
  })

  it('lets the popular lead only among equals', () => {
    const entries = [
      entry('rare', 'Grab verlängern', { popularity: 0 }),
      entry('popular', 'Grab kaufen', { popularity: 100 }),
    ]
    expect(find(entries, 'Grab')[0]).toBe('popular')
    expect(find(entries, 'Grab verlängern')[0]).toBe('rare')
  })

  it('puts a service above its question where both fit, and below where only the question does', () => {
    const entries = [
      entry('hundesteuer', 'Hundesteuer anmelden'),
      entry('hund-tot', 'Mein Hund ist gestorben. Zahle ich weiter Hundesteuer?', {
        kind: 'faq',
        services: ['hundesteuer'],
      }),
      entry('gewerbe', 'Gewerbe anmelden'),
    ]
    expect(find(entries, 'Hundesteuer')).toEqual(['hundesteuer', 'hund-tot'])
    expect(find(entries, 'gestorben')[0]).toBe('hund-tot')
  })

  it('can be empty', () => {
    expect(find([], 'Pass')).toEqual([])
  })
})
