import { describe, expect, it } from 'vitest'
import german from '#client/i18n/de/staff-knowledge.json' with { type: 'json' }
import english from '#client/i18n/en/staff-knowledge.json' with { type: 'json' }
import { unhelpfulReasons } from '#shared/contracts/catalogue.ts'
import { FaqContent, FaqText, ServiceContent, ServiceText } from '#shared/contracts/entries.ts'
import { entryStates, findingCodes } from '#shared/contracts/staff-entries.ts'

describe.each([
  ['German', german],
  ['English', english],
])('in %s, the editors’ words', (_language, words) => {
  it('say every finding, state and reason', () => {
    expect(Object.keys(words.finding).sort()).toEqual(Object.keys(findingCodes).sort())
    expect(Object.keys(words.state).sort()).toEqual([...entryStates].sort())
    expect(Object.keys(words.reason).sort()).toEqual([...unhelpfulReasons].sort())
  })

  it('name every part of an entry', () => {
    const parts = [ServiceContent, ServiceText, FaqContent, FaqText].flatMap(({ entries }) =>
      Object.keys(entries),
    )
    expect(Object.keys(words.field)).toEqual(expect.arrayContaining(parts))
  })
})
