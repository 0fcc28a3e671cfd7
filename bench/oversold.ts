import { freeCountersNow } from '#server/appointments/availability.ts'
import type { Deps } from '#server/deps.ts'
import { datesFrom } from '#shared/domain/local-time.ts'
import { horizonDays, visitMinutes } from './city.ts'
import type { FullCity } from './full-calendars.ts'

/** Visits for which no counter is left. All are as long as the grid, so none is counted twice. */
export async function countOversold(
  { db, clock }: Deps,
  { municipality, from }: FullCity,
): Promise<number> {
  let oversold = 0
  for (const group of municipality.groups.values()) {
    for (const date of datesFrom(from, horizonDays)) {
      const free = await freeCountersNow(db, municipality, group, date, clock.now())
      for (let start = 0; start < free.length; start += visitMinutes) {
        oversold += Math.max(0, -free[start]!)
      }
    }
  }
  return oversold
}
