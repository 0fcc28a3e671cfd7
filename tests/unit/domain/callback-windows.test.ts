import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CallbackRule,
  freeWindows,
  whenIs,
  windowsOn,
} from '#shared/domain/callback-windows.ts'
import { addMinutes, toInstant } from '#shared/domain/local-time.ts'
import type { ServiceCalendar } from '#shared/domain/request-due.ts'

const zone = 'Europe/Berlin'
const calendar: ServiceCalendar = {
  zone,
  hours: [{ weekdays: [1, 2, 3, 4, 5, 6, 7], from: 480, to: 750 }],
  isHoliday: (date) => date === '2026-12-25',
}
const rule: CallbackRule = { minutes: 60, calls: 2, leadMinutes: 120, horizonDays: 3 }
const none = () => 0

describe('the windows of a day', () => {
  it('begin with the service hours and are whole', () => {
    const windows = windowsOn('2026-11-23', rule, calendar)
    expect(windows.map(({ from, to }) => [from, to])).toEqual([
      [480, 540],
      [540, 600],
      [600, 660],
      [660, 720],
    ])
    expect(windowsOn('2026-12-25', rule, calendar)).toEqual([])
    expect(windowsOn('2026-11-23', { ...rule, calls: 0 }, calendar)).toEqual([])
  })

  it('leave out what the clocks skip', () => {
    const night = { ...calendar, hours: [{ weekdays: [7], from: 60, to: 300 }] }
    const starts = windowsOn('2026-03-29', rule, night).map(({ from }) => from)
    expect(starts).toEqual([60, 180, 240])
  })
})

describe('what can be chosen', () => {
  it('lies neither too near nor too far, and is not full', () => {
    const now = toInstant('2026-11-23', 500, zone)
    const free = freeWindows(now, rule, calendar, (date, from) =>
      date === '2026-11-24' && from === 540 ? 2 : 1,
    )
    expect(free[0]).toEqual({ date: '2026-11-23', from: 660, to: 720 })
    expect(free.some(({ date, from }) => date === '2026-11-24' && from === 540)).toBe(false)
    expect(free.at(-1)?.date).toBe('2026-11-26')
  })

  it('never begins before the shortest time, whatever the day', () => {
    const property = fc.property(fc.nat(60 * 24 * 400), fc.nat(2000), (minutes, leadMinutes) => {
      const now = addMinutes('2026-01-01T00:00:00.000Z', minutes)
      for (const { date, from } of freeWindows(now, { ...rule, leadMinutes }, calendar, none)) {
        expect(toInstant(date, from, zone) >= addMinutes(now, leadMinutes)).toBe(true)
      }
    })
    fc.assert(property, { numRuns: 100 })
  })

  it('stands to now as a clock says', () => {
    const window = { date: '2026-11-23', from: 480, to: 540 }
    const when = (date: string, minute: number) =>
      whenIs(window, toInstant(date, minute, zone), zone)
    expect(when('2026-11-22', 700)).toBe('later')
    expect(when('2026-11-23', 479)).toBe('today')
    expect(when('2026-11-23', 480)).toBe('now')
    expect(when('2026-11-23', 539)).toBe('now')
    expect(when('2026-11-23', 540)).toBe('late')
    expect(when('2026-11-24', 0)).toBe('late')
  })
})
