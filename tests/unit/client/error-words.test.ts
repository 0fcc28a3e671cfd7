import { describe, expect, it } from 'vitest'
import { errorCodes } from '#shared/contracts/error-codes.ts'
import { fieldErrorCodes } from '#shared/contracts/fields.ts'
import { errorWords, fieldErrorWords } from '#client/lib/error-words.ts'
import german from '#client/i18n/de/errors.json' with { type: 'json' }
import english from '#client/i18n/en/errors.json' with { type: 'json' }

describe.each([
  ['German', german],
  ['English', english],
])('in %s', (_language, words) => {
  it('every error has words of its own', () => {
    expect(Object.keys(words.code).sort()).toEqual([...errorCodes, 'offline'].sort())
    expect(Object.keys(errorWords).sort()).toEqual(Object.keys(words.code).sort())
    expect(Object.values(words.code).every((text) => text.length > 10)).toBe(true)
  })

  it('every mistake in a field has words of its own', () => {
    expect(Object.keys(words.field).sort()).toEqual([...fieldErrorCodes].sort())
    expect(Object.keys(fieldErrorWords).sort()).toEqual(Object.keys(words.field).sort())
  })
})
