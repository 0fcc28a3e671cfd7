import { describe, expect, it } from 'vitest'
import { type AppointmentState, appointmentStates } from '#shared/contracts/appointments.ts'
import {
  type AppointmentAction,
  isMovable,
  occupyingStates,
  stateAfter,
} from '#shared/domain/appointment-state.ts'

const actions: AppointmentAction[] = [
  'confirm',
  'expire',
  'cancel',
  'check-in',
  'call',
  'recall',
  'complete',
  'no-show',
]

/** Written out once more, so that no change of the table goes unseen. */
const allowed = new Map<string, AppointmentState>([
  ['reserved confirm', 'confirmed'],
  ['reserved expire', 'expired'],
  ['reserved cancel', 'expired'],
  ['confirmed cancel', 'cancelled'],
  ['confirmed no-show', 'no_show'],
  ['confirmed check-in', 'checked_in'],
  ['checked_in call', 'called'],
  ['called recall', 'called'],
  ['called complete', 'completed'],
  ['called no-show', 'no_show'],
])

const cases = appointmentStates.flatMap((state) =>
  actions.map((action) => ({ state, action, next: allowed.get(`${state} ${action}`) ?? null })),
)
const accepted = cases.filter(({ next }) => next !== null)
const refused = cases.filter(({ next }) => next === null)

describe('an appointment', () => {
  it.each(accepted)('that is $state becomes $next by: $action', ({ state, action, next }) => {
    expect(stateAfter(state, action)).toBe(next)
  })

  it.each(refused)('that is $state refuses: $action', ({ state, action }) => {
    expect(stateAfter(state, action)).toBeNull()
  })

  it('ends in four ways, and nothing leads out of them', () => {
    const final = appointmentStates.filter((state) =>
      actions.every((action) => stateAfter(state, action) === null),
    )
    expect(final).toEqual(['completed', 'expired', 'cancelled', 'no_show'])
  })

  it('can reach every state from the first one', () => {
    const reached = new Set<AppointmentState>(['reserved'])
    for (const state of reached) {
      for (const action of actions) {
        const next = stateAfter(state, action)
        if (next) reached.add(next)
      }
    }
    expect([...reached].sort()).toEqual([...appointmentStates].sort())
  })

  it('takes a counter from its confirmation until the visit is over', () => {
    expect([...occupyingStates]).toEqual(['confirmed', 'checked_in', 'called'])
  })

  it('can be moved until the person is at the entrance', () => {
    expect(appointmentStates.filter(isMovable)).toEqual(['reserved', 'confirmed'])
  })
})
