import type { IsoDate } from '#shared/contracts/fields.ts'
import type { Plan } from '#shared/contracts/staff.ts'

export type PlanDay = Plan['days'][number]
export type PlanGroup = PlanDay['groups'][number]

/** Minutes since midnight that a picture covers: whole hours around all that is open or booked. */
export interface Span {
  from: number
  to: number
}

export const minuteOf = (time: string): number =>
  Number(time.slice(0, 2)) * 60 + Number(time.slice(3, 5))

/** `08:05` */
export const timeOf = (minute: number): string =>
  [Math.floor(minute / 60), minute % 60].map((part) => String(part).padStart(2, '0')).join(':')

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

/** The hours that begin in a picture, for its scale. */
export function hoursOf({ from, to }: Span): number[] {
  return Array.from({ length: (to - from) / 60 }, (_, index) => from / 60 + index)
}

/** Where a minute lies in the picture, as a share of its width in percent. */
export const shareAt = ({ from, to }: Span, minute: number): number =>
  ((minute - from) / (to - from)) * 100

/** Where something lies in the picture, as shares of its width. */
export function placeIn(span: Span, start: string, minutes: number) {
  return {
    start: shareAt(span, minuteOf(start)),
    size: (minutes / (span.to - span.from)) * 100,
  }
}

/** How many rows a group needs: its counters, and more where more was booked than fits. */
export function rowsOf({ counters, visits }: PlanGroup): number {
  return Math.max(counters.length, ...visits.map(({ row }) => row + 1), 1)
}

export const minutesBetween = (from: string, to: string): number => minuteOf(to) - minuteOf(from)

/** What is called out and looked for: all there is room for. */
export const familyName = (name: string): string => name.split(' ').at(-1) ?? ''

/** The Monday of a day's week. */
export function mondayOf(date: IsoDate): IsoDate {
  const day = new Date(`${date}T00:00:00Z`)
  day.setUTCDate(day.getUTCDate() - ((day.getUTCDay() + 6) % 7))
  return day.toISOString().slice(0, 10)
}
