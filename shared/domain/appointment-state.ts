import type { AppointmentState } from '#shared/contracts/appointments.ts'

/** What can be done to an appointment. */
export type AppointmentAction =
  'confirm' | 'expire' | 'cancel' | 'check-in' | 'call' | 'recall' | 'complete' | 'no-show'

/**
 * The one table of states: what is not in it is refused. What is taken back at the counter goes the
 * same ways in the other direction; `counter-steps.ts` knows how far.
 */
const transitions: Record<
  AppointmentState,
  Partial<Record<AppointmentAction, AppointmentState>>
> = {
  reserved: { confirm: 'confirmed', expire: 'expired', cancel: 'expired' },
  confirmed: { cancel: 'cancelled', 'no-show': 'no_show', 'check-in': 'checked_in' },
  checked_in: { call: 'called' },
  called: { recall: 'called', complete: 'completed', 'no-show': 'no_show' },
  completed: {},
  expired: {},
  cancelled: {},
  no_show: {},
}

/** The state an action leads to, or null where it is refused. */
export function stateAfter(
  state: AppointmentState,
  action: AppointmentAction,
): AppointmentState | null {
  return transitions[state][action] ?? null
}

/** Whether an appointment of this state takes a counter, whatever the time. */
export const occupyingStates = ['confirmed', 'checked_in', 'called'] as const

/** States of a visit that is over, or that nobody came to. */
export const finishedStates = ['completed', 'no_show'] as const

/** States in which a resident may still move the appointment. */
export function isMovable(state: AppointmentState): boolean {
  return state === 'reserved' || state === 'confirmed'
}

/** States of somebody who is in the house. */
export function isInside(state: AppointmentState): boolean {
  return state === 'checked_in' || state === 'called'
}
