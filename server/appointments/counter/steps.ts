import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { AuditAction } from '#shared/contracts/audit.ts'
import type { CounterAction, StaffAppointment } from '#shared/contracts/staff.ts'
import { stateAfter } from '#shared/domain/appointment-state.ts'
import { noShowFrom, stateBefore, undoUntil } from '#shared/domain/counter-steps.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { type Appointment, findAppointment } from '../appointments.queries.ts'
import { stepsOf } from './describe-visit.ts'
import { type AtWork, changeVisit, showVisit, writeStep } from './visit-change.ts'

/** What the audit calls each action. */
const events: Record<CounterAction, AuditAction> = {
  recall: 'appointment-recalled',
  complete: 'appointment-completed',
  'no-show': 'appointment-missed',
  undo: 'appointment-step-undone',
}

/**
 * Does one thing to a visit, once.
 * @throws AppError 'not-found', also for appointments of other municipalities; 'state-conflict'
 */
export async function changeAtCounter(
  deps: Deps,
  atWork: AtWork,
  id: string,
  action: CounterAction,
): Promise<StaffAppointment> {
  const { municipality } = atWork
  const found = await findAppointment(deps.db, municipality.id, id)
  return changeVisit(deps, municipality, found, async (trx, visit, now) => {
    const { appointment } = visit
    const changes =
      action === 'undo'
        ? undoing(appointment, now, municipality.file.counter)
        : goingOn(appointment, action, now, municipality.file.counter)
    if (!changes) throw new AppError('state-conflict')
    await writeStep(trx, atWork, visit, events[action], now, changes)
    return showVisit(trx, municipality, visit)
  })
}

type Rules = AtWork['municipality']['file']['counter']

/** What a step changes, or null where it is refused. */
function goingOn(
  appointment: Appointment,
  action: Exclude<CounterAction, 'undo'>,
  now: Instant,
  rules: Rules,
): Partial<Appointment> | null {
  const state = stateAfter(appointment.state, action)
  if (!state) return null
  if (action === 'recall') return { called_at: now, calls: appointment.calls + 1 }
  if (action === 'no-show') {
    const from = noShowFrom(stepsOf(appointment), rules)
    if (from === null || now < from) return null
  }
  return { state, ended_at: now }
}

/** What taking the last step back changes, or null if there is none or it is too long ago. */
function undoing(
  appointment: Appointment,
  now: Instant,
  rules: Rules,
): Partial<Appointment> | null {
  const steps = stepsOf(appointment)
  const until = undoUntil(steps, rules)
  const state = stateBefore(steps)
  if (!state || until === null || now > until) return null
  if (appointment.ended_at !== null) return { state, ended_at: null }
  if (appointment.called_at !== null) return { state, called_at: null, counter: null }
  // The number stays: who comes back gets the same, and nobody else ever does.
  return { state, arrived_at: null }
}
