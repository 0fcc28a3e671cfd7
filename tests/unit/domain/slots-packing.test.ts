import fc from 'fast-check'
import { expect, it } from 'vitest'
import type { Capacity } from '#shared/domain/opening-hours.ts'
import { type Taken, fits, freeCounters } from '#shared/domain/slots.ts'

const wish = fc.record({
  start: fc.integer({ min: 90, max: 170 }).map((step) => step * 5),
  minutes: fc.integer({ min: 1, max: 90 }),
})

/** Takes the wishes that fit, one after the other, as the ledger does. */
function accept(capacity: readonly Capacity[], wishes: readonly Omit<Taken, 'count'>[]): Taken[] {
  const accepted: Taken[] = []
  for (const { start, minutes } of wishes) {
    const free = freeCounters(capacity, accepted)
    if (fits(free, { start, minutes, grid: 5 })) accepted.push({ start, minutes, count: 1 })
  }
  return accepted
}

/** Sends each visit, in order of start, to the first counter that is idle; adds one if none is. */
function assignToCounters(visits: readonly Taken[]): Taken[][] {
  const counters: Taken[][] = []
  for (const visit of [...visits].sort((a, b) => a.start - b.start)) {
    const idle = counters.find((queue) => {
      const last = queue.at(-1)!
      return last.start + last.minutes <= visit.start
    })
    if (idle) idle.push(visit)
    else counters.push([visit])
  }
  return counters
}

it('assigns accepted visits to the counters so that none waits for another', () => {
  const counters = fc.integer({ min: 1, max: 5 })
  const wishes = fc.array(wish, { minLength: 10, maxLength: 80 })
  fc.assert(
    fc.property(counters, wishes, (counters, wishes) => {
      const open = [{ from: 480, to: 840, public: counters, reserve: 1 }]
      expect(assignToCounters(accept(open, wishes)).length).toBeLessThanOrEqual(counters)
    }),
    { numRuns: 300 },
  )
})

it('fills every counter when visits of the same length keep coming', () => {
  const open = [{ from: 480, to: 600, public: 3, reserve: 0 }]
  const wishes = Array.from({ length: 30 }, (_, index) => ({
    start: 480 + (index % 8) * 15,
    minutes: 15,
  }))
  const counters = assignToCounters(accept(open, wishes))
  expect(counters.map((queue) => queue.length)).toEqual([8, 8, 8])
})

it('never accepts more visits at once than counters are there, however they come and go', () => {
  const ranges = fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 6, maxLength: 6 })
  fc.assert(
    fc.property(ranges, fc.array(wish, { maxLength: 60 }), (counters, wishes) => {
      const open = counters.map((count, index) => ({
        from: 450 + index * 60,
        to: 510 + index * 60,
        public: count,
        reserve: 2,
      }))
      const accepted = accept(open, wishes)
      for (let minute = 400; minute < 900; minute++) {
        const there = open.find(({ from, to }) => from <= minute && minute < to)?.public ?? 0
        const busy = accepted.filter(
          ({ start, minutes }) => start <= minute && minute < start + minutes,
        )
        expect(busy.length).toBeLessThanOrEqual(there)
      }
    }),
  )
})
