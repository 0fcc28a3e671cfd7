import { visitsOfPastDay } from '#server/db/seed/history.ts'
import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { addDays, datesFrom, localMoment } from '#shared/domain/local-time.ts'
import { noteDay } from './count-days.ts'
import { findLastCounted } from './statistics.queries.ts'

const daysRemembered = 26 * 7

/** Gives a municipality of the demo the figures of half a year, as if it had always been there. */
export async function rememberHistory(deps: Deps, municipality: Municipality): Promise<void> {
  if (await findLastCounted(deps.db, municipality.id)) return
  const now = deps.clock.now()
  const today = localMoment(now, municipality.zone).date
  await deps.db.transaction().execute(async (trx) => {
    for (const date of datesFrom(addDays(today, -daysRemembered), daysRemembered)) {
      await noteDay(trx, municipality, { date, countedAt: now }, async () => {
        const groups = [...municipality.groups.values()]
        return new Map(
          groups.map((group) => [group.id, visitsOfPastDay(municipality, group, date)]),
        )
      })
    }
  })
}
