import { describe, expect, it } from 'vitest'
import { type Land, holidaysOf } from '#shared/domain/holidays.ts'
import { weekdayOf } from '#shared/domain/local-time.ts'

const laender: Land[] = [
  'BW', 'BY', 'BE', 'BB', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH',
] // prettier-ignore

const laenderWith = (date: string) =>
  laender.filter((land) => holidaysOf(land, Number(date.slice(0, 4))).has(date)).sort()

describe('holidays', () => {
  it.each([
    ['New Year', '2026-01-01'],
    ['Good Friday', '2026-04-03'],
    ['Easter Monday', '2026-04-06'],
    ['Labour Day', '2026-05-01'],
    ['Ascension', '2026-05-14'],
    ['Whit Monday', '2026-05-25'],
    ['German Unity Day', '2026-10-03'],
    ['Christmas Day', '2026-12-25'],
    ['Boxing Day', '2026-12-26'],
  ])('in every Land: %s, %s', (_, date) => {
    expect(laenderWith(date)).toEqual([...laender].sort())
  })

  it.each<[string, string, Land[]]>([
    ['Epiphany', '2026-01-06', ['BW', 'BY', 'ST']],
    ["Women's Day", '2026-03-08', ['BE', 'MV']],
    ['Easter Sunday', '2026-04-05', ['BB']],
    ['Whit Sunday', '2026-05-24', ['BB']],
    ['Corpus Christi', '2026-06-04', ['BW', 'BY', 'HE', 'NW', 'RP', 'SL']],
    ["World Children's Day", '2026-09-20', ['TH']],
    ['Reformation Day', '2026-10-31', ['BB', 'HB', 'HH', 'MV', 'NI', 'SH', 'SN', 'ST', 'TH']],
    ["All Saints' Day", '2026-11-01', ['BW', 'BY', 'NW', 'RP', 'SL']],
    ['Day of Repentance', '2026-11-18', ['SN']],
  ])('only in some: %s, %s, in %j', (_, date, expected) => {
    expect(laenderWith(date)).toEqual(expected)
  })

  it('are no days on which people only wish they were', () => {
    for (const date of ['2026-02-16', '2026-12-24', '2026-12-31', '2026-11-11']) {
      expect(laenderWith(date)).toEqual([])
    }
  })

  it('move with Easter from year to year', () => {
    const corpusChristi = ['2024-05-30', '2025-06-19', '2026-06-04', '2027-05-27', '2028-06-15']
    for (const date of corpusChristi) {
      expect(holidaysOf('NW', Number(date.slice(0, 4))).get(date)).toBe('Fronleichnam')
      expect(weekdayOf(date)).toBe(4)
    }
  })

  it('put the Day of Repentance on the Wednesday before the 23rd of November', () => {
    const days = ['2024-11-20', '2025-11-19', '2026-11-18', '2027-11-17', '2028-11-22']
    for (const date of days) {
      expect(holidaysOf('SN', Number(date.slice(0, 4))).get(date)).toBe('Buß- und Bettag')
    }
  })

  it('are dates of their year, each with a German name', () => {
    for (const land of laender) {
      const holidays = [...holidaysOf(land, 2030)]
      expect(holidays.length).toBeGreaterThanOrEqual(9)
      for (const [date, name] of holidays) {
        expect(date).toMatch(/^2030-\d{2}-\d{2}$/)
        expect(name).toMatch(/\p{L}{3}/u)
      }
    }
  })
})
