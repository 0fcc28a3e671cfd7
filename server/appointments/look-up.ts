import type { Db } from '#server/db/database.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { Appointment, AppointmentItem } from './appointments.queries.ts'
import { listByIds, listItemsOf } from './counter/counter.queries.ts'

export type { Appointment } from './appointments.queries.ts'

/** An appointment with what it is for. */
export interface LookedUp {
  appointment: Appointment
  items: AppointmentItem[]
}

/** Appointments by id; those that do not exist are left out. */
export async function lookUpAppointments(
  db: Db,
  municipality: Municipality,
  ids: readonly string[],
): Promise<Map<string, LookedUp>> {
  if (ids.length === 0) return new Map()
  const items = await listItemsOf(db, municipality.id, ids)
  const itemsById = Map.groupBy(items, (item) => item.appointment_id)
  return new Map(
    (await listByIds(db, municipality.id, ids)).map((appointment) => [
      appointment.id,
      { appointment, items: itemsById.get(appointment.id) ?? [] },
    ]),
  )
}
