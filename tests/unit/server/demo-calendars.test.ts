import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveFile } from '#server/catalogue/resolve.ts'
import { demandIn, planDay } from '#server/db/seed/calendars.ts'
import { seededRandom } from '#server/db/seed/random.ts'
import { describeMunicipality } from '#server/tenants/municipality.ts'
import { addDays, datesFrom } from '#shared/domain/local-time.ts'
import { freeCounters } from '#shared/domain/slots.ts'
import { parseSmallTenant } from '../tenants/small-tenant.ts'

// A length that is no multiple of the grid, so that the last visit of a morning does not fit by itself.
const file = parseSmallTenant({ 'minutes: 20': 'minutes: 23' })
const municipality = describeMunicipality(
  resolveFile(file, () => undefined),
  1,
)
const group = municipality.groups.get('tresen')!

const seed = fc.string({ maxLength: 8 })
const date = fc.integer({ min: 0, max: 90 }).map((days) => addDays('2026-11-02', days))
const demand = fc.double({ min: 0, max: 1, noNaN: true })

const plan = (date: string, demand: number, seed: string) =>
  planDay(municipality, group, date, demand, seededRandom(seed))

describe('a day of the demo', () => {
  it('is planned alike for the same seed, and otherwise for another', () => {
    const thursday = '2026-11-19'
    expect(plan(thursday, 0.8, 'a')).toEqual(plan(thursday, 0.8, 'a'))
    expect(plan(thursday, 0.8, 'a')).not.toEqual(plan(thursday, 0.8, 'b'))
  })

  it('never has more visits at once than counters that residents can book', () => {
    fc.assert(
      fc.property(date, demand, seed, (date, demand, seed) => {
        const taken = plan(date, demand, seed).map((visit) => ({ ...visit, count: 1 }))
        const free = freeCounters(municipality.capacityOf(group, date), taken)
        expect(Math.min(...free)).toBeGreaterThanOrEqual(0)
      }),
    )
  })

  it('has visits that start on the grid, last as long as their service, and belong to a name', () => {
    fc.assert(
      fc.property(date, seed, (date, seed) => {
        for (const visit of plan(date, 0.9, seed)) {
          expect(visit.date).toBe(date)
          expect(visit.start % group.gridMinutes).toBe(0)
          expect(visit.minutes).toBe(group.minutes.get(visit.service)?.minutes)
          expect(visit.name).toMatch(/^\S+ \S+/)
        }
      }),
    )
  })

  it('is empty where nobody wishes to come', () => {
    expect(plan('2026-11-19', 0, 'a')).toEqual([])
  })

  it('is full where everybody does: no visit fits any more at most counters', () => {
    const taken = plan('2026-11-19', 1, 'a').map((visit) => ({ ...visit, count: 1 }))
    const capacity = municipality.capacityOf(group, '2026-11-19')
    const free = freeCounters(capacity, taken)
    const all = freeCounters(capacity, [])
    const sum = (counters: Int16Array) => counters.reduce((total, count) => total + count, 0)
    expect(sum(free)).toBeLessThan(sum(all) / 4)
  })

  it('is empty on holidays, in closures and when the office is shut', () => {
    const repentanceDay = '2026-11-18'
    const beratung = municipality.groups.get('beratung')!
    const empty = [
      plan('2026-12-24', 1, 'a'),
      plan('2026-11-22', 1, 'a'),
      planDay(municipality, beratung, repentanceDay, 1, seededRandom('a')),
    ]
    expect(empty).toEqual([[], [], []])
    const weekLater = planDay(municipality, beratung, '2026-11-25', 1, seededRandom('a'))
    expect(weekLater.length).toBeGreaterThan(0)
  })

  it('leaves the part of a closure free', () => {
    const visits = plan('2026-11-26', 1, 'a')
    expect(visits.length).toBeGreaterThan(0)
    expect(visits.filter(({ start }) => start < 600)).toEqual([])
  })
})

it('wishes for a place grow less the farther ahead a day lies', () => {
  const demands = datesFrom('2026-11-02', 60).map((_, daysAhead) => demandIn(daysAhead))
  expect(demands).toEqual(demands.toSorted((a, b) => b - a))
  expect(demands.every((demand) => demand > 0 && demand < 1)).toBe(true)
  expect(demands[0]).toBeGreaterThan(0.9)
})
