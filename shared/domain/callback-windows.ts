import {
  type Instant,
  type IsoDate,
  type MinuteOfDay,
  addMinutes,
  datesFrom,
  gapOf,
  localMoment,
  toInstant,
} from './local-time.ts'
import { type ServiceCalendar, serviceSpans } from './request-due.ts'

/** What a team promises. */
export interface CallbackRule {
  /** Length of a window. */
  minutes: number
  /** Calls that fit into one window; 0: none are promised. */
  calls: number
  /** The shortest time between the promise and its window. */
  leadMinutes: number
  /** How many days ahead windows are offered. */
  horizonDays: number
}

/** A window in wall time. */
export interface CallbackWindow {
  date: IsoDate
  from: MinuteOfDay
  to: MinuteOfDay
}

/** The windows of a day, each as long as the rule says; what the clocks skip is in none. */
export function windowsOn(
  date: IsoDate,
  { minutes, calls }: CallbackRule,
  calendar: ServiceCalendar,
): CallbackWindow[] {
  if (calls === 0) return []
  const gap = gapOf(date, calendar.zone)
  return serviceSpans(date, calendar).flatMap(({ from, to }) => {
    const windows: CallbackWindow[] = []
    for (let start = from; start + minutes <= to; start += minutes) {
      const isSkipped = gap !== null && start < gap.to && gap.from < start + minutes
      if (!isSkipped) windows.push({ date, from: start, to: start + minutes })
    }
    return windows
  })
}

/** The days on which windows can be chosen now. */
export function callbackDates(now: Instant, { horizonDays }: CallbackRule, zone: string) {
  return datesFrom(localMoment(now, zone).date, horizonDays + 1)
}

/**
 * The windows that can still be chosen.
 * @param taken how many calls have been promised in the window that begins then
 */
export function freeWindows(
  now: Instant,
  rule: CallbackRule,
  calendar: ServiceCalendar,
  taken: (date: IsoDate, from: MinuteOfDay) => number,
): CallbackWindow[] {
  const earliest = addMinutes(now, rule.leadMinutes)
  return callbackDates(now, rule, calendar.zone)
    .flatMap((date) => windowsOn(date, rule, calendar))
    .filter(({ date, from }) => toInstant(date, from, calendar.zone) >= earliest)
    .filter(({ date, from }) => taken(date, from) < rule.calls)
}

/** How a promised window stands to now. */
export function whenIs(
  window: CallbackWindow,
  now: Instant,
  zone: string,
): 'late' | 'now' | 'today' | 'later' {
  const { date, minute } = localMoment(now, zone)
  if (date > window.date || (date === window.date && minute >= window.to)) return 'late'
  if (date < window.date) return 'later'
  return minute >= window.from ? 'now' : 'today'
}
