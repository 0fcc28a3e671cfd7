import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  addDays,
  addMinutes,
  datesFrom,
  formatWallTime,
  instantOf,
  localMoment,
  parseWallTime,
  toInstant,
  weekdayOf,
  weekOfMonth,
} from '#shared/domain/local-time.ts'

const epochMilliseconds = fc.integer({
  min: Date.parse('2020-01-01T00:00:00Z'),
  max: Date.parse('2040-01-01T00:00:00Z'),
})
const date = fc
  .integer({ min: 0, max: 20 * 365 })
  .map((days) => new Date(Date.UTC(2020, 0, 1 + days)).toISOString().slice(0, 10))
const minuteOfDay = fc.integer({ min: 0, max: 1439 })

describe('an instant', () => {
  it('sorts as text as it does as time', () => {
    fc.assert(
      fc.property(epochMilliseconds, epochMilliseconds, (a, b) => {
        expect(instantOf(a)).toBe(new Date(a).toISOString())
        expect(instantOf(a) < instantOf(b)).toBe(a < b)
      }),
    )
  })

  it('moves by minutes that have really passed, over a time change as well', () => {
    expect(addMinutes('2027-03-28T00:30:00.000Z', 60)).toBe('2027-03-28T01:30:00.000Z')
    expect(addMinutes('2026-11-23T07:00:00.000Z', -0.5)).toBe('2026-11-23T06:59:30.000Z')
  })

  it('is the wall time of its zone, and the wall time is that instant', () => {
    expect(localMoment('2026-11-23T07:05:00.000Z', 'Europe/Berlin')).toEqual({
      date: '2026-11-23',
      minute: 485,
    })
    expect(toInstant('2026-11-23', 485, 'Europe/Berlin')).toBe('2026-11-23T07:05:00.000Z')
    expect(toInstant('2026-07-23', 485, 'Europe/Berlin')).toBe('2026-07-23T06:05:00.000Z')
  })

  it('before midnight in London is a day later in Berlin', () => {
    expect(localMoment('2026-12-31T23:30:59.999Z', 'Europe/Berlin')).toEqual({
      date: '2027-01-01',
      minute: 30,
    })
  })

  it('of the minute 1440 is the next midnight', () => {
    expect(toInstant('2026-11-23', 1440, 'Europe/Berlin')).toBe(
      toInstant('2026-11-24', 0, 'Europe/Berlin'),
    )
  })

  it('comes back from its wall time, wherever the clocks do not change', () => {
    fc.assert(
      fc.property(
        date,
        minuteOfDay,
        fc.constantFrom('UTC', 'Asia/Kolkata'),
        (date, minute, zone) => {
          expect(localMoment(toInstant(date, minute, zone), zone)).toEqual({ date, minute })
        },
      ),
    )
  })
})

describe('a date', () => {
  it('moves over months, years and leap days', () => {
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01')
    expect(addDays('2027-01-01', -1)).toBe('2026-12-31')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2027-02-28', 1)).toBe('2027-03-01')
  })

  it('moves back as far as it moved on', () => {
    fc.assert(
      fc.property(date, fc.integer({ min: -800, max: 800 }), (date, days) => {
        const other = addDays(date, days)
        expect(Date.parse(other) - Date.parse(date)).toBe(days * 86_400_000)
        expect(addDays(other, -days)).toBe(date)
      }),
    )
  })

  it('begins a list of days in which none is left out and none is double', () => {
    expect(datesFrom('2027-03-27', 3)).toEqual(['2027-03-27', '2027-03-28', '2027-03-29'])
    expect(datesFrom('2027-03-27', 0)).toEqual([])
    fc.assert(
      fc.property(date, fc.integer({ min: 1, max: 120 }), (date, count) => {
        const dates = Array.from({ length: count }, (_, days) => addDays(date, days))
        expect(datesFrom(date, count)).toEqual(dates)
      }),
      { numRuns: 30 },
    )
  })

  it('has a weekday from 1 for Monday to 7 for Sunday', () => {
    expect(datesFrom('2026-11-23', 8).map(weekdayOf)).toEqual([1, 2, 3, 4, 5, 6, 7, 1])
  })

  it('is the how-many-eth of its weekday, counted one by one through the month', () => {
    fc.assert(
      fc.property(date, (date) => {
        const same = datesFrom(`${date.slice(0, 7)}-01`, Number(date.slice(8))).filter(
          (day) => weekdayOf(day) === weekdayOf(date),
        )
        expect(weekOfMonth(date)).toBe(same.length)
      }),
      { numRuns: 60 },
    )
  })
})

describe('a wall time', () => {
  it('is written with two digits each', () => {
    expect(formatWallTime(485)).toBe('08:05')
    expect(formatWallTime(0)).toBe('00:00')
    expect(formatWallTime(1440)).toBe('24:00')
  })

  it('is read as it was written', () => {
    fc.assert(
      fc.property(minuteOfDay, (minute) => {
        expect(parseWallTime(formatWallTime(minute))).toBe(minute)
      }),
    )
  })
})
