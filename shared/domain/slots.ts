import type { MinuteOfDay } from './local-time.ts'
import type { Capacity } from './opening-hours.ts'

const minutesOfDay = 1440

/** Visits that take counters away: `count` of the same start and length. */
export interface Taken {
  start: MinuteOfDay
  minutes: number
  count: number
}

/** How much of the capacity a search may use: residents the public part, staff all of it. */
export type Contingent = 'public' | 'all'

/** How many counters are free in each minute of a day; negative where more came than fit. */
export type FreeCounters = Int16Array

/**
 * Free counters by minute since midnight, 1,440 of them.
 * Counters of a group are alike, so a visit fits where at least one is free in each of its minutes:
 * intervals that never exceed n at once can always be shared out to n counters. Where the number
 * of counters changes within a visit, a colleague may have to finish what another has begun.
 */
export function freeCounters(
  capacity: readonly Capacity[],
  taken: readonly Taken[],
  contingent: Contingent = 'public',
): FreeCounters {
  const free = new Int16Array(minutesOfDay + 1)
  for (const range of capacity) {
    const counters = contingent === 'all' ? range.public + range.reserve : range.public
    change(free, range.from, counters)
    change(free, range.to, -counters)
  }
  for (const { start, minutes, count } of taken) {
    change(free, start, -count)
    change(free, start + minutes, count)
  }
  let counters = 0
  for (let minute = 0; minute < minutesOfDay; minute++) {
    counters += free[minute]!
    free[minute] = counters
  }
  return free.subarray(0, minutesOfDay)
}

/** Every start on the grid from which `minutes` in a row have a free counter, in order. */
export function freeStarts(
  free: FreeCounters,
  { minutes, grid }: { minutes: number; grid: number },
): MinuteOfDay[] {
  const starts: MinuteOfDay[] = []
  let nextStart = 0
  for (let minute = 0; minute < minutesOfDay; minute++) {
    if (free[minute]! <= 0) {
      nextStart = Math.ceil((minute + 1) / grid) * grid
      minute = nextStart - 1
    } else if (minute + 1 - nextStart >= minutes) {
      starts.push(nextStart)
      nextStart += grid
    }
  }
  return starts
}

/** Whether one more visit fits: on the grid, and a counter is free in all of its minutes. */
export function fits(
  free: FreeCounters,
  visit: { start: MinuteOfDay; minutes: number; grid: number },
): boolean {
  if (visit.start % visit.grid !== 0 || visit.start + visit.minutes > minutesOfDay) return false
  for (let minute = visit.start; minute < visit.start + visit.minutes; minute++) {
    if (free[minute]! <= 0) return false
  }
  return true
}

function change(free: FreeCounters, minute: MinuteOfDay, by: number): void {
  const at = Math.min(minute, minutesOfDay)
  free[at] = free[at]! + by
}
