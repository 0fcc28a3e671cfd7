import type { AppointmentState, VisitKind } from '#shared/contracts/appointments.ts'
import type { CounterRules } from '#shared/contracts/staff.ts'
import { type Instant, addMinutes } from './local-time.ts'

/** What has happened to a visit, and when. */
export interface VisitSteps {
  kind: VisitKind
  state: AppointmentState
  startsAt: Instant
  arrivedAt: Instant | null
  calledAt: Instant | null
  endedAt: Instant | null
}

/** The state before the last step at the counter; null where there was none. */
export function stateBefore(visit: VisitSteps): AppointmentState | null {
  switch (visit.state) {
    case 'checked_in':
      // Nobody booked it: taken back, the number was never given out.
      return visit.kind === 'walk-in' ? 'cancelled' : 'confirmed'
    case 'called':
      return 'checked_in'
    case 'completed':
      return 'called'
    case 'no_show':
      if (visit.calledAt) return 'called'
      return visit.arrivedAt ? 'checked_in' : 'confirmed'
    case 'reserved':
    case 'confirmed':
    case 'expired':
    case 'cancelled':
      return null
  }
}

/** Until when the last step can be taken back; null: there is none. */
export function undoUntil(
  visit: VisitSteps,
  { undoMinutes }: Pick<CounterRules, 'undoMinutes'>,
): Instant | null {
  const at = stateBefore(visit) && lastStepAt(visit)
  return at ? addMinutes(at, undoMinutes) : null
}

/**
 * From when on it may be noted that nobody came: once it is too late to be let in, or once a call was
 * not answered. Null where that makes no sense: who waits has to be called first.
 */
export function noShowFrom(
  visit: VisitSteps,
  { lateMinutes, noShowMinutes }: Pick<CounterRules, 'lateMinutes' | 'noShowMinutes'>,
): Instant | null {
  if (visit.state === 'confirmed') return addMinutes(visit.startsAt, lateMinutes)
  if (visit.state === 'called' && visit.calledAt) return addMinutes(visit.calledAt, noShowMinutes)
  return null
}

function lastStepAt({ state, arrivedAt, calledAt, endedAt }: VisitSteps): Instant | null {
  if (state === 'checked_in') return arrivedAt
  return state === 'called' ? calledAt : endedAt
}
