import fc from 'fast-check'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { IsoDate, Language, Slug, WallTime } from '#shared/contracts/fields.ts'
import { formatWallTime, parseWallTime } from '#shared/domain/local-time.ts'

const complaint = (schema: v.GenericSchema, value: unknown) =>
  v.safeParse(schema, value).issues?.[0].message ?? null

describe('a date', () => {
  it.each(['2026-11-23', '2028-02-29', '2000-02-29', '2026-12-31', '2026-01-01'])(
    'may be %s',
    (date) => {
      expect(v.parse(IsoDate, date)).toBe(date)
    },
  )

  it.each([
    '2026-02-29',
    '2026-02-30',
    '2100-02-29',
    '2026-04-31',
    '2026-11-00',
    '2026-11-32',
    '2026-00-10',
    '2026-13-01',
    '26-11-23',
    '2026-1-3',
    '23.11.2026',
    '2026-11-23T08:00',
    '2026-11-23\n',
    ' 2026-11-23',
    '+002026-11-23',
    '',
    null,
    20261123,
  ])('is not %j', (date) => {
    expect(complaint(IsoDate, date)).toBe('date-invalid')
  })

  it('exists in the calendar, of all that have its shape', () => {
    const digits = (length: number, max: number) =>
      fc.integer({ min: 0, max }).map((number) => String(number).padStart(length, '0'))
    fc.assert(
      fc.property(digits(4, 9999), digits(2, 14), digits(2, 33), (year, month, day) => {
        const date = new Date(0)
        date.setUTCFullYear(Number(year), Number(month) - 1, Number(day))
        const exists = date.getUTCMonth() === Number(month) - 1 && date.getUTCDate() === Number(day)
        expect(v.is(IsoDate, `${year}-${month}-${day}`)).toBe(exists)
      }),
      { numRuns: 2000 },
    )
  })
})

describe('a wall time', () => {
  it('may be any minute of the day', () => {
    for (let minute = 0; minute < 1440; minute++) {
      expect(parseWallTime(v.parse(WallTime, formatWallTime(minute)))).toBe(minute)
    }
  })

  it.each(['24:00', '08:60', '8:05', '08:5', '0805', '08:05:00', '08:05\n', '-1:00', '', null])(
    'is not %j',
    (time) => {
      expect(complaint(WallTime, time)).toBe('time-invalid')
    },
  )
})

describe('a name in an address bar', () => {
  it.each(['reisepass', 'kfz-zulassung-2', '1', 'a'.repeat(80)])('may be %s', (slug) => {
    expect(v.parse(Slug, slug)).toBe(slug)
  })

  it.each(['', '-a', 'a-', 'a--b', 'A', 'ä', 'a b', 'a/b', '../a', 'a\n', 'a%2f', 'a.b', null])(
    'is not %j',
    (slug) => {
      expect(complaint(Slug, slug)).toBe('invalid')
    },
  )

  it('has eighty characters at most', () => {
    expect(complaint(Slug, 'a'.repeat(81))).toBe('too-long')
  })
})

describe('a language', () => {
  it('is one of those that there are words in', () => {
    expect(v.parse(Language, 'de')).toBe('de')
    expect(v.parse(Language, 'en')).toBe('en')
    for (const other of ['fr', 'DE', 'de-DE', '', undefined]) {
      expect(complaint(Language, other)).toBe('unknown-value')
    }
  })
})
