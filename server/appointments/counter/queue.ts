import type { Municipality } from '#server/tenants/municipality.ts'
import { countOf } from '#shared/domain/call-number.ts'
import {
  type CallMemory,
  type CallRule,
  type Waiting,
  rememberCalls,
} from '#shared/domain/call-order.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import type { Appointment } from '../appointments.queries.ts'

/** Minutes on the scale on which queues are reckoned. */
export function minutesAt(instant: Instant): number {
  return Date.parse(instant) / 60_000
}

/** Who waits for the same counters, and what the calls of the day mean for the next one. */
export interface Queue {
  waiting: (Waiting & { appointment: Appointment })[]
  memory: CallMemory
  rule: CallRule
}

/** The queue of some groups, from the appointments of their day. */
export function queueOf(municipality: Municipality, ofDay: readonly Appointment[]): Queue {
  const called = ofDay
    .filter(({ called_at: calledAt }) => calledAt !== null)
    .sort((a, b) => (a.called_at! < b.called_at! ? -1 : 1))
  return {
    waiting: ofDay.filter(({ state }) => state === 'checked_in').map(asWaiting),
    memory: rememberCalls(called),
    rule: municipality.file.counter,
  }
}

export function asWaiting(appointment: Appointment): Queue['waiting'][number] {
  const arrived = minutesAt(appointment.arrived_at ?? appointment.starts_at)
  return {
    id: appointment.id,
    kind: appointment.kind,
    due: appointment.kind === 'walk-in' ? arrived : minutesAt(appointment.starts_at),
    arrived,
    number: appointment.call_number ? countOf(appointment.call_number) : Infinity,
    appointment,
  }
}
