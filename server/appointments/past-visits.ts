import type { Db } from '#server/db/database.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { AppointmentState } from '#shared/contracts/appointments.ts'
import type { Outcome, PastVisit } from '#shared/domain/day-figures.ts'
import type { Instant, IsoDate } from '#shared/domain/local-time.ts'
import { listItemsOf } from './counter/counter.queries.ts'
import { minutesOf } from './counter/describe-visit.ts'
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
    const isWalkIn = row.kind === 'walk-in'
    const outcome = outcomeOf[row.state]
    // Who took a number and left again has not been here.
    if (!outcome || (isWalkIn && outcome !== 'came')) continue
    const ofGroup = visits.get(row.counter_group_id) ?? []
    const itsItems = itemsById.get(row.id) ?? []
    ofGroup.push({
      start: row.start_minute,
      minutes: minutesOf(row, itsItems),
      outcome: isWalkIn ? 'walk-in' : outcome,
      services: itsItems.map((item) => ({ id: item.service_id, persons: item.persons })),
      leadHours: isWalkIn ? null : minutesBetween(row.created_at, row.starts_at) / 60,
      waitMinutes:
        row.arrived_at && row.called_at ? minutesBetween(row.arrived_at, row.called_at) : null,
    })
    visits.set(row.counter_group_id, ofGroup)
  }
  return visits
}

/** The first day on which anybody had an appointment, or null. */
export function findFirstVisitDate(db: Db, municipality: Municipality): Promise<IsoDate | null> {
  return findFirstDate(db, municipality.id)
}

function minutesBetween(from: Instant, to: Instant): number {
  return Math.max(0, (Date.parse(to) - Date.parse(from)) / 60_000)
}
