import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays, gapOf } from '#shared/domain/local-time.ts'
import {
  type Capacity,
  type Closure,
  type DayFacts,
  type OpeningRule,
  capacityOn,
} from '#shared/domain/opening-hours.ts'

/** A Monday, the fourth of its month. */
const monday = '2026-11-23'
const ordinary: DayFacts = { holiday: false, gap: null }

const rule = (more: Partial<OpeningRule> = {}): OpeningRule => ({
  weekdays: [1, 2, 3, 4, 5],
  weekOfMonth: null,
  from: 480,
  to: 720,
  public: 4,
  reserve: 1,
  validFrom: null,
  validTo: null,
  ...more,
})

const closure = (more: Partial<Closure> = {}): Closure => ({
  dateFrom: monday,
  dateTo: monday,
  from: 0,
  to: 1440,
  ...more,
})

const date = fc.integer({ min: 0, max: 60 }).map((days) => addDays('2026-03-01', days))
const range = fc
  .tuple(fc.integer({ min: 0, max: 1439 }), fc.integer({ min: 1, max: 600 }))
  .map(([from, minutes]) => ({ from, to: Math.min(from + minutes, 1440) }))

const rules = fc.array(
  fc
    .record({
      range,
      weekdays: fc.uniqueArray(fc.integer({ min: 1, max: 7 }), { minLength: 1 }),
      weekOfMonth: fc.option(fc.integer({ min: 1, max: 5 }), { freq: 2 }),
      public: fc.integer({ min: 0, max: 3 }),
      reserve: fc.integer({ min: 0, max: 2 }),
      validFrom: fc.option(date, { freq: 2 }),
      validTo: fc.option(date, { freq: 2 }),
    })
    .map(({ range, ...rest }): OpeningRule => ({ ...range, ...rest })),
  { maxLength: 8 },
)

const closures = fc.array(
  fc
    .record({
      part: fc.oneof(fc.constant({ from: 0, to: 1440 }), range, range),
      dateFrom: date,
      days: fc.integer({ min: 0, max: 10 }),
    })
    .map(({ part, dateFrom, days }): Closure => ({
      ...part,
      dateFrom,
      dateTo: addDays(dateFrom, days),
    })),
  { maxLength: 4 },
)

const facts = fc.record({
  holiday: fc.integer({ min: 0, max: 9 }).map((number) => number === 0),
  gap: fc.oneof(fc.constant(null), fc.constant({ from: 120, to: 180 }), range),
})

/** Weekday and week of the month by the calendar of the language itself. */
function holdsOn({ weekdays, weekOfMonth, validFrom, validTo }: OpeningRule, date: string) {
  const utc = new Date(`${date}T12:00:00Z`)
  const weekday = ((utc.getUTCDay() + 6) % 7) + 1
  let week = 1
  for (let day = utc.getUTCDate() - 7; day >= 1; day -= 7) week++
  if (!weekdays.includes(weekday)) return false
  if (weekOfMonth !== null && weekOfMonth !== week) return false
  if (validFrom !== null && new Date(date) < new Date(validFrom)) return false
  return validTo === null || new Date(date) <= new Date(validTo)
}

/** The counters of a single minute. */
function countersAt(
  minute: number,
  date: string,
  rules: readonly OpeningRule[],
  closures: readonly Closure[],
  { holiday, gap }: DayFacts,
) {
  const covers = (part: { from: number; to: number }) => part.from <= minute && minute < part.to
  const counters = { public: 0, reserve: 0 }
  if (holiday || (gap && covers(gap))) return counters
  for (const { dateFrom, dateTo, ...part } of closures) {
    if (dateFrom <= date && date <= dateTo && covers(part)) return counters
  }
  for (const rule of rules) {
    if (!holdsOn(rule, date) || !covers(rule)) continue
    counters.public += rule.public
    counters.reserve += rule.reserve
  }
  return counters
}

function at(minute: number, capacity: readonly Capacity[]) {
  const range = capacity.find(({ from, to }) => from <= minute && minute < to)
  return { public: range?.public ?? 0, reserve: range?.reserve ?? 0 }
}

