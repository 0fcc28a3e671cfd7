import type { Db } from '#server/db/database.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { type Instant, localMoment } from '#shared/domain/local-time.ts'
import type { Appointment } from './appointments.queries.ts'
import { listItemsOf } from './counter/counter.queries.ts'
import { hasAppointments, listOccupying } from './live-visits.queries.ts'

/** A visit that takes a counter today or later, and what it is for. */
export interface LiveVisit {
  appointment: Appointment
  services: string[]
  /** False for whoever is in already: nothing can be taken from them. */
  isToCome: boolean
}

/**
 * Visits of these groups that take a counter now, from today on: whoever is in first, then in the
 * order in which they were booked.
 */
export async function listLiveVisits(
  db: Db,
  municipality: Municipality,
  groups: readonly string[],
  now: Instant,
): Promise<LiveVisit[]> {
  if (groups.length === 0) return []
  const today = localMoment(now, municipality.zone).date
  const rows = await listOccupying(db, municipality.id, groups, today, now)
  if (rows.length === 0) return []
  const items = await listItemsOf(
    db,
    municipality.id,
    rows.map(({ id }) => id),
  )
  const itemsById = Map.groupBy(items, (item) => item.appointment_id)
  const visits = rows.map((appointment) => ({
    appointment,
    services: (itemsById.get(appointment.id) ?? []).map((item) => item.service_id),
    isToCome:
      appointment.starts_at > now &&
      (appointment.state === 'confirmed' || appointment.state === 'reserved'),
  }))
  return [...visits.filter((one) => !one.isToCome), ...visits.filter((one) => one.isToCome)]
}

/** Whether one of these groups has, or ever had, appointments. */
export async function hasVisited(
  db: Db,
  municipality: Municipality,
  groups: readonly string[],
): Promise<boolean> {
  return groups.length > 0 && (await hasAppointments(db, municipality.id, groups))
}
