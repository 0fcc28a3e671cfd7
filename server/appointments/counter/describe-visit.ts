import type { Municipality } from '#server/tenants/municipality.ts'
import type { StaffAppointment } from '#shared/contracts/staff.ts'
import { type VisitSteps, noShowFrom, undoUntil } from '#shared/domain/counter-steps.ts'
import { formatWallTime } from '#shared/domain/local-time.ts'
import { plainWords } from '#shared/markdown/plain-text.ts'
import type { Appointment, AppointmentItem } from '../appointments.queries.ts'
import { isClosedAt } from '../closed.ts'

/** What has happened to an appointment since its visitor came. */
export function stepsOf(appointment: Appointment): VisitSteps {
  return {
    kind: appointment.kind,
    state: appointment.state,
    startsAt: appointment.starts_at,
    arrivedAt: appointment.arrived_at,
    calledAt: appointment.called_at,
    endedAt: appointment.ended_at,
  }
}

/** How long a visit is thought to take; the calendar knows no length of a walk-in. */
export function minutesOf(
  { minutes }: Appointment,
  items: readonly Pick<AppointmentItem, 'minutes'>[],
): number {
  return minutes || items.reduce((sum, item) => sum + item.minutes, 0)
}

/** What the counter needs to know of an appointment, in the language of the office. */
export function describeForStaff(
  municipality: Municipality,
  appointment: Appointment,
  items: readonly AppointmentItem[] = [],
): StaffAppointment {
  const rules = municipality.file.counter
  const steps = stepsOf(appointment)
  return {
    id: appointment.id,
    reference: appointment.reference,
    kind: appointment.kind,
    state: appointment.state,
    office: appointment.office_id,
    group: appointment.counter_group_id,
    date: appointment.date,
    start: formatWallTime(appointment.start_minute),
    minutes: minutesOf(appointment, items),
    name: appointment.name,
    services: items.map(({ service_id: slug, persons }) => ({
      slug,
      // A service may leave the catalogue while people still come for it.
      title: plainWords(municipality.services.get(slug)?.text.de.title ?? slug),
      persons,
    })),
    persons: Math.max(1, ...items.map(({ persons }) => persons)),
    lang: appointment.lang,
    closed: appointment.state === 'confirmed' && isClosedAt(municipality, appointment),
    hasEmail: appointment.email !== '',
    number: appointment.call_number,
    counter: appointment.counter,
    calls: appointment.calls,
    arrivedAt: appointment.arrived_at,
    calledAt: appointment.called_at,
    endedAt: appointment.ended_at,
    undoUntil: undoUntil(steps, rules),
    noShowFrom: noShowFrom(steps, rules),
  }
}
