import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { DayRevisions } from '#shared/contracts/staff.ts'
import { addDays, localMoment } from '#shared/domain/local-time.ts'
import { listLedgerDays } from '../occupancy.queries.ts'
import { groupsOf } from './office-counters.ts'

const daysBack = 1
/** As far as a clerk looks ahead in the list and the plan of weeks. */
const daysAhead = 60

/**
 * The revision of each day of an office: whoever keeps a day reads it again if its number has risen.
 * @throws AppError 'invalid-input' for an office that does not exist
 */
export async function readRevisions(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  municipality: Municipality,
  office: string,
): Promise<DayRevisions> {
  const today = localMoment(clock.now(), municipality.zone).date
  const groups = groupsOf(municipality, office).map(({ id }) => id)
  const range = { from: addDays(today, -daysBack), to: addDays(today, daysAhead) }
  const known =
    groups.length > 0 ? [...(await listLedgerDays(db, municipality.id, groups, range))] : []
  const days = new Map<string, number>()
  for (const [key, { revision }] of known) {
    const date = key.slice(key.indexOf(' ') + 1)
    days.set(date, (days.get(date) ?? 0) + revision)
  }
  return { office, today, days: Object.fromEntries([...days].sort(([a], [b]) => (a < b ? -1 : 1))) }
}
