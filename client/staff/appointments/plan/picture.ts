import type { Plan } from '#shared/contracts/staff.ts'

export type PlanGroup = Plan['days'][number]['groups'][number]

/** Minutes since midnight that a picture covers: whole hours around all that is open or booked. */
export interface Span {
  from: number
  to: number
}

const minuteOf = (time: string): number => Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** Null where nothing is open and nobody comes. */
export function spanOf(groups: readonly PlanGroup[]): Span | null {
  const edges = groups.flatMap(({ open, visits }) => [
    ...open.flatMap(({ from, to }) => [minuteOf(from), minuteOf(to)]),
    ...visits.flatMap(({ appointment: { start, minutes } }) => [
      minuteOf(start),
      minuteOf(start) + minutes,
    ]),
  ])
  if (edges.length === 0) return null
  return {
    from: Math.floor(Math.min(...edges) / 60) * 60,
    to: Math.ceil(Math.max(...edges) / 60) * 60,
  }
}

/** The full hours of a picture, for its scale. */
export function hoursOf({ from, to }: Span): number[] {
  return Array.from({ length: (to - from) / 60 + 1 }, (_, index) => from / 60 + index)
}

/** Where something lies in the picture, as shares of its width. */
export function placeIn({ from, to }: Span, start: string, minutes: number) {
  const width = to - from
  return {
    start: ((minuteOf(start) - from) / width) * 100,
    size: (minutes / width) * 100,
  }
}

/** How many rows a group needs: its counters, and more where more was booked than fits. */
export function rowsOf({ counters, visits }: PlanGroup): number {
  return Math.max(counters.length, ...visits.map(({ row }) => row + 1), 1)
}

export const minutesBetween = (from: string, to: string): number => minuteOf(to) - minuteOf(from)
