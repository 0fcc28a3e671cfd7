import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { callNumber, countOf, groupLetter, numberCounters } from '#shared/domain/call-number.ts'
import {
  type VisitSteps,
  noShowFrom,
  stateBefore,
  undoUntil,
} from '#shared/domain/counter-steps.ts'
import { rowsOf } from '#shared/domain/visit-rows.ts'

const rules = { lateMinutes: 15, noShowMinutes: 3, undoMinutes: 10 }
const at = (time: string) => `2026-11-23T${time}:00.000Z`

const visit = (changes: Partial<VisitSteps>): VisitSteps => ({
  kind: 'booked',
  state: 'confirmed',
  startsAt: at('08:00'),
  arrivedAt: null,
  calledAt: null,
  endedAt: null,
  ...changes,
})
const arrived = { arrivedAt: at('07:50') }
const called = { ...arrived, calledAt: at('08:05') }

describe('a step at the counter', () => {
  it.each([
    [visit({}), null, null],
    [visit({ state: 'checked_in', ...arrived }), 'confirmed', at('08:00')],
    [visit({ state: 'checked_in', kind: 'walk-in', ...arrived }), 'cancelled', at('08:00')],
    [visit({ state: 'called', ...called }), 'checked_in', at('08:15')],
    [visit({ state: 'completed', ...called, endedAt: at('08:20') }), 'called', at('08:30')],
    [visit({ state: 'no_show', ...called, endedAt: at('08:20') }), 'called', at('08:30')],
    [visit({ state: 'no_show', ...arrived, endedAt: at('08:20') }), 'checked_in', at('08:30')],
    [visit({ state: 'no_show', endedAt: at('08:20') }), 'confirmed', at('08:30')],
    [visit({ state: 'cancelled' }), null, null],
  ] as const)('can be taken back from %o to %s until %s', (from, before, until) => {
    expect(stateBefore(from)).toBe(before)
    expect(undoUntil(from, rules)).toBe(until)
  })

  it('notes as missed who is too late, and who does not answer a call', () => {
    expect(noShowFrom(visit({}), rules)).toBe(at('08:15'))
    expect(noShowFrom(visit({ state: 'called', ...called }), rules)).toBe(at('08:08'))
    expect(noShowFrom(visit({ state: 'checked_in', ...arrived }), rules)).toBeNull()
    expect(noShowFrom(visit({ state: 'completed' }), rules)).toBeNull()
  })
})

describe('call numbers and counters', () => {
  it('have a letter a group, without look-alikes', () => {
    expect([0, 1, 7, 21, 22, 23].map(groupLetter)).toEqual(['A', 'B', 'H', 'Z', 'AA', 'AB'])
    const many = Array.from({ length: 500 }, (_, index) => groupLetter(index))
    expect(new Set(many).size).toBe(500)
    expect(many.join('')).not.toMatch(/[IJOQ]/)
    expect(callNumber('A', 17)).toBe('A 17')
    expect(countOf('AB 170')).toBe(170)
  })

  it('are numbered through an office, at least one a group', () => {
    const groups = [
      { id: 'a', counters: 2 },
      { id: 'b', counters: 0 },
      { id: 'c', counters: 1 },
    ]
    expect(numberCounters(groups)).toEqual([
      { number: 1, group: 'a' },
      { number: 2, group: 'a' },
      { number: 3, group: 'b' },
      { number: 4, group: 'c' },
    ])
  })
})

describe('the rows of a plan', () => {
  it('hold every visit once, none beside another, in as few rows as there are visits at once', () => {
    const visits = fc.array(
      fc.record({
        start: fc.integer({ min: 480, max: 720 }),
        minutes: fc.integer({ min: 5, max: 60 }),
      }),
    )
    fc.assert(
      fc.property(visits, (all) => {
        const rows = rowsOf(all)
        expect(rows).toHaveLength(all.length)
        const atOnce = (minute: number) =>
          all.filter(({ start, minutes }) => start <= minute && minute < start + minutes).length
        const most = Math.max(0, ...all.map(({ start }) => atOnce(start)))
        expect(Math.max(0, ...rows.map(({ row }) => row + 1))).toBe(most)
        for (const one of rows) {
          for (const other of rows) {
            if (one === other || one.row !== other.row) continue
            const [a, b] = [one.visit, other.visit]
            expect(a.start + a.minutes <= b.start || b.start + b.minutes <= a.start).toBe(true)
          }
        }
      }),
    )
  })
})
