import { findFirstVisitDate, listPastVisits } from '#server/appointments/past-visits.ts'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { listMunicipalities } from '#server/tenants/tenants.ts'
import { type PastVisit, figuresOf } from '#shared/domain/day-figures.ts'
import { type Instant, type IsoDate, addDays, localMoment } from '#shared/domain/local-time.ts'
import { findLastCounted, insertDayCounts, takeDay } from './statistics.queries.ts'

/** So that an installation which counts for the first time does not stop keeping house. */
const mostDaysAtOnce = 60

/**
 * Counts the days that are over. Hours and counters are written down with the visits, because the
 * configuration knows only those of today; afterwards the figures need neither.
 */
export async function countDays(deps: Deps): Promise<void> {
  for (const { slug } of await listMunicipalities(deps.db)) {
    const municipality = await deps.municipalities.find(deps.db, slug)
    if (!municipality) continue
    const today = localMoment(deps.clock.now(), municipality.zone).date
    const last = await findLastCounted(deps.db, slug)
    let date = last ? addDays(last, 1) : await findFirstVisitDate(deps.db, municipality)
    for (let days = 0; date !== null && date < today && days < mostDaysAtOnce; days++) {
      await countDay(deps, municipality, date)
      date = addDays(date, 1)
    }
  }
}

async function countDay(deps: Deps, municipality: Municipality, date: IsoDate): Promise<void> {
  await deps.db.transaction().execute(async (trx) => {
    const day = { date, countedAt: deps.clock.now() }
    await noteDay(trx, municipality, day, () => listPastVisits(trx, municipality, date))
  })
}

/** Writes the figures of a day down, unless somebody has. */
export async function noteDay(
  trx: Trx,
  municipality: Municipality,
  { date, countedAt }: { date: IsoDate; countedAt: Instant },
  listVisits: () => Promise<Map<string, PastVisit[]>>,
): Promise<void> {
  const { id: tenantId } = municipality
  if (!(await takeDay(trx, { tenant_id: tenantId, date, counted_at: countedAt }))) return
  const visits = await listVisits()
  const rows = [...municipality.groups.values()].flatMap((group) =>
    figuresOf(municipality.capacityOf(group, date), visits.get(group.id) ?? []).map((figure) => ({
      tenant_id: tenantId,
      date,
      counter_group_id: group.id,
      ...figure,
    })),
  )
  await insertDayCounts(trx, rows)
}
