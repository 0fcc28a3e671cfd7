import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Capacity } from '#shared/domain/opening-hours.ts'
import {
  type Contingent,
  type Taken,
  fits,
  freeCounters,
  freeStarts,
} from '#shared/domain/slots.ts'

interface Day {
  capacity: Capacity[]
  taken: Taken[]
  contingent: Contingent
  grid: number
  minutes: number
}

const everyMinute = Array.from({ length: 1440 }, (_, minute) => minute)

const grid = fc.constantFrom(5, 10, 15)
const length = fc.oneof(fc.integer({ min: 1, max: 60 }), fc.integer({ min: 1, max: 1440 }))
const contingent = fc.constantFrom<Contingent>('public', 'all')

/** Ranges in order, some with a break between them, as `capacityOn` makes them. */
const capacity: fc.Arbitrary<Capacity[]> = fc
  .array(
    fc.record({
      pause: fc.oneof(fc.constant(0), fc.integer({ min: 1, max: 300 })),
      minutes: fc.integer({ min: 1, max: 500 }),
      public: fc.integer({ min: 0, max: 4 }),
      reserve: fc.integer({ min: 0, max: 2 }),
    }),
    { maxLength: 6 },
  )
  .map((parts) => {
    let from = 0
    return parts.flatMap(({ pause, minutes, ...counters }) => {
      const range = { from: from + pause, to: Math.min(from + pause + minutes, 1440), ...counters }
      from = range.to
      return range.from < range.to ? [range] : []
    })
  })

const taken: fc.Arbitrary<Taken[]> = fc.array(
  fc.record({
    start: fc.integer({ min: 0, max: 1439 }),
    minutes: fc.integer({ min: 1, max: 240 }),
    count: fc.integer({ min: 1, max: 3 }),
  }),
  { maxLength: 12 },
)

const day = fc.record({ capacity, taken, contingent, grid, minutes: length })

/** Who is there in this minute, less who is busy: one question for each minute, nothing clever. */
function freeIn(minute: number, { capacity, taken, contingent }: Omit<Day, 'grid' | 'minutes'>) {
  let free = 0
  for (const range of capacity) {
    if (minute < range.from || minute >= range.to) continue
    free += range.public
    if (contingent === 'all') free += range.reserve
  }
  for (const visit of taken) {
    if (visit.start <= minute && minute < visit.start + visit.minutes) free -= visit.count
  }
  return free
}

function startsOneByOne({ grid, minutes, ...day }: Day): number[] {
  const free = everyMinute.map((minute) => freeIn(minute, day))
  return everyMinute.filter(
    (start) =>
      start % grid === 0 &&
      start + minutes <= 1440 &&
      free.slice(start, start + minutes).every((counters) => counters > 0),
  )
}

describe('free counters', () => {
  it('are those that are there, less those that are busy, in every minute', () => {
    fc.assert(
      fc.property(day, (day) => {
        const free = freeCounters(day.capacity, day.taken, day.contingent)
        expect([...free]).toEqual(everyMinute.map((minute) => freeIn(minute, day)))
      }),
    )
  })

  it('keep the reserve from residents unless all counters are asked for', () => {
    const open = [{ from: 480, to: 490, public: 0, reserve: 1 }]
    expect(freeStarts(freeCounters(open, []), { minutes: 5, grid: 5 })).toEqual([])
    expect(freeStarts(freeCounters(open, [], 'all'), { minutes: 5, grid: 5 })).toEqual([480, 485])
  })

  it('are fewer than none where more people came than fit', () => {
    const free = freeCounters(
      [{ from: 480, to: 540, public: 1, reserve: 0 }],
      [{ start: 480, minutes: 30, count: 3 }],
    )
    expect(free[480]).toBe(-2)
    expect(free[510]).toBe(1)
  })

  it('end with the day, even where a visit does not', () => {
    const free = freeCounters(
      [{ from: 1380, to: 1440, public: 2, reserve: 0 }],
      [{ start: 1430, minutes: 60, count: 1 }],
    )
    expect(free).toHaveLength(1440)
    expect(free[1439]).toBe(1)
  })
})

describe('free starts', () => {
  it('are those that a search minute by minute finds', () => {
    fc.assert(
      fc.property(day, (day) => {
        const free = freeCounters(day.capacity, day.taken, day.contingent)
        expect(freeStarts(free, day)).toEqual(startsOneByOne(day))
      }),
      { numRuns: 300 },
    )
  })

  it('all fit, and whatever fits on the grid is among them', () => {
    fc.assert(
      fc.property(day, ({ capacity, taken, contingent, grid, minutes }) => {
        const free = freeCounters(capacity, taken, contingent)
        const fitting = everyMinute.filter((start) => fits(free, { start, minutes, grid }))
        expect(freeStarts(free, { minutes, grid })).toEqual(fitting)
      }),
      { numRuns: 300 },
    )
  })

  it('lie on the grid of the day, not of the opening', () => {
    const free = freeCounters([{ from: 487, to: 520, public: 1, reserve: 0 }], [])
    expect(freeStarts(free, { minutes: 10, grid: 10 })).toEqual([490, 500, 510])
  })

  it('include the one that ends with the last minute, and none that ends later', () => {
    const free = freeCounters([{ from: 1380, to: 1440, public: 1, reserve: 0 }], [])
    expect(freeStarts(free, { minutes: 45, grid: 15 })).toEqual([1380, 1395])
    expect(fits(free, { start: 1410, minutes: 45, grid: 15 })).toBe(false)
  })

  it('bridge two ranges that touch, and no break', () => {
    const touching = [
      { from: 480, to: 500, public: 2, reserve: 0 },
      { from: 500, to: 520, public: 1, reserve: 0 },
    ]
    const broken = [touching[0]!, { ...touching[1]!, from: 501 }]
    expect(freeStarts(freeCounters(touching, []), { minutes: 40, grid: 5 })).toEqual([480])
    expect(freeStarts(freeCounters(broken, []), { minutes: 40, grid: 5 })).toEqual([])
  })

  it('do not exist where nobody is there', () => {
    expect(freeStarts(freeCounters([], []), { minutes: 5, grid: 5 })).toEqual([])
  })
})

describe('a visit', () => {
  const free = freeCounters([{ from: 480, to: 540, public: 1, reserve: 0 }], [])

  it('does not fit beside the grid', () => {
    expect(fits(free, { start: 485, minutes: 10, grid: 10 })).toBe(false)
    expect(fits(free, { start: 490, minutes: 10, grid: 10 })).toBe(true)
  })

  it('fits right behind another one', () => {
    const busy = freeCounters(
      [{ from: 480, to: 540, public: 1, reserve: 0 }],
      [{ start: 480, minutes: 15, count: 1 }],
    )
    expect(fits(busy, { start: 495, minutes: 15, grid: 15 })).toBe(true)
    expect(fits(busy, { start: 490, minutes: 15, grid: 5 })).toBe(false)
  })
})
