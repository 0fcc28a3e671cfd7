import { type ExpressionBuilder, sql } from 'kysely'
import type { Db, Tables } from '#server/db/database.ts'
import { occupyingStates } from '#shared/domain/appointment-state.ts'
import type { Instant, IsoDate } from '#shared/domain/local-time.ts'

/** Visits of one group and day that start together and last as long as each other. */
export interface OccupancyRow {
  counter_group_id: string
  date: string
  start_minute: number
  minutes: number
  count: number
  /** The first instant at which one of them gives its place back by itself; null: none does. */
  next_expiry: string | null
}

/** What takes counters now, from `from` to `to`, both included; `without` leaves one visit out. */
export function listOccupancy(
  db: Db,
  tenantId: string,
  groups: readonly string[],
  { from, to }: { from: IsoDate; to: IsoDate },
  now: Instant,
  without?: string,
): Promise<OccupancyRow[]> {
  const occupying = sql.join(occupyingStates.map((state) => sql.lit(state)))
  return db
    .selectFrom('appointment')
    .select(['counter_group_id', 'date', 'start_minute', 'minutes'])
    .select((query) => query.fn.countAll<number>().as('count'))
    .select(
      sql<string | null>`min(case when state in (${occupying}) then null else hold_until end)`.as(
        'next_expiry',
      ),
    )
    .where('tenant_id', '=', tenantId)
    .where('counter_group_id', 'in', groups)
    .where('date', '>=', from)
    .where('date', '<=', to)
    .where((query) => takesPlace(query, now))
    .$if(without !== undefined, (query) => query.where('id', '!=', without!))
    .groupBy(['counter_group_id', 'date', 'start_minute', 'minutes'])
    .execute()
}

/** An appointment takes its place by its state, or until its hold is over. */
function takesPlace(query: ExpressionBuilder<Tables, 'appointment'>, now: Instant) {
  return query.or([query('state', 'in', [...occupyingStates]), query('hold_until', '>', now)])
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
