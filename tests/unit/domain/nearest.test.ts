import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { addDays } from '#shared/domain/local-time.ts'
import { type FreePlace, nearestPlaces } from '#shared/domain/nearest.ts'

const wish = { office: 'mitte', date: '2026-11-23', start: 600 }
const place = (office: string, date: string, start: number): FreePlace => ({
  office,
  group: `${office}-buergerbuero`,
  date,
  start,
})

const places = fc.array(
  fc.record({
    office: fc.constantFrom('mitte', 'nord', 'sued'),
    group: fc.constant('buergerbuero'),
    date: fc.integer({ min: -3, max: 5 }).map((days) => addDays(wish.date, days)),
    start: fc.integer({ min: 96, max: 216 }).map((step) => step * 5),
  }),
)

const daysApart = (place: FreePlace) =>
  Math.abs(Date.parse(place.date) - Date.parse(wish.date)) / 86_400_000

/** In which order a person at the counter would offer them; each step only breaks ties of the last. */
const questions: ((place: FreePlace) => number)[] = [
  ({ office, date }) => (office === wish.office && date === wish.date ? 0 : 1),
  ({ office }) => (office === wish.office ? 0 : 1),
  daysApart,
  ({ start }) => Math.abs(start - wish.start),
]

describe('the nearest places', () => {
  it('are first those of the same day and office, then of the same office, then the rest', () => {
    const otherOffice = place('nord', '2026-11-23', 600)
    const otherDay = place('mitte', '2026-11-27', 900)
    const sameDay = place('mitte', '2026-11-23', 960)
    expect(nearestPlaces([otherOffice, otherDay, sameDay], wish, 3)).toEqual([
      sameDay,
      otherDay,
      otherOffice,
    ])
  })

  it('at the same office and day are those nearest in time, before or after', () => {
    const starts = [480, 585, 605, 720]
    const free = starts.map((start) => place('mitte', wish.date, start))
    expect(nearestPlaces(free, wish, 4).map(({ start }) => start)).toEqual([605, 585, 480, 720])
  })

  it('in other offices are on the same day before they are on others', () => {
    const free = [place('nord', '2026-11-24', 600), place('sued', '2026-11-23', 480)]
    expect(nearestPlaces(free, wish, 1)).toEqual([free[1]])
  })

  it('are as many as asked for, or as there are', () => {
    const free = [480, 540, 660].map((start) => place('mitte', wish.date, start))
    expect(nearestPlaces(free, wish, 2)).toHaveLength(2)
    expect(nearestPlaces(free, wish, 9)).toHaveLength(3)
    expect(nearestPlaces([], wish, 3)).toEqual([])
  })

  it('are in the order in which a person would offer them, and the list stays as it was', () => {
    fc.assert(
      fc.property(places, (free) => {
        const before = structuredClone(free)
        const nearest = nearestPlaces(free, wish, free.length)
        expect(free).toEqual(before)
        expect(nearest).toHaveLength(free.length)
        for (const [index, place] of nearest.slice(1).entries()) {
          const decisive = questions.find((ask) => ask(nearest[index]!) !== ask(place))
          if (decisive) expect(decisive(nearest[index]!)).toBeLessThan(decisive(place))
        }
      }),
    )
  })
})
