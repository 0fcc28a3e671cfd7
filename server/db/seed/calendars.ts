import { insertVisits, lastVisitDate } from '#server/appointments/demo-visits.ts'
import type { Deps } from '#server/deps.ts'
import type { CounterGroup, Municipality } from '#server/tenants/municipality.ts'
import { bookingWindow } from '#shared/domain/booking-window.ts'
import {
  type IsoDate,
  type MinuteOfDay,
  addDays,
  datesFrom,
  localMoment,
} from '#shared/domain/local-time.ts'
import type { Capacity } from '#shared/domain/opening-hours.ts'
import { familyNames, givenNames } from './names.ts'
import { type Random, seededRandom } from './random.ts'

/** A visit of the demo: at one counter, for one service. */
export interface DemoVisit {
  date: IsoDate
  start: MinuteOfDay
  minutes: number
  service: string
  name: string
}

/** Fills the days of every group that can be booked and have not been filled before. */
export async function fillCalendars(deps: Deps, municipality: Municipality): Promise<void> {
  const now = localMoment(deps.clock.now(), municipality.zone)
  for (const group of municipality.groups.values()) {
    const filledUntil = await lastVisitDate(deps.db, municipality.id, group.id)
    const { lastDate } = bookingWindow(group.release, now)
    const first = filledUntil && filledUntil >= now.date ? addDays(filledUntil, 1) : now.date
    if (first > lastDate) continue
    const count = (Date.parse(lastDate) - Date.parse(first)) / 86_400_000 + 1
    const visits = datesFrom(first, count).flatMap((date) => {
      const daysAhead = (Date.parse(date) - Date.parse(now.date)) / 86_400_000
      const random = seededRandom(`${municipality.id} ${group.id} ${date}`)
      return planDay(municipality, group, date, demandIn(daysAhead), random)
    })
    await insertVisits(deps, municipality, group, visits)
  }
}

/** How full a day is when it lies so far ahead: nearly full this week, half full in a month. */
export function demandIn(daysAhead: number): number {
  if (daysAhead <= 2) return 0.97
  if (daysAhead <= 7) return 0.92
  if (daysAhead <= 14) return 0.8
  if (daysAhead <= 28) return 0.6
  return 0.45
}

/** Visits of one day, counter by counter, never more than the counters that residents can book. */
export function planDay(
  municipality: Municipality,
  group: CounterGroup,
  date: IsoDate,
  demand: number,
  random: Random,
): DemoVisit[] {
  const capacity = municipality.capacityOf(group, date)
  const services = [...group.minutes.keys()]
  if (services.length === 0) return []
  const visits: DemoVisit[] = []
  const counters = Math.max(0, ...capacity.map((range) => range.public))
  for (let counter = 1; counter <= counters; counter++) {
    for (const { from, to } of spansOf(capacity, counter)) {
      let minute = Math.ceil(from / group.gridMinutes) * group.gridMinutes
      while (minute < to) {
        const service = pickPopular(municipality, services, random)
        const { minutes } = group.minutes.get(service)!
        if (minute + minutes <= to && random.next() < demand) {
          const name = `${random.pick(givenNames)} ${random.pick(familyNames)}`
          visits.push({ date, start: minute, minutes, service, name })
        }
        // A place left free is as long as a visit, so that somebody can book it.
        minute += Math.ceil(minutes / group.gridMinutes) * group.gridMinutes
      }
    }
  }
  return visits
}

/** When the n-th counter is open: neighbouring ranges together. */
function spansOf(capacity: readonly Capacity[], counter: number) {
  const spans: { from: MinuteOfDay; to: MinuteOfDay }[] = []
  for (const range of capacity.filter((candidate) => candidate.public >= counter)) {
    const before = spans.at(-1)
    if (before?.to === range.from) before.to = range.to
    else spans.push({ from: range.from, to: range.to })
  }
  return spans
}

function pickPopular(municipality: Municipality, services: string[], random: Random): string {
  const weight = (id: string) => 1 + (municipality.services.get(id)?.popularity ?? 0)
  let rest = random.next() * services.reduce((sum, id) => sum + weight(id), 0)
  return services.find((id) => (rest -= weight(id)) < 0) ?? services[0]!
}
