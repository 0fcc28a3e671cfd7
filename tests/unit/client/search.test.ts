import { describe, expect, it } from 'vitest'
import { highlight } from '#client/citizen/search/highlight.ts'
import { readRecent, withSearch } from '#client/citizen/search/recent-searches.ts'

const marked = (text: string, query: string) =>
  highlight(text, query)
    .map(({ text: piece, marked: isMarked }) => (isMarked ? `[${piece}]` : piece))
    .join('')

describe('what was looked for is marked', () => {
  it.each([
    ['Führerschein umtauschen', 'fuehrerschein', '[Führerschein] umtauschen'],
    ['Führerschein umtauschen', 'fürerschein', '[Führerschein] umtauschen'],
    ['Führerschein umtauschen', 'führ', '[Führerschein] umtauschen'],
    ['Alte Führerscheine umtauschen', 'führerschein', 'Alte [Führerscheine] umtauschen'],
    ['Sperrmüll anmelden', 'müll', '[Sperrmüll] anmelden'],
    ['Straße sperren', 'strasse', '[Straße] sperren'],
    ['Kosten für den Hund', 'was kostet das für den hund', '[Kosten] für den [Hund]'],
    ['Nichts davon', 'reisepass', 'Nichts davon'],
  ])('in „%s“ for „%s“', (text, query, expected) => {
    expect(marked(text, query)).toBe(expected)
  })

  it('and never changes a letter of the text', () => {
    const text = '  Wer? „Ich & Du“ – <b>ihr</b> 100 %'
    expect(
      highlight(text, 'ihr du 100')
        .map((piece) => piece.text)
        .join(''),
    ).toBe(text)
  })
})

describe('recent searches', () => {
  const noon = Date.UTC(2026, 10, 23, 12)
  const hour = 60 * 60 * 1000

  it('are kept for a day, the last first, each once, five at most', () => {
    let recent = withSearch([], 'umzug', noon)
    recent = withSearch(recent, 'Hund', noon + 1)
    recent = withSearch(recent, ' Umzug ', noon + 2)
    expect(recent.map(({ query }) => query)).toEqual(['Umzug', 'Hund'])
    for (const query of ['a', 'b', 'c', 'd', 'e']) recent = withSearch(recent, query, noon + 3)
    expect(recent.map(({ query }) => query)).toEqual(['e', 'd', 'c', 'b', 'a'])
    expect(withSearch(recent, '  ', noon)).toEqual(recent)

    const stored = JSON.stringify([{ query: 'umzug', at: noon }])
    expect(readRecent(stored, noon + 23 * hour)).toHaveLength(1)
    expect(readRecent(stored, noon + 24 * hour)).toEqual([])
  })

  it.each([null, '', 'x', '{}', '[1,{"query":1}]', '[{"query":"a"}]'])(
    'are none where the store holds %j',
    (stored) => expect(readRecent(stored, noon)).toEqual([]),
  )
})
