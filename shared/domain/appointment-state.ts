import type { AppointmentState } from '#shared/contracts/appointments.ts'
import type { IsoDate } from './local-time.ts'

/** What can be done to an appointment. */
export type AppointmentAction =
  'confirm' | 'expire' | 'cancel' | 'check-in' | 'undo' | 'call' | 'complete' | 'no-show'

/** The one table of states: what is not in it is refused. */
const transitions: Record<
  AppointmentState,
  Partial<Record<AppointmentAction, AppointmentState>>
> = {
  reserved: { confirm: 'confirmed', expire: 'expired', cancel: 'expired' },
  confirmed: { cancel: 'cancelled', 'no-show': 'no_show', 'check-in': 'checked_in' },
  checked_in: { call: 'called', undo: 'confirmed' },
  called: { complete: 'completed' },
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

/**
 * As `stateAfter`, but at the counter the day counts too: nobody is let in on another day, and
 * nobody has stayed away from a day that is still to come.
 */
export function stateAtCounter(
  appointment: { state: AppointmentState; date: IsoDate },
  action: AppointmentAction,
  today: IsoDate,
): AppointmentState | null {
  if (action === 'check-in' && appointment.date !== today) return null
  if (action === 'no-show' && appointment.date > today) return null
  return stateAfter(appointment.state, action)
}

/** Whether an appointment of this state takes a counter, whatever the time. */
export const occupyingStates = ['confirmed', 'checked_in', 'called'] as const

/** States of a visit that is over, or that nobody came to. */
export const finishedStates = ['completed', 'no_show'] as const

/** States in which a resident may still move the appointment. */
export function isMovable(state: AppointmentState): boolean {
  return state === 'reserved' || state === 'confirmed'
}
