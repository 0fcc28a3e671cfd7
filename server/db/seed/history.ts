import type { CounterGroup, Municipality } from '#server/tenants/municipality.ts'
import type { PastVisit } from '#shared/domain/day-figures.ts'
import { type IsoDate, type MinuteOfDay, addDays, weekdayOf } from '#shared/domain/local-time.ts'
import { type DemoVisit, planDay } from './calendars.ts'
import { type Random, seededRandom } from './random.ts'
import { playDay } from './today.ts'

const endOfDay: MinuteOfDay = 24 * 60
const isCancelled = 0.07
/** Between booking and visit; few book a month ahead. */
const meanLeadDays = 8
/** Mondays and Thursdays are the days of the town hall; on Fridays people are elsewhere. */
const fullness = [0.97, 0.88, 0.82, 0.93, 0.74, 0.8, 0.8]

/** What happened at the counters of a group on a day before the demo began. */
export function visitsOfPastDay(
  municipality: Municipality,
  group: CounterGroup,
  date: IsoDate,
): PastVisit[] {
  const random = seededRandom(`${municipality.id} ${group.id} ${date} past`)
  const capacity = municipality.capacityOf(group, date)
  const demand = (fullness[weekdayOf(date) - 1] ?? 0.8) * seasonOf(municipality, date)
  const wishes = planDay(municipality, group, date, demand, random).filter(
    ({ start }) => random.next() < demandAt(start),
  )
  const [cancelled, booked] = split(wishes, () => random.next() < isCancelled)
  const byId = new Map(booked.map((visit, index) => [String(index), visit]))
  const { counter: rule } = municipality.file
  const short = [...group.minutes].filter(([, { minutes }]) => minutes <= 15)
  const counters = Math.max(0, ...capacity.map((range) => range.public))
  const played = playDay(
    [...byId].map(([id, { start, minutes }]) => ({ id, start, minutes })),
    {
      now: endOfDay,
      capacity,
      counters: Array.from({ length: counters }, (_, index) => index + 1),
      rule,
      walkInMinutes: rule.walkIns === 'none' ? [] : short.map(([, { minutes }]) => minutes),
    },
    random,
  )
  return [
    ...cancelled.map((visit) => bookedVisit(visit, 'cancelled', null, random)),
    ...played.flatMap(({ id, kind, state, minutes, arrived, called }): PastVisit[] => {
      const waitMinutes = arrived === null || called === null ? null : called - arrived
      const visit = byId.get(id)
      if (kind === 'booked' && visit) {
        const outcome = state === 'no_show' ? 'no-show' : 'came'
        return [bookedVisit(visit, outcome, waitMinutes, random)]
      }
      const [service] = short.find(([, own]) => own.minutes === minutes) ?? []
      if (called === null || !service) return []
      const services = [{ id: service, persons: 1 }]
      return [
        { start: called, minutes, outcome: 'walk-in', services, leadHours: null, waitMinutes },
      ]
    }),
  ]
}

function bookedVisit(
  { start, minutes, service }: DemoVisit,
  outcome: PastVisit['outcome'],
  waitMinutes: number | null,
  random: Random,
): PastVisit {
  const leadHours = 2 - Math.log(1 - random.next()) * meanLeadDays * 24
  const services = [{ id: service, persons: 1 }]
  return { start, minutes, outcome, services, leadHours, waitMinutes }
}

/** Some weeks are full, in some everybody is away: the same at all counters of a municipality. */
function seasonOf(municipality: Municipality, date: IsoDate): number {
  const monday = addDays(date, 1 - weekdayOf(date))
  return 0.74 + seededRandom(`${municipality.id} ${monday} season`).next() * 0.26
}

/** Who can choose comes in the morning or after work, not at noon. */
function demandAt(start: MinuteOfDay): number {
  const hour = start / 60
  if (hour < 11) return 1
  if (hour < 12) return 0.93
  if (hour < 14) return 0.72
  return hour < 15 ? 0.84 : 0.95
}

function split<Item>(items: readonly Item[], isFirst: (item: Item) => boolean): [Item[], Item[]] {
  const first: Item[] = []
  const second: Item[] = []
  for (const item of items) (isFirst(item) ? first : second).push(item)
  return [first, second]
}
