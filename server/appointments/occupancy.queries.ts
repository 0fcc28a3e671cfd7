import { sql } from 'kysely'
import { type AppointmentState, appointmentStates } from '#shared/contracts/appointments.ts'
import type { Db } from '#server/db/database.ts'
import { occupyingStates } from '#shared/domain/appointment-state.ts'
import type { Instant, IsoDate } from '#shared/domain/local-time.ts'
import type { Taken } from '#shared/domain/slots.ts'
import type { LedgerDay } from './ledger.ts'

/** What takes counters of one group on one day. */
export interface Occupancy {
  taken: Taken[]
  /** The first instant at which a visit gives its place back by itself; null: none does. */
  nextExpiry: Instant | null
}

/** Those that take no place by themselves take it only until their hold is over. */
const holding = sql.join(
  appointmentStates
    .filter((state) => !occupyingStates.some((occupies) => occupies === state))
    .map((state) => sql.lit(state)),
)

/**
 * What takes counters now on each of these days, by `group date`; `without` leaves one visit out.
 * It answers one row a day, with lists in text, and counts one state at a time: so both engines look
 * up day by day in their index, compare nothing but numbers, and make few values of many visits.
 */
export async function listOccupancy(
  db: Db,
  tenantId: string,
  days: readonly LedgerDay[],
  now: Instant,
  without?: string,
): Promise<Map<string, Occupancy>> {
  if (days.length === 0) return new Map()
  const visit = sql`tenant_id = ${tenantId}
    and counter_group_id = day.counter_group_id and date = day.date
    ${without === undefined ? sql`` : sql`and id <> ${without}`}`
  const visitsOf = (state: AppointmentState) => sql`
    select start_minute, minutes, count(*) as visits from appointment
    where ${visit} and state = ${sql.lit(state)}
    group by start_minute, minutes`
  const { rows } = await sql<DayRow>`
    with day (counter_group_id, date) as (
      values ${sql.join(days.map(({ group, date }) => sql`(${group}, ${date})`))}
    )
    select counter_group_id, date,
      (select string_agg(start_minute || ',' || minutes || ',' || visits, ',') from (
        ${sql.join(occupyingStates.map(visitsOf), sql` union all `)}
      ) as start) as visits,
      (select string_agg(start_minute || ',' || minutes || ',' || hold_until, ',')
        from appointment
        where ${visit} and state in (${holding}) and hold_until > ${now}
      ) as holds
    from day`.execute(db)
  return new Map(rows.map((row) => [`${row.counter_group_id} ${row.date}`, readDay(row)]))
}

interface DayRow {
  counter_group_id: string
  date: IsoDate
  /** `480,15,3,…`: start, minutes, count. */
  visits: string | null
  /** `480,15,2026-11-23T07:00:00.000Z,…`: start, minutes, until when. */
  holds: string | null
}

function readDay({ visits, holds }: DayRow): Occupancy {
  const taken: Taken[] = []
  const numbers = JSON.parse(`[${visits ?? ''}]`) as number[]
  for (let at = 0; at < numbers.length; at += 3) {
    taken.push({ start: numbers[at]!, minutes: numbers[at + 1]!, count: numbers[at + 2]! })
  }
  let nextExpiry: Instant | null = null
  const parts = holds?.split(',') ?? []
  for (let at = 0; at < parts.length; at += 3) {
    taken.push({ start: Number(parts[at]), minutes: Number(parts[at + 1]), count: 1 })
    const until = parts[at + 2]!
    if (nextExpiry === null || until < nextExpiry) nextExpiry = until
  }
  return { taken, nextExpiry }
}

/**
 * One number a group for a range of days: the sum of their revisions. Revisions only rise,
 * so as long as the sum is the same, none of the days has changed.
 */
export async function sumRevisions(
  db: Db,
  tenantId: string,
  groups: readonly string[],
  { from, to }: { from: IsoDate; to: IsoDate },
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('ledger_day')
    .select('counter_group_id')
    .select((query) => query.fn.sum<number>('revision').as('sum'))
    .where('tenant_id', '=', tenantId)
    .where('counter_group_id', 'in', groups)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .groupBy('counter_group_id')
    .execute()
  return new Map(rows.map((row) => [row.counter_group_id, Number(row.sum)]))
}

/** The revision of each day that has one, by `group date`. */
export async function listRevisions(
  db: Db,
  tenantId: string,
  groups: readonly string[],
  { from, to }: { from: IsoDate; to: IsoDate },
): Promise<Map<string, number>> {
  const rows = await db
    .selectFrom('ledger_day')
    .select(['counter_group_id', 'date', 'revision'])
    .where('tenant_id', '=', tenantId)
    .where('counter_group_id', 'in', groups)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .execute()
  return new Map(rows.map((row) => [`${row.counter_group_id} ${row.date}`, row.revision]))
}
