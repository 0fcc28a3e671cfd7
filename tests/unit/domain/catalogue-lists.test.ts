import { describe, expect, it } from 'vitest'
import { byTopic } from '#shared/domain/by-topic.ts'
import { entryFilter } from '#shared/domain/search-filter.ts'

const catalogue = {
  services: [
    { slug: 'umzug', lifeSituations: ['wohnen'], channels: ['appointment' as const] },
    { slug: 'hund', lifeSituations: ['tiere'], channels: ['online' as const, 'post' as const] },
  ],
  faq: [
    { slug: 'umzug-frist', lifeSituations: ['wohnen'], services: ['umzug'] },
    { slug: 'hund-umzug', lifeSituations: ['tiere', 'wohnen'], services: ['hund', 'umzug'] },
  ],
}
const entries = [
  ...catalogue.services.map(({ slug }) => ({ kind: 'service', slug })),
  ...catalogue.faq.map(({ slug }) => ({ kind: 'faq', slug })),
]

describe('a search is narrowed', () => {
  it.each([
    [{}, ['umzug', 'hund', 'umzug-frist', 'hund-umzug']],
    [{ topic: 'wohnen' }, ['umzug', 'umzug-frist', 'hund-umzug']],
    [{ channel: 'online' as const }, ['hund', 'hund-umzug']],
    [{ topic: 'wohnen', channel: 'online' as const }, ['hund-umzug']],
    [{ topic: 'nirgends' }, []],
  ])('to %j', (filter, expected) => {
    const fits = entryFilter(catalogue, filter)
    expect(entries.filter(fits).map(({ slug }) => slug)).toEqual(expected)
  })
})

describe('questions by life situation', () => {
  const topics = [{ slug: 'wohnen' }, { slug: 'leer' }, { slug: 'tiere' }]
  it('stand once each, the most wanted first, those of no topic last', () => {
    const questions = [
      { id: 'ohne', lifeSituations: [], popularity: 100 },
      { id: 'selten', lifeSituations: ['wohnen'], popularity: 1 },
      { id: 'oft', lifeSituations: ['tiere', 'wohnen'], popularity: 9 },
      { id: 'tier', lifeSituations: ['tiere'], popularity: 5 },
    ]
    const groups = byTopic(questions, topics)
    expect(groups.map(({ topic, entries: of }) => [topic?.slug, of.map(({ id }) => id)])).toEqual([
      ['wohnen', ['oft', 'selten']],
      ['tiere', ['tier']],
      [undefined, ['ohne']],
    ])
  })
})
