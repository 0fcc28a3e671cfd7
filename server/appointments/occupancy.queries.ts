import { type RawBuilder, sql } from 'kysely'
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

const occupying = literals(occupyingStates)

/** Those that take no place by themselves take it only until their hold is over. */
const holding = literals(
  appointmentStates.filter((state) => !occupyingStates.some((occupies) => occupies === state)),
)

function literals(states: readonly AppointmentState[]) {
  return sql.join(states.map((state) => sql.lit(state)))
}

/** What takes counters now on each of these ledger days, by number; a number is of one tenant only. */
export async function listOccupancy(
  db: Db,
  numbers: readonly number[],
  now: Instant,
): Promise<Map<number, Occupancy>> {
  if (numbers.length === 0) return new Map()
  return readOccupancy(db, sql`number in (${sql.join(numbers)})`, now)
}

/** What takes counters now on one day; `without` leaves one visit out. */
export async function findOccupancy(
  db: Db,
  tenantId: string,
  { group, date }: LedgerDay,
  now: Instant,
  without?: string,
): Promise<Occupancy> {
  const day = sql`tenant_id = ${tenantId} and counter_group_id = ${group} and date = ${date}`
  const [occupancy] = (await readOccupancy(db, day, now, without)).values()
  return occupancy ?? { taken: [], nextExpiry: null }
}

/**
 * It answers one row a day, with lists in text, so that few values are made of many visits; and by
 * the number of the day both engines find all they need in two narrow indexes.
 */
async function readOccupancy(
  db: Db,
  days: RawBuilder<unknown>,
  now: Instant,
  without?: string,
): Promise<Map<number, Occupancy>> {
  const visit = sql`ledger_day = number ${without === undefined ? sql`` : sql`and id <> ${without}`}`
  const { rows } = await sql<DayRow>`
    select number,
      (select string_agg(slot || ',' || visits, ',') from (
        select slot, count(*) as visits from appointment
        where ${visit} and state in (${occupying})
        group by slot
      ) as start) as visits,
      (select string_agg(slot || ',' || hold_until, ',')
        from appointment
        where ${visit} and state in (${holding}) and hold_until > ${now}
      ) as holds
    from ledger_day where ${days}`.execute(db)
  return new Map(rows.map((row) => [row.number, readDay(row)]))
}

interface DayRow {
  number: number
  /** `983055,3,…`: slot, count. */
  visits: string | null
  /** `983055,2026-11-23T07:00:00.000Z,…`: slot, until when. */
  holds: string | null
}

function readDay({ visits, holds }: DayRow): Occupancy {
  const taken: Taken[] = []
  const numbers = JSON.parse(`[${visits ?? ''}]`) as number[]
  for (let at = 0; at < numbers.length; at += 2) {
    taken.push(takenBy(numbers[at]!, numbers[at + 1]!))
  }
  let nextExpiry: Instant | null = null
  const parts = holds?.split(',') ?? []
  for (let at = 0; at < parts.length; at += 2) {
    taken.push(takenBy(Number(parts[at]), 1))
    const until = parts[at + 1]!
    if (nextExpiry === null || until < nextExpiry) nextExpiry = until
  }
  return { taken, nextExpiry }
}

function takenBy(slot: number, count: number): Taken {
  return { start: slot >> 11, minutes: slot & 2047, count }
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

/** The days that were ever locked, by `group date`. */
export async function listLedgerDays(
  db: Db,
  tenantId: string,
  groups: readonly string[],
  { from, to }: { from: IsoDate; to: IsoDate },
): Promise<Map<string, { number: number; revision: number }>> {
  const rows = await db
    .selectFrom('ledger_day')
    .select(['number', 'counter_group_id', 'date', 'revision'])
    .where('tenant_id', '=', tenantId)
    .where('counter_group_id', 'in', groups)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .execute()
  return new Map(rows.map((row) => [`${row.counter_group_id} ${row.date}`, row]))
}
