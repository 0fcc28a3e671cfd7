import { describe, expect, it } from 'vitest'
import {
  callOrderOf,
  countByStage,
  inOrderOfWork,
  narrowed,
  rowAction,
} from '#client/staff/counter/day/visit-list.ts'
import { visit } from './visit.ts'

const mueller = visit({ id: 'm', name: 'Jürgen Müller', start: '09:40' })
const lukasz = visit({ id: 'l', name: 'Łukasz Weiß', state: 'checked_in', number: 'A 17' })
const over = visit({ id: 'o', name: 'Ida Fertig', state: 'completed', start: '08:00' })
const elsewhere = visit({
  id: 'e',
  name: 'Eva Amt',
  group: 'soziales',
  state: 'called',
  counter: 2,
})
const day = [over, lukasz, mueller, elsewhere]

const found = (text: string, stage: 'open' | 'all' = 'open') =>
  narrowed(day, { stage, group: '', text }).map(({ id }) => id)

describe('the list of the day', () => {
  it.each([
    ['müller', 'm'],
    ['mueller', 'm'],
    ['Muller jürg', 'm'],
    ['lukasz', 'l'],
    ['weiss', 'l'],
    ['a17', 'l'],
    ['A 17', 'l'],
  ])('finds by %s', (text, id) => {
    expect(found(text)).toEqual([id])
  })

  it('finds by code with and without hyphen, at any stage', () => {
    expect(found('k7m4')).toHaveLength(4)
    expect(found('fertig')).toEqual(['o'])
    expect(found('niemand')).toEqual([])
  })

  it('narrows to a stage and a group', () => {
    expect(found('')).toEqual(['l', 'm', 'e'])
    expect(narrowed(day, { stage: 'called', group: 'soziales', text: '' })).toEqual([elsewhere])
    expect(narrowed(day, { stage: 'called', group: 'buergerservice', text: '' })).toEqual([])
    expect(countByStage(day)).toEqual({ open: 3, expected: 1, waiting: 1, called: 1, done: 1 })
  })

  it('begins with who is called and who waits, in the order of the calls', () => {
    const second = visit({ id: 's', state: 'checked_in', start: '09:00' })
    const order = inOrderOfWork([...day, second], ['l', 's'])
    expect(order.map(({ id }) => id)).toEqual(['e', 'l', 's', 'o', 'm'])
  })

  it('takes whoever waits from the queues of the counter’s groups only', () => {
    const queues = [
      { group: 'soziales', waiting: ['e'] },
      { group: 'buergerservice', waiting: ['l', 'gone'] },
    ]
    expect(callOrderOf(day, queues, ['buergerservice'])).toEqual([lukasz])
  })
})

describe('the one way on of a line', () => {
  const at = { seat: 2, isSeatTaken: false, now: Date.parse('2026-11-23T09:00:00Z') }

  it('is to let in, to call, to finish', () => {
    expect(rowAction(mueller, at)).toBe('check-in')
    expect(rowAction(lukasz, at)).toBe('call')
    expect(rowAction(elsewhere, at)).toBe('complete')
  })

  it('is nothing where somebody else is at the counter, or at none', () => {
    expect(rowAction(lukasz, { ...at, isSeatTaken: true })).toBeNull()
    expect(rowAction(lukasz, { ...at, seat: 0 })).toBeNull()
    expect(rowAction(elsewhere, { ...at, seat: 1 })).toBeNull()
  })

  it('is to take back, as long as that is possible', () => {
    const until = (undoUntil: string) => rowAction({ ...over, undoUntil }, at)
    expect(until('2026-11-23T09:00:01.000Z')).toBe('undo')
    expect(until('2026-11-23T09:00:00.000Z')).toBeNull()
  })
})
