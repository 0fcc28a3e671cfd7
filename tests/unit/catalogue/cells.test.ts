import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { columnOf, fromCells, toCells } from '#server/catalogue/exchange/cells.ts'
import { readCsv, writeCsv } from '#server/catalogue/exchange/csv.ts'
import { question } from '../../support/entries.ts'

describe('an entry as a row', () => {
  it('has a cell for each field, and for each list', () => {
    const cells = toCells({ terms: ['a', 'b'], fees: [{ text: { de: '5 €' } }], minutes: 5 })
    expect([...cells]).toEqual([
      ['terms', 'a\nb'],
      ['fees.1.text.de', '5 €'],
      ['minutes', '5'],
    ])
    expect(fromCells(cells)).toEqual({
      terms: ['a', 'b'],
      fees: [{ text: { de: '5 €' } }],
      minutes: 5,
    })
  })

  it('names the column of what is wrong', () => {
    expect(columnOf(['fees', 0, 'text', 'de'])).toBe('fees.1.text.de')
    expect(columnOf(['text', 'de', 'documents', 3])).toBe('text.de.documents')
  })

  it('makes nothing of the names that objects have from birth', () => {
    const content = fromCells(
      new Map([
        ['__proto__.polluted', 'ja'],
        ['constructor.name', 'x'],
      ]),
    )
    expect(({} as { polluted?: string }).polluted).toBeUndefined()
    expect(Object.keys(content)).toEqual(['__proto__', 'constructor'])
  })

  it('comes back from a table with whatever was written in it', () => {
    const words = fc
      .string({ unit: 'grapheme', minLength: 1, maxLength: 60 })
      .filter((text) => text.trim() !== '' && text.isWellFormed())
    fc.assert(
      fc.property(words, (short) => {
        const content = question({ text: { de: { ...question().text.de, short } } })
        const table = writeCsv([{ kind: 'faq', id: 'frage', content }])
        const { entries, problems } = readCsv(table, () => undefined)
        expect(problems).toEqual([])
        expect(entries[0]?.content).toEqual(content)
      }),
      { numRuns: 300 },
    )
  })
})
