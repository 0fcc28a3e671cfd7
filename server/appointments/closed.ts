import type { Municipality } from '#server/tenants/municipality.ts'
import { isOpenThroughout } from '#shared/domain/opening-hours.ts'
import type { Appointment } from './appointments.queries.ts'

/** Whether nobody is there at the time of an appointment: hours have changed since it was made. */
export function isClosedAt(
  municipality: Municipality,
  { counter_group_id: id, date, start_minute: start, minutes }: Appointment,
): boolean {
  const group = municipality.groups.get(id)
  return !group || !isOpenThroughout(municipality.capacityOf(group, date), { start, minutes })
}
