import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Visitor, type WaitingRoom, estimateWait } from '#shared/domain/waiting-time.ts'

const now = 600

const walkIn = (id: string, minutes = 10): Visitor => ({
  id,
  kind: 'walk-in',
  due: now,
  arrived: now,
  number: 0,
  minutes,
})
const booked = (id: string, due: number, minutes = 20): Visitor => ({
  id,
  kind: 'booked',
  due,
  arrived: due,
  number: 0,
  minutes,
})
const room = (changes: Partial<WaitingRoom> = {}): WaitingRoom => ({
  now,
  waiting: [walkIn('me')],
  expected: [],
  running: [],
  open: 2,
  active: 2,
  memory: 0,
  rule: { walkInEvery: 0, walkInAfterMinutes: 0, lateMinutes: 15 },
  ...changes,
})

describe('the waiting time', () => {
  it('is next to nothing where a counter is free', () => {
    expect(estimateWait(room(), 'me')).toEqual({ from: 0, to: 5 })
  })

  it('counts the rest of the visits under way', () => {
    const running = [
      { minutes: 20, since: now - 10 },
      { minutes: 40, since: now - 5 },
    ]
    expect(estimateWait(room({ running }), 'me')).toEqual({ from: 5, to: 20 })
  })

  it('does not promise what a visit that takes too long has eaten up', () => {
    const running = [{ minutes: 10, since: now - 60 }]
    const alone = room({ running, open: 1, active: 1 })
    expect(estimateWait(alone, 'me')).toEqual({ from: 0, to: 5 })
  })

  it('counts who is before, and who has an appointment soon, at the counters that really call', () => {
    const waiting = [walkIn('first', 20), { ...walkIn('me'), number: 1 }]
    const hopeful = room({ waiting })
    expect(estimateWait(hopeful, 'me')).toEqual({ from: 0, to: 5 })
    const honest = room({ waiting, active: 1, expected: [booked('at ten past', now + 10)] })
    expect(estimateWait(honest, 'me')).toEqual({ from: 0, to: 55 })
  })

  it('is not known where no counter works', () => {
    expect(estimateWait(room({ open: 0, active: 0 }), 'me')).toBeNull()
  })

  it('goes on at a counter that calls though it should be closed', () => {
    expect(estimateWait(room({ open: 0, active: 1 }), 'me')).toEqual({ from: 0, to: 5 })
  })

  it('is a range in steps of five minutes, and never shorter because one more waits before', () => {
    const length = fc.integer({ min: 1, max: 60 })
    fc.assert(
      fc.property(
        fc.array(length, { maxLength: 15 }),
        fc.array(length, { maxLength: 4 }),
        fc.integer({ min: 1, max: 5 }),
        length,
        (before, under, open, one) => {
          const queue = before.map((minutes, index) => walkIn(`before${index}`, minutes))
          const me = { ...walkIn('me'), number: 1 }
          const running = under.map((minutes) => ({ minutes, since: now - 3 }))
          const wait = estimateWait(room({ waiting: [...queue, me], running, open }), 'me')!
          expect(wait.from).toBeLessThan(wait.to)
          expect([wait.from % 5, wait.to % 5]).toEqual([0, 0])
          const longer = estimateWait(
            room({ waiting: [...queue, walkIn('one', one), me], running, open }),
            'me',
          )!
          expect(longer.from).toBeGreaterThanOrEqual(wait.from)
          expect(longer.to).toBeGreaterThanOrEqual(wait.to)
        },
      ),
    )
  })
})
