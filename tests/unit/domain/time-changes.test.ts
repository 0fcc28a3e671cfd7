import { describe, expect, it } from 'vitest'
import { datesFrom, gapOf, localMoment, toInstant } from '#shared/domain/local-time.ts'
import { capacityOn } from '#shared/domain/opening-hours.ts'
import { freeCounters, freeStarts } from '#shared/domain/slots.ts'

const zone = 'Europe/Berlin'
const years = Array.from({ length: 11 }, (_, index) => 2024 + index)

/** The last Sunday of March and of October (Directive 2000/84/EC). */
const springDays = years.map((year) => lastSunday(year, 2))
const autumnDays = years.map((year) => lastSunday(year, 9))

function lastSunday(year: number, month: number): string {
  const last = new Date(Date.UTC(year, month + 1, 0))
  last.setUTCDate(last.getUTCDate() - last.getUTCDay())
  return last.toISOString().slice(0, 10)
}

/** Every start of a day on which counters are open around the clock. */
function startsOn(date: string, grid: number, minutes = grid): number[] {
  const aroundTheClock = {
    weekdays: [1, 2, 3, 4, 5, 6, 7],
    weekOfMonth: null,
    from: 0,
    to: 1440,
    public: 1,
    reserve: 0,
    validFrom: null,
    validTo: null,
  }
  const facts = { holiday: false, gap: gapOf(date, zone) }
  const capacity = capacityOn(date, [aroundTheClock], [], facts)
  return freeStarts(freeCounters(capacity, []), { minutes, grid })
}

const clockInBerlin = new Intl.DateTimeFormat('sv-SE', {
  timeZone: zone,
  dateStyle: 'short',
  timeStyle: 'short',
})

/** What a clock on the wall in Berlin shows, by the engine and not by the code under test. */
function wallTime(instant: string): string {
  return clockInBerlin.format(new Date(instant))
}

function written(date: string, start: number): string {
  const digits = (number: number) => String(number).padStart(2, '0')
  return `${date} ${digits(Math.floor(start / 60))}:${digits(start % 60)}`
}

describe.each([...springDays, ...autumnDays])('on %s, when the clocks change', (date) => {
  it('the wall shows the time that was booked, and no two places are the same instant', () => {
    const starts = startsOn(date, 5)
    const instants = starts.map((start) => toInstant(date, start, zone))
    expect(instants.map(wallTime)).toEqual(starts.map((start) => written(date, start)))
    expect(instants.map((instant) => localMoment(instant, zone))).toEqual(
      starts.map((minute) => ({ date, minute })),
    )
    expect(new Set(instants).size).toBe(starts.length)
    expect([...instants].sort()).toEqual(instants)
  })
})

describe('when the clocks go forward', () => {
  it.each(springDays)('on %s, no place lies in the hour that is skipped', (date) => {
    expect(gapOf(date, zone)).toEqual({ from: 120, to: 180 })
    for (const grid of [5, 10, 15]) {
      const starts = startsOn(date, grid)
      expect(starts).toHaveLength((23 * 60) / grid)
      expect(starts.filter((start) => start >= 120 && start < 180)).toEqual([])
    }
  })

  it.each(springDays)('on %s, no visit reaches over the hour that is skipped', (date) => {
    const around = startsOn(date, 15, 45).filter((start) => start > 60 && start < 195)
    expect(around).toEqual([75, 180])
  })

  it('moves a time that does not exist behind the gap', () => {
    expect(toInstant('2027-03-28', 150, zone)).toBe('2027-03-28T01:30:00.000Z')
    expect(wallTime('2027-03-28T01:30:00.000Z')).toBe('2027-03-28 03:30')
  })
})

describe('when the clocks go back', () => {
  it.each(autumnDays)('on %s, the hour that comes twice is booked once, the first time', (date) => {
    const starts = startsOn(date, 15)
    expect(starts).toHaveLength(96)
    expect(starts.filter((start) => start >= 120 && start < 180)).toEqual([120, 135, 150, 165])
    expect(toInstant(date, 120, zone)).toBe(`${date}T00:00:00.000Z`)
    expect(toInstant(date, 180, zone)).toBe(`${date}T02:00:00.000Z`)
  })

  it('knows no gap', () => {
    expect(autumnDays.map((date) => gapOf(date, zone))).toEqual(autumnDays.map(() => null))
  })
})

describe('all other days', () => {
  it('have no gap, of 4,018 days only those of spring', () => {
    const days = datesFrom('2024-01-01', 4018)
    expect(days.at(-1)).toBe('2034-12-31')
    expect(days.filter((date) => gapOf(date, zone))).toEqual(springDays)
  })

  it('have 24 hours of wall time in which a visit keeps its time', () => {
    for (const date of ['2024-02-29', '2026-11-23', '2030-07-01', '2034-12-31']) {
      const starts = startsOn(date, 10)
      expect(starts).toHaveLength(144)
      expect(starts.map((start) => wallTime(toInstant(date, start, zone)))).toEqual(
        starts.map((start) => written(date, start)),
      )
    }
  })
})
