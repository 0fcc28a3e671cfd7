import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type PastVisit,
  classOf,
  figuresOf,
  leadClasses,
  outcomes,
} from '#shared/domain/day-figures.ts'

const visit = fc.record<PastVisit>({
  start: fc.integer({ min: 400, max: 1100 }),
  minutes: fc.integer({ min: 1, max: 120 }),
  outcome: fc.constantFrom(...outcomes),
  services: fc.uniqueArray(
    fc.record({ id: fc.constantFrom('a', 'b', 'c'), persons: fc.integer({ min: 1, max: 4 }) }),
    { minLength: 1, maxLength: 3, selector: ({ id }) => id },
  ),
  leadHours: fc.option(fc.integer({ min: 0, max: 1500 })),
  waitMinutes: fc.option(fc.integer({ min: 0, max: 90 })),
})
const open = [
  { from: 450, to: 725, public: 2, reserve: 1 },
  { from: 800, to: 1000, public: 1, reserve: 0 },
]
const everyMinute = Array.from({ length: 1440 }, (_, minute) => minute)

describe('the figures of a day', () => {
  it('count minute by minute what is open and what is used', () => {
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 20 }), (visits) => {
        const figures = figuresOf(open, visits)
        for (let hour = 0; hour < 24; hour++) {
          const minutes = everyMinute.slice(hour * 60, hour * 60 + 60)
          const total = (measure: string) =>
            figures.find((one) => one.measure === measure && one.key === String(hour))?.total ?? 0
          const counters = minutes.map((minute) => {
            const range = open.find(({ from, to }) => from <= minute && minute < to)
            return range ? range.public + range.reserve : 0
          })
          const busy = minutes.map(
            (minute) =>
              visits.filter(
                ({ start, minutes, outcome }) =>
                  outcome !== 'cancelled' &&
                  outcome !== 'no-show' &&
                  start <= minute &&
                  minute < start + minutes,
              ).length,
          )
          expect(total('open')).toBe(counters.reduce((sum, count) => sum + count, 0))
          expect(total('used')).toBe(busy.reduce((sum, count) => sum + count, 0))
        }
      }),
    )
  })

  it('count each visit once by its outcome, and what was cancelled nowhere else', () => {
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 20 }), (visits) => {
        const figures = figuresOf([], visits)
        const count = (measure: string) =>
          figures
            .filter((figure) => figure.measure === measure)
            .reduce((sum, figure) => sum + figure.count, 0)
        const kept = visits.filter(({ outcome }) => outcome !== 'cancelled')
        expect(count('outcome')).toBe(visits.length)
        expect(count('service')).toBe(kept.flatMap(({ services }) => services).length)
        expect(count('missed-service')).toBe(
          kept.filter(({ outcome }) => outcome === 'no-show').flatMap(({ services }) => services)
            .length,
        )
        expect(count('lead')).toBe(kept.filter(({ leadHours }) => leadHours !== null).length)
        expect(count('wait')).toBe(kept.filter(({ waitMinutes }) => waitMinutes !== null).length)
      }),
    )
  })

  it('name nothing but outcomes, services, hours and classes', () => {
    fc.assert(
      fc.property(fc.array(visit, { maxLength: 20 }), (visits) => {
        for (const { key } of figuresOf(open, visits)) {
          expect(key).toMatch(/^([abc]|\d{1,2}|more|came|unnoted|no-show|cancelled|walk-in)$/)
        }
      }),
    )
  })
})

it('puts a number into the first class that holds it', () => {
  expect([0, 1, 1.1, 7, 28, 29].map((days) => classOf(days, leadClasses))).toEqual([
    '1',
    '1',
    '3',
    '7',
    '28',
    'more',
  ])
})
