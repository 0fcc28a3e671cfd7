import { Temporal } from 'temporal-polyfill'

/** Minutes since local midnight, 0 to 1440. */
export type MinuteOfDay = number

/** `2026-11-23`. */
export type IsoDate = string

/** An instant as `2026-11-23T07:00:00.000Z`: always of this length, so that text sorts as time. */
export type Instant = string

/** An hour of a day that the clocks skip, as wall time: from inclusive, to exclusive. */
export interface Gap {
  from: MinuteOfDay
  to: MinuteOfDay
}

export interface LocalMoment {
  date: IsoDate
  minute: MinuteOfDay
}

export function instantOf(epochMilliseconds: number): Instant {
  return Temporal.Instant.fromEpochMilliseconds(epochMilliseconds).toString({
    smallestUnit: 'millisecond',
  })
}

export function addMinutes(instant: Instant, minutes: number): Instant {
  return Temporal.Instant.from(instant)
    .add({ milliseconds: Math.round(minutes * 60_000) })
    .toString({ smallestUnit: 'millisecond' })
}

/** Wall time in `zone` at an instant. */
export function localMoment(instant: Instant, zone: string): LocalMoment {
  const local = Temporal.Instant.from(instant).toZonedDateTimeISO(zone)
  return { date: local.toPlainDate().toString(), minute: local.hour * 60 + local.minute }
}

/**
 * The instant of a wall time. Of a doubled hour it is the first one; a time in a gap moves behind it
 * (RFC 5545, 3.3.5), though no slot is ever placed there.
 */
export function toInstant(date: IsoDate, minute: MinuteOfDay, zone: string): Instant {
  return Temporal.PlainDate.from(date)
    .toPlainDateTime({ hour: Math.floor(minute / 60) % 24, minute: minute % 60 })
    .add({ days: minute >= 1440 ? 1 : 0 })
    .toZonedDateTime(zone, { disambiguation: 'compatible' })
    .toInstant()
    .toString({ smallestUnit: 'millisecond' })
}

export function addDays(date: IsoDate, days: number): IsoDate {
  return Temporal.PlainDate.from(date).add({ days }).toString()
}

/** 1 = Monday … 7 = Sunday (ISO 8601). */
export function weekdayOf(date: IsoDate): number {
  return Temporal.PlainDate.from(date).dayOfWeek
}

/** The how-many-eth such weekday of its month a day is: 1 to 5. */
export function weekOfMonth(date: IsoDate): number {
  return Math.ceil(Number(date.slice(8)) / 7)
}

/** `from` and the days after it, `count` in all. */
export function datesFrom(from: IsoDate, count: number): IsoDate[] {
  const first = Temporal.PlainDate.from(from)
  return Array.from({ length: count }, (_, days) => first.add({ days }).toString())
}

/** The wall time that a day skips in `zone`, if the clocks go forward on it. */
export function gapOf(date: IsoDate, zone: string): Gap | null {
  const midnight = Temporal.PlainDate.from(date).toZonedDateTime(zone)
  if (midnight.hoursInDay >= 24) return null
  const change = midnight.getTimeZoneTransition('next')
  if (!change) return null
  const to = change.hour * 60 + change.minute
  return { from: to - Math.round((24 - midnight.hoursInDay) * 60), to }
}

export function parseWallTime(text: string): MinuteOfDay {
  return Number(text.slice(0, 2)) * 60 + Number(text.slice(3, 5))
}

export function formatWallTime(minute: MinuteOfDay): string {
  const hours = String(Math.floor(minute / 60)).padStart(2, '0')
  return `${hours}:${String(minute % 60).padStart(2, '0')}`
}
