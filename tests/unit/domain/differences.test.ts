import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { entryDifference } from '#shared/domain/entry-difference.ts'
import { textDifference } from '#shared/domain/text-difference.ts'
import { question } from '../../support/entries.ts'

describe('two texts', () => {
  it('differ word by word', () => {
    expect(textDifference('In drei Wochen fertig.', 'In zwei Wochen ist er fertig.')).toEqual([
      { kind: 'same', text: 'In ' },
      { kind: 'removed', text: 'drei' },
      { kind: 'added', text: 'zwei' },
      { kind: 'same', text: ' Wochen ' },
      { kind: 'added', text: 'ist er ' },
      { kind: 'same', text: 'fertig.' },
    ])
  })

  it('can be read back from what differs', () => {
    const words = fc
      .array(fc.constantFrom('a', 'b', 'c', ' ', '\n', 'ä'))
      .map((all) => all.join(''))
    fc.assert(
      fc.property(words, words, (before, after) => {
        const parts = textDifference(before, after)
        const without = (kind: string) =>
          parts
            .filter((part) => part.kind !== kind)
            .map((part) => part.text)
            .join('')
        expect(without('added')).toBe(before)
        expect(without('removed')).toBe(after)
      }),
    )
  })

  it('are not compared word by word when they are books', () => {
    const book = 'Wort '.repeat(5000)
    expect(textDifference(book, `${book}!`)).toHaveLength(2)
  })
})

describe('two entries', () => {
  it('differ field by field, lists as a whole', () => {
    const before = question()
    const after = question({ terms: ['eilpass', 'notpass'], popularity: 41, links: undefined })
    after.text = { de: { ...before.text.de, short: 'Bald.' } }
    expect(
      entryDifference(before, after).map(({ path, before, after }) => [path, before, after]),
    ).toEqual([
      ['popularity', '40', '41'],
      ['terms', 'eilpass', 'eilpass\nnotpass'],
      ['text.de.short', before.text.de.short, 'Bald.'],
      ['text.en.question', before.text.en!.question, null],
      ['text.en.short', before.text.en!.short, null],
      ['text.en.answer', before.text.en!.answer, null],
    ])
  })

  it('are alike when nothing differs, whatever the order of their fields', () => {
    const { text, ...rest } = question()
    expect(entryDifference({ text, ...rest }, question())).toEqual([])
  })
})
