import type { Db } from '#server/db/database.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { AppointmentState } from '#shared/contracts/appointments.ts'
import type { Outcome, PastVisit } from '#shared/domain/day-figures.ts'
import type { IsoDate } from '#shared/domain/local-time.ts'
import { listItemsOf } from './counter.queries.ts'
import { findFirstDate, listConfirmedOn } from './past-visits.queries.ts'

const outcomeOf: Partial<Record<AppointmentState, Outcome>> = {
  completed: 'came',
  called: 'came',
  checked_in: 'came',
  confirmed: 'unnoted',
  no_show: 'no-show',
  cancelled: 'cancelled',
}

/** What became of the appointments of a day, by counter group; reservations that ended count nowhere. */
export async function listPastVisits(
  db: Db,
  municipality: Municipality,
  date: IsoDate,
): Promise<Map<string, PastVisit[]>> {
  const groups = [...municipality.groups.keys()]
  // PostgreSQL takes no empty list, and a municipality may have no counters yet.
  if (groups.length === 0) return new Map()
  const rows = await listConfirmedOn(db, municipality.id, groups, date)
  if (rows.length === 0) return new Map()
  const items = await listItemsOf(
    db,
    municipality.id,
    rows.map(({ id }) => id),
  )
  const itemsById = Map.groupBy(items, (item) => item.appointment_id)
  const visits = new Map<string, PastVisit[]>()
  for (const row of rows) {
    const outcome = outcomeOf[row.state]
    if (!outcome) continue
    const ofGroup = visits.get(row.counter_group_id) ?? []
    ofGroup.push({
      start: row.start_minute,
      minutes: row.minutes,
      outcome,
      services: (itemsById.get(row.id) ?? []).map((item) => ({
        id: item.service_id,
        persons: item.persons,
      })),
      leadHours: hoursBetween(row.created_at, row.starts_at),
      waitMinutes: null,
    })
    visits.set(row.counter_group_id, ofGroup)
  }
  return visits
}

/** The first day on which anybody had an appointment, or null. */
export function findFirstVisitDate(db: Db, municipality: Municipality): Promise<IsoDate | null> {
  return findFirstDate(db, municipality.id)
}

function hoursBetween(from: string, to: string): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 3_600_000)
}
