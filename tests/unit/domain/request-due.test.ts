import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type Instant,
  addMinutes,
  localMoment,
  toInstant,
  weekdayOf,
} from '#shared/domain/local-time.ts'
import { holidaysOf } from '#shared/domain/holidays.ts'
import {
  type ServiceCalendar,
  dueAfter,
  dueAfterRest,
  serviceMinutesBetween,
} from '#shared/domain/request-due.ts'

const zone = 'Europe/Berlin'
const office: ServiceCalendar = {
  zone,
  hours: [
    { weekdays: [1, 2, 3, 4], from: 480, to: 960 },
    { weekdays: [5], from: 480, to: 750 },
  ],
  isHoliday: (date) => holidaysOf('NW', Number(date.slice(0, 4))).has(date),
}
const at = (date: string, time: string) =>
  toInstant(date, Number(time.slice(0, 2)) * 60 + Number(time.slice(3)), zone)

describe('an answer is due', () => {
  it.each([
    // [written, service hours, due]
    ['2026-11-23 10:00', 4, '2026-11-23 14:00'],
    ['2026-11-23 15:00', 4, '2026-11-24 11:00'],
    ['2026-11-23 19:30', 1, '2026-11-24 09:00'],
    // Friday noon, over the weekend.
    ['2026-11-27 12:00', 1, '2026-11-30 08:30'],
    ['2026-11-28 09:00', 8, '2026-11-30 16:00'],
    // Over Christmas and New Year: the 24th and the 31st are working days, the holidays are not.
    ['2026-12-24 15:00', 2, '2026-12-28 09:00'],
    ['2026-12-31 15:30', 1, '2027-01-04 08:30'],
    // Over both changes of the clocks.
    ['2026-03-27 12:00', 1, '2026-03-30 08:30'],
    ['2026-10-23 12:00', 1, '2026-10-26 08:30'],
  ])('written %s, within %i service hours: %s', (written, hours, due) => {
    const [date = '', time = ''] = written.split(' ')
    const [dueDate = '', dueTime = ''] = due.split(' ')
    expect(dueAfter(at(date, time), hours * 60, office)).toBe(at(dueDate, dueTime))
  })

  it('never where nobody is ever there', () => {
    expect(dueAfter('2026-11-23T07:00:00.000Z', 60, { ...office, hours: [] })).toBeNull()
    expect(
      dueAfter('2026-11-23T07:00:00.000Z', 60, { ...office, isHoliday: () => true }),
    ).toBeNull()
  })

  it('as late as it was, once what rested goes on', () => {
    const now = at('2026-11-24', '09:00')
    expect(dueAfterRest(90, now, office)).toBe(at('2026-11-24', '10:30'))
    expect(dueAfterRest(-30, now, office)).toBe(at('2026-11-24', '08:30'))
    expect(dueAfterRest(null, now, office)).toBeNull()
  })
})

describe('service time', () => {
  const hour = fc.integer({ min: 0, max: 1439 })
  const rule = fc
    .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }), hour, hour)
    .map(([weekdays, a, b]) => ({ weekdays, from: Math.min(a, b), to: Math.max(a, b) + 1 }))
  const calendars = fc
    .tuple(fc.array(rule, { minLength: 1, maxLength: 4 }), fc.array(fc.nat(30), { maxLength: 5 }))
    .map(([hours, closed]): ServiceCalendar => ({
      zone,
      hours,
      isHoliday: (date) => closed.includes(Number(date.slice(8))),
    }))
  // Around both changes of the clocks, at any time of the day.
  const moments = fc
    .tuple(
      fc.constantFrom(
        '2026-03-28T20:00:00.000Z',
        '2026-10-24T18:00:00.000Z',
        '2026-12-24T05:00:00.000Z',
      ),
      fc.nat(40 * 60),
    )
    .map(([start, minutes]) => addMinutes(start, minutes))

  it('is what a clock counts that is looked at every minute', () => {
    const property = fc.property(calendars, moments, fc.nat(2000), (calendar, from, minutes) => {
      const to = addMinutes(from, minutes)
      expect(serviceMinutesBetween(from, to, calendar)).toBe(countNaively(from, to, calendar))
      expect(serviceMinutesBetween(to, from, calendar)).toBe(0 - countNaively(from, to, calendar))
    })
    fc.assert(property, { numRuns: 40 })
  })

  it('up to the due time is what was promised, and not a minute less', () => {
    const property = fc.property(
      calendars,
      moments,
      fc.integer({ min: 1, max: 900 }),
      (calendar, from, minutes) => {
        const due = dueAfter(from, minutes, calendar)
        // A calendar may be closed on all the days on which somebody would be there.
        if (due === null) return
        expect(serviceMinutesBetween(from, due, calendar)).toBe(minutes)
        expect(serviceMinutesBetween(from, addMinutes(due, -1), calendar)).toBe(minutes - 1)
      },
    )
    fc.assert(property, { numRuns: 200 })
  })
})

/** Looks at the clock every minute: is somebody there? */
function countNaively(from: Instant, to: Instant, calendar: ServiceCalendar): number {
  let count = 0
  for (let now = from; now < to; now = addMinutes(now, 1)) if (isOpen(now, calendar)) count++
  return count
}

function isOpen(now: Instant, calendar: ServiceCalendar): boolean {
  const { date } = localMoment(now, zone)
  if (calendar.isHoliday(date)) return false
  return calendar.hours.some(
    ({ weekdays, from, to }) =>
      weekdays.includes(weekdayOf(date)) &&
      toInstant(date, from, zone) <= now &&
      now < toInstant(date, to, zone),
  )
}
