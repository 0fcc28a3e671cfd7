import type { MinuteOfDay } from './local-time.ts'
import type { Capacity } from './opening-hours.ts'
import { freeCounters } from './slots.ts'

/** What residents can book on one day, and how long a visit takes there. */
export interface Supply {
  capacity: readonly Capacity[]
  /** As `typicalVisitMinutes` says; at least 1. */
  visitMinutes: number
}

/** Places for visits of typical length; fractions add up over days. */
export interface PlacesChange {
  gained: number
  lost: number
}

const minutesOfDay = 1440

/**
 * How long a visit takes a counter on average: services by how often people ask for them, each
 * rounded up to the grid, because only there the next visit can begin. 0 without services.
 */
export function typicalVisitMinutes(
  services: readonly { minutes: number; weight: number }[],
  grid: number,
): number {
  const weights = services.reduce((sum, { weight }) => sum + weight, 0)
  if (weights === 0) return 0
  const minutes = services.reduce(
    (sum, service) => sum + Math.ceil(service.minutes / grid) * grid * service.weight,
    0,
  )
  return minutes / weights
}

/**
 * The places that a day gains and loses. Time that moves counts on both sides: a morning that
 * becomes an afternoon is a morning lost and an afternoon gained.
 */
export function placesChange(before: Supply, after: Supply): PlacesChange {
  const was = freeCounters(before.capacity, [])
  const is = freeCounters(after.capacity, [])
  let gained = 0
  let lost = 0
  for (let minute = 0; minute < minutesOfDay; minute++) {
    const change =
      perVisit(is[minute]!, after.visitMinutes) - perVisit(was[minute]!, before.visitMinutes)
    if (change > 0) gained += change
    else lost -= change
  }
  return { gained, lost }
}

/** Capacity from a minute on; what lies before cannot be booked any more. */
export function capacityFrom(capacity: readonly Capacity[], from: MinuteOfDay): Capacity[] {
  return capacity
    .filter((range) => range.to > from)
    .map((range) => ({ ...range, from: Math.max(range.from, from) }))
}

/**
 * The visits for which there is no counter, those of the desk included. Visits come in the order in
 * which they were booked: whoever was first keeps the place.
 */
export function visitsWithoutPlace<Visit extends { start: MinuteOfDay; minutes: number }>(
  capacity: readonly Capacity[],
  visits: readonly Visit[],
): Visit[] {
  const free = freeCounters(capacity, [], 'all')
  return visits.filter(({ start, minutes }) => {
    const span = free.subarray(start, start + minutes)
    if (span.length < minutes || span.some((counters) => counters <= 0)) return true
    for (let minute = start; minute < start + minutes; minute++) free[minute]! -= 1
    return false
  })
}

function perVisit(counters: number, visitMinutes: number): number {
  return counters === 0 ? 0 : counters / visitMinutes
}
