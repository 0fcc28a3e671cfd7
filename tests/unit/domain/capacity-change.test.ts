import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  capacityFrom,
  placesChange,
  typicalVisitMinutes,
  visitsWithoutPlace,
} from '#shared/domain/capacity-change.ts'
import { type Capacity, type OpeningRule, capacityOn } from '#shared/domain/opening-hours.ts'

const everyMinute = Array.from({ length: 1440 }, (_, minute) => minute)
const noFacts = { holiday: false, gap: null }
const monday = '2026-11-23'

const rule = fc
  .record({
    from: fc.integer({ min: 80, max: 200 }).map((step) => step * 5),
    minutes: fc.integer({ min: 1, max: 60 }).map((step) => step * 5),
    public: fc.integer({ min: 0, max: 4 }),
    reserve: fc.integer({ min: 0, max: 2 }),
  })
  .map(({ from, minutes, ...counters }): OpeningRule => ({
    weekdays: [1],
    weekOfMonth: null,
    from,
    to: Math.min(from + minutes, 1440),
    ...counters,
    validFrom: null,
    validTo: null,
  }))
const capacity = fc
  .array(rule, { maxLength: 4 })
  .map((rules) => capacityOn(monday, rules, [], noFacts))
const visitMinutes = fc.integer({ min: 1, max: 60 })
const visits = fc.array(
  fc.record({
    start: fc.integer({ min: 400, max: 1439 }),
    minutes: fc.integer({ min: 1, max: 90 }),
  }),
  { maxLength: 30 },
)

const openIn = (ranges: readonly Capacity[], minute: number) =>
  ranges.find(({ from, to }) => from <= minute && minute < to)
const publicIn = (ranges: readonly Capacity[], minute: number) =>
  openIn(ranges, minute)?.public ?? 0

describe('the places that a day gains and loses', () => {
  it('are the minutes of counters that come and go, in visits', () => {
    fc.assert(
      fc.property(capacity, capacity, visitMinutes, (before, after, length) => {
        let more = 0
        let less = 0
        for (const minute of everyMinute) {
          const change = publicIn(after, minute) - publicIn(before, minute)
          if (change > 0) more += change
          if (change < 0) less -= change
        }
        const change = placesChange(
          { capacity: before, visitMinutes: length },
          { capacity: after, visitMinutes: length },
        )
        expect(change.gained).toBeCloseTo(more / length, 6)
        expect(change.lost).toBeCloseTo(less / length, 6)
      }),
    )
  })

  it('add up to what there is afterwards, whatever changes with the length of the visits', () => {
    const places = (ranges: readonly Capacity[], length: number) =>
      ranges.reduce((sum, range) => sum + (range.to - range.from) * range.public, 0) / length
    fc.assert(
      fc.property(capacity, capacity, visitMinutes, visitMinutes, (before, after, was, is) => {
        const { gained, lost } = placesChange(
          { capacity: before, visitMinutes: was },
          { capacity: after, visitMinutes: is },
        )
        expect(gained - lost).toBeCloseTo(places(after, is) - places(before, was), 6)
      }),
    )
  })

  it('count time that moves on both sides', () => {
    const open = (from: number, to: number) => [{ from, to, public: 2, reserve: 0 }]
    const change = placesChange(
      { capacity: open(480, 720), visitMinutes: 15 },
      { capacity: open(600, 840), visitMinutes: 15 },
    )
    expect(change).toEqual({ gained: expect.closeTo(16), lost: expect.closeTo(16) })
  })

  it('are none in the part of a day that is over', () => {
    const open = [
      { from: 480, to: 600, public: 1, reserve: 0 },
      { from: 600, to: 720, public: 3, reserve: 0 },
    ]
    expect(capacityFrom(open, 660)).toEqual([{ from: 660, to: 720, public: 3, reserve: 0 }])
    expect(capacityFrom(open, 540)).toEqual([{ ...open[0], from: 540 }, open[1]])
    expect(capacityFrom(open, 720)).toEqual([])
  })
})

describe('the typical visit', () => {
  it('counts services by how often people ask for them, each rounded up to the grid', () => {
    const services = [
      { minutes: 12, weight: 3 },
      { minutes: 20, weight: 1 },
    ]
    expect(typicalVisitMinutes(services, 5)).toBe((3 * 15 + 20) / 4)
    expect(typicalVisitMinutes(services, 15)).toBe((3 * 15 + 30) / 4)
    expect(typicalVisitMinutes([], 5)).toBe(0)
  })
})

describe('visits without a place', () => {
  it('are those for which no counter is left when each in turn takes one', () => {
    fc.assert(
      fc.property(capacity, visits, (open, visits) => {
        const kept: typeof visits = []
        const left = visits.filter((visit) => {
          const span = everyMinute.slice(visit.start, visit.start + visit.minutes)
          const hasPlace =
            span.length === visit.minutes &&
            span.every((minute) => {
              const range = openIn(open, minute)
              const busy = kept.filter(
                ({ start, minutes }) => start <= minute && minute < start + minutes,
              )
              return range !== undefined && busy.length < range.public + range.reserve
            })
          if (hasPlace) kept.push(visit)
          return !hasPlace
        })
        expect(visitsWithoutPlace(open, visits)).toEqual(left)
      }),
    )
  })

  it('are the later ones, for whoever was first keeps the place', () => {
    const first = { id: 'first', start: 490, minutes: 20 }
    const second = { id: 'second', start: 480, minutes: 15 }
    const open = [{ from: 480, to: 720, public: 1, reserve: 0 }]
    expect(visitsWithoutPlace(open, [first, second])).toEqual([second])
    expect(visitsWithoutPlace(open, [second, first])).toEqual([first])
  })

  it('are not those whom the counters of the desk can take', () => {
    const visits = [1, 2, 3].map(() => ({ start: 480, minutes: 15 }))
    const open = [{ from: 480, to: 720, public: 1, reserve: 1 }]
    expect(visitsWithoutPlace(open, visits)).toHaveLength(1)
  })
})
