import type { IsoDate, Slug, WallTime } from '#shared/contracts/fields.ts'
import type { Alternative, Slots } from '#shared/contracts/slots.ts'

export type FreeDay = Slots['days'][number]

export const daytimes = ['all', 'morning', 'afternoon', 'late'] as const
export type Daytime = (typeof daytimes)[number]

export const asDaytime = (text: unknown): Daytime =>
  daytimes.find((daytime) => daytime === text) ?? 'all'

const isInDaytime: Record<Daytime, (start: WallTime) => boolean> = {
  all: () => true,
  morning: (start) => start < '12:00',
  afternoon: (start) => start >= '12:00',
  late: (start) => start >= '16:00',
}

export interface TimeFilter {
  office: Slug | null
  daytime: Daytime
}

/** What is left of the days under a filter. Days and offices without a time go. */
export function filterDays(days: readonly FreeDay[], { office, daytime }: TimeFilter): FreeDay[] {
  return days
    .map((day) => ({
      ...day,
      offices: day.offices
        .filter((candidate) => office === null || candidate.office === office)
        .map((candidate) => ({
          ...candidate,
          starts: candidate.starts.filter(isInDaytime[daytime]),
        }))
        .filter((candidate) => candidate.starts.length > 0),
    }))
    .filter((day) => day.offices.length > 0)
}

/** The earliest place in time of these days; of two at once the one of the office listed first. */
export function firstPlace(days: readonly FreeDay[]): Alternative | null {
  const day = days[0]
  if (!day) return null
  const places = day.offices.flatMap(({ office, group, starts }) =>
    starts[0] ? [{ office, group, date: day.date, start: starts[0] }] : [],
  )
  return places.reduce<Alternative | null>(
    (first, place) => (first && first.start <= place.start ? first : place),
    null,
  )
}

/** For a filter that leaves nothing: the first place of each office, whatever the time of day. */
export function placesElsewhere(days: readonly FreeDay[]): Alternative[] {
  const offices = new Set(days.flatMap((day) => day.offices.map(({ office }) => office)))
  return [...offices]
    .flatMap((office) => firstPlace(filterDays(days, { office, daytime: 'all' })) ?? [])
    .sort((a, b) => (a.date + a.start).localeCompare(b.date + b.start))
}

export const parts = ['morning', 'noon', 'afternoon'] as const
export type Part = (typeof parts)[number]

const partOf = (start: WallTime): Part =>
  start < '12:00' ? 'morning' : start < '14:00' ? 'noon' : 'afternoon'

/** Times under the part of the day people think of them in; empty parts are left out. */
export const groupByPart = (starts: readonly WallTime[]): { part: Part; starts: WallTime[] }[] =>
  parts
    .map((part) => ({ part, starts: starts.filter((start) => partOf(start) === part) }))
    .filter((group) => group.starts.length > 0)

/** More times than this at one office on one day are too many to read. */
const manyTimes = 16

/** The first time of every half hour, where a day has more times than anyone reads. */
export function thinned(starts: readonly WallTime[]): WallTime[] {
  if (starts.length <= manyTimes) return [...starts]
  const halfHour = (start: WallTime) => start.slice(0, 3) + (start.slice(3) < '30' ? '00' : '30')
  return starts.filter((start, index) => {
    const before = starts[index - 1]
    return before === undefined || halfHour(before) !== halfHour(start)
  })
}

/** Days of a further answer behind those already there; an overlapping day is taken from the newer answer. */
export function appendDays(known: readonly FreeDay[], added: readonly FreeDay[]): FreeDay[] {
  const dates = new Set<IsoDate>(added.map((day) => day.date))
  return [...known.filter((day) => !dates.has(day.date)), ...added].sort((a, b) =>
    a.date.localeCompare(b.date),
  )
}
