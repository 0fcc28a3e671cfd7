import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type ReleaseRule, bookingWindow, isBefore } from '#shared/domain/booking-window.ts'
import { type LocalMoment, addDays, parseWallTime } from '#shared/domain/local-time.ts'

const at = (text: string): LocalMoment => ({
  date: text.slice(0, 10),
  minute: parseWallTime(text.slice(11)),
})

const daily: ReleaseRule = {
  leadMinutes: 60,
  horizonDays: 28,
  releaseWeekday: null,
  releaseMinute: parseWallTime('07:00'),
}
/** Thursdays at seven. */
const weekly: ReleaseRule = { ...daily, releaseWeekday: 4 }

const moment = fc.record({
  date: fc.integer({ min: 0, max: 800 }).map((days) => addDays('2026-01-01', days)),
  minute: fc.integer({ min: 0, max: 1439 }),
})
const rule = fc.record({
  leadMinutes: fc.integer({ min: 0, max: 20_160 }),
  horizonDays: fc.integer({ min: 1, max: 366 }),
  releaseWeekday: fc.option(fc.integer({ min: 1, max: 7 })),
  releaseMinute: fc.integer({ min: 0, max: 1439 }),
})

describe('a group that opens a new day every day', () => {
  it('opens it at its hour and not a minute before', () => {
    const before = bookingWindow(daily, at('2026-11-23T06:59'))
    expect(before.lastDate).toBe('2026-12-20')
    expect(before.nextRelease).toEqual(at('2026-11-23T07:00'))

    const after = bookingWindow(daily, at('2026-11-23T07:00'))
    expect(after.lastDate).toBe('2026-12-21')
    expect(after.nextRelease).toEqual(at('2026-11-24T07:00'))
  })

  it('opens it at midnight if it names no hour', () => {
    const window = bookingWindow({ ...daily, releaseMinute: 0 }, at('2026-11-23T00:00'))
    expect(window.lastDate).toBe('2026-12-21')
    expect(window.nextRelease).toEqual(at('2026-11-24T00:00'))
  })
})

describe('a group that opens new days once a week', () => {
  it.each([
    ['on the evening before', '2026-11-25T23:59', '2026-12-17', '2026-11-26T07:00'],
    ['a minute before the hour', '2026-11-26T06:59', '2026-12-17', '2026-11-26T07:00'],
    ['at the hour', '2026-11-26T07:00', '2026-12-24', '2026-12-03T07:00'],
    ['on the day after', '2026-11-27T00:00', '2026-12-24', '2026-12-03T07:00'],
    ['six days later', '2026-12-02T12:00', '2026-12-24', '2026-12-03T07:00'],
  ])('shows %s the days that are open and when more will be', (_, now, lastDate, next) => {
    const window = bookingWindow(weekly, at(now))
    expect(window.lastDate).toBe(lastDate)
    expect(window.nextRelease).toEqual(at(next))
  })
})

describe('the shortest time between booking and visit', () => {
  it('reaches over midnight, and over the end of a year', () => {
    const lead = (leadMinutes: number, now: string) =>
      bookingWindow({ ...daily, leadMinutes }, at(now)).notBefore
    expect(lead(0, '2026-11-23T08:00')).toEqual(at('2026-11-23T08:00'))
    expect(lead(60, '2026-11-23T22:59')).toEqual(at('2026-11-23T23:59'))
    expect(lead(60, '2026-11-23T23:00')).toEqual(at('2026-11-24T00:00'))
    expect(lead(2 * 1440 + 30, '2026-12-30T23:45')).toEqual(at('2027-01-02T00:15'))
  })

  it('is as long as the rule says, whenever one books', () => {
    const minutesSince = ({ date, minute }: LocalMoment) => Date.parse(date) / 60_000 + minute
    fc.assert(
      fc.property(rule, moment, (rule, now) => {
        const { notBefore } = bookingWindow(rule, now)
        expect(minutesSince(notBefore) - minutesSince(now)).toBe(rule.leadMinutes)
        expect(notBefore.minute).toBeLessThan(1440)
      }),
    )
  })
})

describe('the booking window', () => {
  it('never closes a day again as time goes on', () => {
    fc.assert(
      fc.property(rule, moment, moment, (rule, a, b) => {
        const [earlier, later] = isBefore(a, b) ? [a, b] : [b, a]
        const open = bookingWindow(rule, earlier)
        expect(open.lastDate <= bookingWindow(rule, later).lastDate).toBe(true)
      }),
    )
  })

  it('grows at the moment that it announced, and not a minute before', () => {
    fc.assert(
      fc.property(rule, moment, (rule, now) => {
        const { lastDate, nextRelease } = bookingWindow(rule, now)
        expect(isBefore(now, nextRelease)).toBe(true)
        expect(bookingWindow(rule, nextRelease).lastDate > lastDate).toBe(true)
        const minuteBefore =
          nextRelease.minute > 0
            ? { ...nextRelease, minute: nextRelease.minute - 1 }
            : { date: addDays(nextRelease.date, -1), minute: 1439 }
        expect(bookingWindow(rule, minuteBefore).lastDate).toBe(lastDate)
      }),
    )
  })
})

describe('of two moments', () => {
  it('the earlier day is before, then the earlier minute, and none before itself', () => {
    expect(isBefore(at('2026-11-23T23:59'), at('2026-11-24T00:00'))).toBe(true)
    expect(isBefore(at('2026-11-23T08:00'), at('2026-11-23T08:01'))).toBe(true)
    expect(isBefore(at('2026-11-24T00:00'), at('2026-11-23T23:59'))).toBe(false)
    expect(isBefore(at('2026-11-23T08:00'), at('2026-11-23T08:00'))).toBe(false)
  })
})
