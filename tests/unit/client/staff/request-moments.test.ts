import { describe, expect, it } from 'vitest'
import {
  ageWords,
  dayWords,
  momentWords,
  shortTime,
  spanTimes,
  urgencyOf,
} from '#client/staff/requests/relative-moment.ts'

const zone = 'Europe/Berlin'
const now = Date.parse('2026-11-23T10:00:00Z')
/** The space that keeps number and unit together looks like any other. */
const plain = (text: string | null) => text?.replaceAll('\u00a0', ' ')

describe('a time that something is due', () => {
  it('is said as colleagues say it, on the clocks of the municipality', () => {
    expect(plain(momentWords('2026-11-23T14:00:00Z', zone, now, 'de'))).toBe('heute 15 Uhr')
    expect(plain(momentWords('2026-11-24T07:30:00Z', zone, now, 'de'))).toBe('morgen 8:30 Uhr')
    expect(plain(momentWords('2026-11-22T23:30:00Z', zone, now, 'de'))).toBe('heute 0:30 Uhr')
    expect(plain(momentWords('2026-11-27T09:00:00Z', zone, now, 'de'))).toBe('Fr 27.11. 10 Uhr')
    expect(plain(momentWords('2026-11-27T09:00:00Z', zone, now, 'en'))).toBe('Fri 27 Nov 10:00')
    expect(plain(momentWords('2026-11-22T09:00:00Z', zone, now, 'en'))).toBe('yesterday 10:00')
  })

  it('is overdue from its very instant', () => {
    expect(urgencyOf('2026-11-23T10:00:00Z', zone, now)).toBe('overdue')
    expect(urgencyOf('2026-11-23T10:00:01Z', zone, now)).toBe('today')
    expect(urgencyOf('2026-11-23T23:30:00Z', zone, now)).toBe('soon')
    expect(urgencyOf('2026-11-25T10:00:00Z', zone, now)).toBe('later')
  })
})

describe('the words for days, times and ages', () => {
  it('name the unit once', () => {
    const { from, to } = spanTimes('08:30', '10:00', 'de')
    expect([from, plain(to)]).toEqual(['8:30', '10 Uhr'])
    expect(shortTime('08:05', 'en')).toBe('8:05')
  })

  it('count back in the largest unit that is whole', () => {
    expect(ageWords('2026-11-23T09:59:30Z', now, 'de')).toBeNull()
    expect(ageWords('2026-11-23T09:15:00Z', now, 'de')).toBe('vor 45 Minuten')
    expect(ageWords('2026-11-22T11:00:00Z', now, 'de')).toBe('vor 23 Stunden')
    expect(ageWords('2026-11-20T09:00:00Z', now, 'de')).toBe('vor 3 Tagen')
    expect(dayWords('2026-11-22', '2026-11-23', 'de')).toBe('gestern')
    expect(dayWords('2026-11-26', '2026-11-23', 'de')).toBe('Do 26. November')
  })
})
