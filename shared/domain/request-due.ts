import {
  type Instant,
  type IsoDate,
  type MinuteOfDay,
  addDays,
  addMinutes,
  instantOf,
  localMoment,
  toInstant,
  weekdayOf,
} from './local-time.ts'

/** When a team is there. */
export interface ServiceCalendar {
  zone: string
  hours: readonly { weekdays: readonly number[]; from: MinuteOfDay; to: MinuteOfDay }[]
  isHoliday(date: IsoDate): boolean
}

/** A part of a day, from inclusive, to exclusive. */
export interface Span<T> {
  from: T
  to: T
}

/** Longer than any team is away: whoever has no hours at all is never late. */
const mostDays = 400
const minuteMilliseconds = 60_000

/** The service hours of a day as wall time: in order, not overlapping. */
export function serviceSpans(date: IsoDate, calendar: ServiceCalendar): Span<MinuteOfDay>[] {
  if (calendar.isHoliday(date)) return []
  const weekday = weekdayOf(date)
  const open = calendar.hours
    .filter(({ weekdays, from, to }) => weekdays.includes(weekday) && from < to)
    .sort((a, b) => a.from - b.from)
  const spans: Span<MinuteOfDay>[] = []
  for (const { from, to } of open) {
    const last = spans.at(-1)
    if (last && from <= last.to) last.to = Math.max(last.to, to)
    else spans.push({ from, to })
  }
  return spans
}

/**
 * The instant at which the team has had so many minutes of service time since another one: nights,
 * weekends and holidays do not count. Null if it is never there.
 */
export function dueAfter(
  from: Instant,
  minutes: number,
  calendar: ServiceCalendar,
): Instant | null {
  let left = minutes * minuteMilliseconds
  for (const span of spansFrom(from, calendar)) {
    const length = span.to - span.from
    if (left <= length) return instantOf(span.from + left)
    left -= length
  }
  return null
}

/** Minutes of service time between two instants; below 0 if the second one is the earlier. */
export function serviceMinutesBetween(
  from: Instant,
  to: Instant,
  calendar: ServiceCalendar,
): number {
  // Nothing is 0, not −0.
  if (to < from) return 0 - serviceMinutesBetween(to, from, calendar)
  const end = Date.parse(to)
  let sum = 0
  for (const span of spansFrom(from, calendar)) {
    if (span.from >= end) break
    sum += Math.min(span.to, end) - span.from
  }
  return Math.floor(sum / minuteMilliseconds)
}

/**
 * The service times from an instant on, in epoch milliseconds: what the clocks skip is not there,
 * what they double is there twice.
 */
function* spansFrom(from: Instant, calendar: ServiceCalendar): Generator<Span<number>> {
  if (calendar.hours.length === 0) return
  const start = Date.parse(from)
  // Whoever works past midnight began the day before.
  let date = addDays(localMoment(from, calendar.zone).date, -1)
  for (let day = 0; day < mostDays; day++, date = addDays(date, 1)) {
    for (const span of serviceSpans(date, calendar)) {
      const opens = Date.parse(toInstant(date, span.from, calendar.zone))
      const closes = Date.parse(toInstant(date, span.to, calendar.zone))
      const begins = Math.max(opens, start)
      if (begins < closes) yield { from: begins, to: closes }
    }
  }
}

/** How a due time moves when the request has rested: what was left then counts from now on. */
export function dueAfterRest(
  left: number | null,
  now: Instant,
  calendar: ServiceCalendar,
): Instant | null {
  if (left === null) return null
  // It was late already when it began to rest, and is so still.
  return left < 0 ? addMinutes(now, left) : dueAfter(now, left, calendar)
}
