import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { seededRandom } from '#server/db/seed/random.ts'
import { playDay } from '#server/db/seed/today.ts'

const capacity = [
  { from: 480, to: 720, public: 3, reserve: 1 },
  { from: 720, to: 840, public: 1, reserve: 0 },
]
const booked = Array.from({ length: 60 }, (_, index) => ({
  id: `demo-${index}`,
  start: 480 + Math.floor(index / 3) * 15,
  minutes: 15,
}))
const play = (now: number, seed = 'a', walkInMinutes = [5, 10]) =>
  playDay(
    booked,
    {
      now,
      capacity,
      counters: [1, 2, 3, 4],
      rule: { walkInEvery: 3, walkInAfterMinutes: 45, lateMinutes: 15 },
      walkInMinutes,
    },
    seededRandom(seed),
  )

const anyTime = fc.integer({ min: 400, max: 900 })
const seed = fc.string({ maxLength: 8 })

describe('today in the demo', () => {
  it('shows at ten in the morning everything that can be seen', () => {
    const visits = play(600)
    const states = new Set(visits.map(({ state }) => state))
    expect([...states].sort()).toEqual([
      'called',
      'checked_in',
      'completed',
      'confirmed',
      'no_show',
    ])
    expect(visits.some(({ kind }) => kind === 'walk-in')).toBe(true)
    expect(play(600)).toEqual(visits)
  })

  it('has not begun before opening, and leaves nobody waiting in the evening', () => {
    expect(new Set(play(400).map(({ state }) => state))).toEqual(new Set(['confirmed']))
    const late = play(1200).map(({ state }) => state)
    expect(new Set(late)).toEqual(new Set(['completed', 'no_show']))
  })

  it('has no walk-ins where the municipality takes none', () => {
    expect(play(700, 'a', []).every(({ kind }) => kind === 'booked')).toBe(true)
  })

  it('goes on as it was: what has happened by a time has happened later, too', () => {
    fc.assert(
      fc.property(anyTime, fc.nat({ max: 120 }), seed, (now, minutes, seed) => {
        const later = new Map(play(now + minutes, seed).map((visit) => [visit.id, visit]))
        for (const visit of play(now, seed)) {
          const after = later.get(visit.id)!
          if (visit.number !== null) expect(after.number).toBe(visit.number)
          if (visit.called !== null) expect(after).toMatchObject({ called: visit.called })
          if (visit.ended !== null) expect(after).toMatchObject({ ended: visit.ended })
        }
      }),
    )
  })

  it('has times in order, numbers without gaps, and one visitor at a counter', () => {
    fc.assert(
      fc.property(anyTime, seed, (now, seed) => {
        const visits = play(now, seed)
        const numbers = visits.flatMap(({ number }) => number ?? []).sort((a, b) => a - b)
        expect(numbers).toEqual(numbers.map((_, index) => index + 1))
        for (const { arrived, called, ended, state } of visits) {
          if (called !== null) expect(called).toBeGreaterThanOrEqual(arrived!)
          if (ended !== null) expect(ended).toBeLessThanOrEqual(now)
          expect(state === 'called').toBe(called !== null && ended === null)
        }
        const busy = visits.filter(({ state }) => state === 'called').map(({ counter }) => counter)
        expect(new Set(busy).size).toBe(busy.length)
      }),
    )
  })
})