describe('the capacity of a day', () => {
  it('is that of each of its minutes', () => {
    fc.assert(
      fc.property(date, rules, closures, facts, (date, rules, closures, facts) => {
        const capacity = capacityOn(date, rules, closures, facts)
        for (let minute = 0; minute < 1440; minute++) {
          const [found, expected] = [
            at(minute, capacity),
            countersAt(minute, date, rules, closures, facts),
          ]
          if (found.public !== expected.public || found.reserve !== expected.reserve) {
            expect({ minute, ...found }).toEqual({ minute, ...expected })
          }
        }
      }),
      { numRuns: 400 },
    )
  })

  it('comes in ranges that have an order, do not overlap, and differ from their neighbours', () => {
    fc.assert(
      fc.property(date, rules, closures, facts, (date, rules, closures, facts) => {
        const capacity = capacityOn(date, rules, closures, facts)
        for (const [index, range] of capacity.entries()) {
          const next = capacity[index + 1]
          expect(range.from).toBeLessThan(range.to)
          expect(range.public + range.reserve).toBeGreaterThan(0)
          if (!next) continue
          expect(range.to).toBeLessThanOrEqual(next.from)
          const same = range.public === next.public && range.reserve === next.reserve
          expect(same && range.to === next.from).toBe(false)
        }
      }),
      { numRuns: 1000 },
    )
  })

  it('adds up rules that overlap', () => {
    const rules = [rule(), rule({ from: 600, to: 840, public: 2, reserve: 0 })]
    expect(capacityOn(monday, rules, [], ordinary)).toEqual([
      { from: 480, to: 600, public: 4, reserve: 1 },
      { from: 600, to: 720, public: 6, reserve: 1 },
      { from: 720, to: 840, public: 2, reserve: 0 },
    ])
  })

  it('makes one range of two rules that follow each other with as many counters', () => {
    const rules = [rule(), rule({ from: 720, to: 840 })]
    expect(capacityOn(monday, rules, [], ordinary)).toEqual([
      { from: 480, to: 840, public: 4, reserve: 1 },
    ])
  })

  it('is nothing on a holiday and in a closure of whole days', () => {
    expect(capacityOn(monday, [rule()], [], { holiday: true, gap: null })).toEqual([])
    expect(capacityOn(monday, [rule()], [closure()], ordinary)).toEqual([])
  })

  it('lacks the part in which the office is closed, on each day of the closure', () => {
    const meeting = closure({ from: 540, to: 600, dateTo: addDays(monday, 1) })
    const rest = [
      { from: 480, to: 540, public: 4, reserve: 1 },
      { from: 600, to: 720, public: 4, reserve: 1 },
    ]
    expect(capacityOn(monday, [rule()], [meeting], ordinary)).toEqual(rest)
    expect(capacityOn(addDays(monday, 1), [rule()], [meeting], ordinary)).toEqual(rest)
    expect(capacityOn(addDays(monday, 2), [rule()], [meeting], ordinary)).toHaveLength(1)
  })

  it('knows the first Saturday of a month from the others', () => {
    const saturdays = rule({ weekdays: [6], weekOfMonth: 1 })
    const open = ['2026-11-07', '2026-11-14', '2026-11-28', '2026-12-05'].filter(
      (date) => capacityOn(date, [saturdays], [], ordinary).length > 0,
    )
    expect(open).toEqual(['2026-11-07', '2026-12-05'])
  })

  it('begins with the first day on which a rule holds and ends with the last', () => {
    const once = rule({ validFrom: monday, validTo: addDays(monday, 1) })
    const open = [-1, 0, 1, 2].filter(
      (days) => capacityOn(addDays(monday, days), [once], [], ordinary).length > 0,
    )
    expect(open).toEqual([0, 1])
  })

  it('gives no counter in the hour that the clocks skip', () => {
    const night = rule({ weekdays: [7], from: 60, to: 240, reserve: 0 })
    const gap = gapOf('2027-03-28', 'Europe/Berlin')
    expect(capacityOn('2027-03-28', [night], [], { holiday: false, gap })).toEqual([
      { from: 60, to: 120, public: 4, reserve: 0 },
      { from: 180, to: 240, public: 4, reserve: 0 },
    ])
  })
})
