import { describe, expect, it } from 'vitest'
import {
  addDays,
  clockIn,
  dayIn,
  daysBetween,
  formatClock,
  formatDate,
  formatDay,
  formatDuration,
  formatMoment,
  formatShortDay,
  formatTime,
  formatWeekday,
  minutesLeft,
  relativeDay,
  secondsLeft,
} from '#client/lib/dates.ts'

describe('days in words', () => {
  it('names weekday, day and month in both languages', () => {
    expect(formatDay('2026-11-23', 'de')).toBe('Montag, 23. November')
    expect(formatDay('2026-11-23', 'en')).toBe('Monday 23 November')
  })

  it('adds the year only where it is another one', () => {
    expect(formatDay('2027-01-04', 'de', '2026-12-30')).toBe('Montag, 4. Januar 2027')
    expect(formatDay('2026-12-31', 'de', '2026-12-30')).toBe('Donnerstag, 31. Dezember')
  })

  it('shortens the weekday without a full stop', () => {
    expect(formatShortDay('2026-11-24', 'de')).toBe('Di 24. November')
    expect(formatShortDay('2026-11-24', 'en')).toBe('Tue 24 November')
  })

  it('writes a date with its year', () => {
    expect(formatDate('2026-11-24', 'de')).toBe('24. November 2026')
  })

  it('counts weekdays from Monday', () => {
    expect(formatWeekday(1, 'de')).toBe('Montag')
    expect(formatWeekday(7, 'en')).toBe('Sunday')
  })

  it('says today and tomorrow, and nothing for other days', () => {
    expect(relativeDay('2026-11-23', '2026-11-23', 'de')).toBe('heute')
    expect(relativeDay('2026-11-24', '2026-11-23', 'de')).toBe('morgen')
    expect(relativeDay('2026-11-24', '2026-11-23', 'en')).toBe('tomorrow')
    expect(relativeDay('2026-11-25', '2026-11-23', 'de')).toBeNull()
    expect(relativeDay('2026-11-22', '2026-11-23', 'de')).toBeNull()
  })
})

describe('times in words', () => {
  it('drops the leading zero and adds Uhr in German', () => {
    expect(formatTime('08:05', 'de')).toBe('8:05\u00a0Uhr')
    expect(formatTime('08:05', 'en')).toBe('8:05')
    expect(formatClock('00:30')).toBe('0:30')
    expect(formatClock('10:00')).toBe('10:00')
  })

  it('splits long visits into hours and minutes', () => {
    expect(formatDuration(40, 'de')).toBe('40 Minuten')
    expect(formatDuration(1, 'de')).toBe('1 Minute')
    expect(formatDuration(60, 'de')).toBe('1 Stunde')
    expect(formatDuration(75, 'de')).toBe('1 Stunde 15 Minuten')
    expect(formatDuration(135, 'en')).toBe('2 hours 15 minutes')
  })

  it('says when the next day opens for booking', () => {
    expect(formatMoment('2026-11-23T07:00', 'de')).toBe('Montag, 23. November, 7:00\u00a0Uhr')
  })
})

describe('days of the calendar', () => {
  it('knows the day of the town hall, not that of the phone', () => {
    const lateEvening = Date.parse('2026-11-23T23:30:00Z')
    expect(dayIn('Europe/Berlin', lateEvening)).toBe('2026-11-24')
    expect(dayIn('America/Los_Angeles', lateEvening)).toBe('2026-11-23')
  })

  it('reads the clocks of the town hall, at midnight too', () => {
    expect(clockIn('Europe/Berlin', Date.parse('2026-11-23T13:35:00Z'))).toBe('14:35')
    expect(clockIn('Europe/Berlin', Date.parse('2026-07-23T22:00:00Z'))).toBe('00:00')
  })

  it('steps over month ends, leap days and time changes', () => {
    expect(addDays('2026-11-30', 1)).toBe('2026-12-01')
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29')
    expect(addDays('2026-03-28', 2)).toBe('2026-03-30')
    expect(daysBetween('2026-10-24', '2026-10-26')).toBe(2)
    expect(daysBetween('2026-10-26', '2026-10-24')).toBe(-2)
  })
})

describe('what is left of a reservation', () => {
  const until = '2026-11-23T10:00:00.000Z'

  it('counts begun minutes, so that it never promises too little', () => {
    expect(minutesLeft(until, Date.parse('2026-11-23T09:00:00Z'))).toBe(60)
    expect(minutesLeft(until, Date.parse('2026-11-23T09:58:59Z'))).toBe(2)
    expect(secondsLeft(until, Date.parse('2026-11-23T09:58:59Z'))).toBe(61)
  })

  it('stops at nothing', () => {
    expect(minutesLeft(until, Date.parse('2026-11-23T10:00:01Z'))).toBe(0)
    expect(secondsLeft(until, Date.parse('2026-11-24T10:00:00Z'))).toBe(0)
  })
})
