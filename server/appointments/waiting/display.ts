import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { CallDisplay } from '#shared/contracts/waiting-room.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { listRows } from '../counter/day.ts'
import { groupsOf } from '../counter/office-counters.ts'

const mostCalls = 8

/**
 * What the screen in a waiting room shows.
 * @throws AppError 'not-found' for an office that does not exist
 */
export async function showCalls(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  municipality: Municipality,
  slug: string,
  lang: Language,
): Promise<CallDisplay> {
  const office = municipality.offices.get(slug)
  if (!office) throw new AppError('not-found')
  const now = clock.now()
  const { date } = localMoment(now, municipality.zone)
  const groups = groupsOf(municipality, slug).map(({ id }) => id)
  const rows = await listRows(db, municipality, groups, { from: date, to: date }, now)
  const calls = rows.flatMap((row) => {
    const isShown = row.state === 'called' || row.state === 'completed'
    if (!isShown || !row.call_number || !row.called_at || row.counter === null) return []
    return [
      { number: row.call_number, counter: row.counter, calledAt: row.called_at, times: row.calls },
    ]
  })
  calls.sort((a, b) => (a.calledAt > b.calledAt ? -1 : a.calledAt < b.calledAt ? 1 : 0))
  return {
    office: slug,
    officeName: inLanguage(office.name, lang),
    at: now,
    calls: calls.slice(0, mostCalls),
    waiting: rows.filter(({ state }) => state === 'checked_in').length,
  }
}
