import {
  type IsoDate,
  type LocalMoment,
  type MinuteOfDay,
  addDays,
  weekdayOf,
} from './local-time.ts'

/** When days of a counter group can be booked. */
export interface ReleaseRule {
  /** The shortest time between booking and visit. */
  leadMinutes: number
  /** How many days ahead places are open. */
  horizonDays: number
  /** 1 = Monday … 7 = Sunday: new days open once a week; null: every day. */
  releaseWeekday: number | null
  releaseMinute: MinuteOfDay
}

export interface BookingWindow {
  /** The first moment that can still be booked. */
  notBefore: LocalMoment
  /** The last day that is open now. */
  lastDate: IsoDate
  /** When the next day opens. */
  nextRelease: LocalMoment
}

/** What can be booked at a local moment. */
export function bookingWindow(rule: ReleaseRule, now: LocalMoment): BookingWindow {
  const releasedOn = lastRelease(rule, now)
  return {
    notBefore: later(now, rule.leadMinutes),
    lastDate: addDays(releasedOn, rule.horizonDays),
    nextRelease: {
      date: addDays(releasedOn, rule.releaseWeekday === null ? 1 : 7),
      minute: rule.releaseMinute,
    },
  }
}

export function isBefore(a: LocalMoment, b: LocalMoment): boolean {
  return a.date === b.date ? a.minute < b.minute : a.date < b.date
}

function lastRelease(rule: ReleaseRule, now: LocalMoment): IsoDate {
  const early = now.minute < rule.releaseMinute
  if (rule.releaseWeekday === null) return early ? addDays(now.date, -1) : now.date
  const daysSince = (weekdayOf(now.date) - rule.releaseWeekday + 7) % 7
  return addDays(now.date, daysSince === 0 && early ? -7 : -daysSince)
}

function later(moment: LocalMoment, minutes: number): LocalMoment {
  const minute = moment.minute + minutes
  return { date: addDays(moment.date, Math.floor(minute / 1440)), minute: minute % 1440 }
}
