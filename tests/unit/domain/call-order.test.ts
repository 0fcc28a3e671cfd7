import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CallRule,
  type Waiting,
  callOrder,
  nextToCall,
  rememberCalls,
} from '#shared/domain/call-order.ts'

const rule: CallRule = { walkInEvery: 3, walkInAfterMinutes: 40, lateMinutes: 15 }
const nine = 540

const booked = (id: string, due: number, arrived = due - 5): Waiting => ({
  id,
  kind: 'booked',
  due,
  arrived,
  number: 0,
})
const walkIn = (id: string, arrived: number): Waiting => ({
  id,
  kind: 'walk-in',
  due: arrived,
  arrived,
  number: 0,
})
const order = (waiting: Waiting[], memory = 0, now = nine, by = rule) =>
  callOrder(waiting, memory, by, now).map(({ id }) => id)

describe('the order of calls', () => {
  it('is the time of the appointment, then the arrival', () => {
    const waiting = [
      booked('c', nine, nine - 10),
      booked('b', nine, nine - 20),
      booked('d', nine + 5, nine - 60),
      booked('a', nine - 15, nine - 1),
    ]
    expect(order(waiting)).toEqual(['a', 'b', 'c', 'd'])
  })

  it('lets nobody who comes too late go before those who were there', () => {
    const late = booked('late', nine - 60, nine)
    expect(order([late, booked('here', nine - 15), booked('after', nine + 5)])).toEqual([
      'here',
      'late',
      'after',
    ])
  })

  it('gives every third call to somebody without an appointment', () => {
    const waiting = [
      ...['a', 'b', 'c', 'd', 'e'].map((id) => booked(id, nine)),
      walkIn('w1', nine - 20),
      walkIn('w2', nine - 10),
    ]
    expect(order(waiting)).toEqual(['a', 'b', 'w1', 'c', 'd', 'w2', 'e'])
    expect(order(waiting, rememberCalls(waiting.slice(0, 2)))[0]).toBe('w1')
  })

  it('calls who has waited long, but never two of them in a row while an appointment is due', () => {
    const waiting = [
      booked('a', nine),
      booked('b', nine),
      walkIn('w1', nine - 50),
      walkIn('w2', nine - 45),
    ]
    expect(order(waiting, 1)).toEqual(['w1', 'a', 'w2', 'b'])
  })

  it('uses a free counter for a walk-in rather than for an appointment that is not due', () => {
    const waiting = [booked('at ten', nine + 60, nine - 5), walkIn('w', nine)]
    expect(order(waiting)).toEqual(['w', 'at ten'])
    expect(order(waiting, 0, nine + 50)).toEqual(['at ten', 'w'])
    expect(order([waiting[0]!])).toEqual(['at ten'])
  })

  it('lets walk-ins wait until no appointment is due, if the municipality has no rule', () => {
    const never = { ...rule, walkInEvery: 0, walkInAfterMinutes: 0 }
    const waiting = [walkIn('w', nine - 200), booked('a', nine), booked('b', nine)]
    expect(order(waiting, 7, nine, never)).toEqual(['a', 'b', 'w'])
  })

  it('is that of the numbers for people who came at once', () => {
    const waiting = [
      { ...walkIn('a', nine), number: 12 },
      { ...walkIn('b', nine), number: 9 },
    ]
    expect(order(waiting)).toEqual(['b', 'a'])
  })

  it('calls nobody where nobody waits', () => {
    expect(nextToCall([], 5, rule, nine)).toBeNull()
  })
})

describe('whoever waits', () => {
  const minute = fc.integer({ min: 400, max: 700 })
  const visitor = fc.record({
    kind: fc.constantFrom('booked' as const, 'walk-in' as const),
    due: minute,
    arrived: minute,
  })
  const waitingRoom = fc.array(visitor, { maxLength: 25 }).map((visitors) =>
    visitors.map((one, index) => ({
      ...one,
      id: `v${index}`,
      number: index,
      due: one.kind === 'walk-in' ? one.arrived : one.due,
    })),
  )
  const rules = fc.record({
    walkInEvery: fc.constantFrom(0, 2, 3, 5),
    walkInAfterMinutes: fc.constantFrom(0, 10, 45),
    lateMinutes: fc.constantFrom(0, 15),
  })
  const memory = fc.nat({ max: 6 })

  it('is called exactly once', () => {
    fc.assert(
      fc.property(waitingRoom, memory, rules, minute, (waiting, calls, by, now) => {
        const called = callOrder(waiting, calls, by, now)
        expect(called.map(({ id }) => id).sort()).toEqual(waiting.map(({ id }) => id).sort())
      }),
    )
  })

  it('is called in the same order however the list is read', () => {
    fc.assert(
      fc.property(waitingRoom, memory, rules, minute, (waiting, calls, by, now) => {
        const forwards = callOrder(waiting, calls, by, now)
        expect(callOrder([...waiting].reverse(), calls, by, now)).toEqual(forwards)
      }),
    )
  })

  it('is never overtaken by somebody of the same kind and time who came later', () => {
    fc.assert(
      fc.property(waitingRoom, memory, rules, minute, (waiting, calls, by, now) => {
        const called = callOrder(waiting, calls, by, now)
        for (const [index, earlier] of called.entries()) {
          for (const later of called.slice(index + 1)) {
            if (later.kind !== earlier.kind || later.due !== earlier.due) continue
            expect(earlier.arrived).toBeLessThanOrEqual(later.arrived)
          }
        }
      }),
    )
  })

  it('without an appointment is called by the rule: among the next so many calls is one of them', () => {
    fc.assert(
      fc.property(waitingRoom, memory, minute, (waiting, calls, now) => {
        const called = callOrder(waiting, calls, { ...rule, walkInEvery: 3 }, now)
        const last = called.findLastIndex(({ kind }) => kind === 'walk-in')
        for (let index = 0; index + 3 <= last + 1; index++) {
          const three = called.slice(index, index + 3)
          expect(three.some(({ kind }) => kind === 'walk-in')).toBe(true)
        }
      }),
    )
  })
})
