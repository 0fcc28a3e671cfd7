import type { MinuteOfDay } from './local-time.ts'
import type { Capacity } from './opening-hours.ts'

/** What is counted of a day. */
export const measures = [
  /** Visits by outcome; total: their minutes. */
  'outcome',
  /** Visits by service; total: persons. */
  'service',
  /** Visits that nobody came to, by service. */
  'missed-service',
  /** Visits by class of days between booking and visit; total: hours. */
  'lead',
  /** Visits by class of minutes between entrance and call; total: minutes. */
  'wait',
  /** By hour; total: minutes of all counters that were open. */
  'open',
  /** By hour; total: minutes in which visits took counters. */
  'used',
] as const
export type Measure = (typeof measures)[number]

export const outcomes = ['came', 'unnoted', 'no-show', 'cancelled', 'walk-in'] as const
export type Outcome = (typeof outcomes)[number]

/** A visit of a day that is over, without its person. */
export interface PastVisit {
  start: MinuteOfDay
  minutes: number
  outcome: Outcome
  services: readonly { id: string; persons: number }[]
  /** Hours between booking and visit; null: not booked. */
  leadHours: number | null
  /** Minutes between entrance and call; null: not known. */
  waitMinutes: number | null
}

export interface Figure {
  measure: Measure
  key: string
  count: number
  total: number
}

/** Upper ends of the classes, in days and in minutes; the last class has none. */
export const leadClasses = [1, 3, 7, 14, 28] as const
export const waitClasses = [5, 10, 15, 30] as const

/** `1`, `3`, …: the class that a number falls into, by its upper end; `more` beyond the last. */
export function classOf(value: number, upperEnds: readonly number[]): string {
  return String(upperEnds.find((end) => value <= end) ?? 'more')
}

/** All figures of one counter group and one day. */
export function figuresOf(capacity: readonly Capacity[], visits: readonly PastVisit[]): Figure[] {
  const figures = new Map<string, Figure>()
  const add = (measure: Measure, key: string, count: number, total: number) => {
    const figure = figures.get(`${measure} ${key}`) ?? { measure, key, count: 0, total: 0 }
    figure.count += count
    figure.total += total
    figures.set(`${measure} ${key}`, figure)
  }
  for (const range of capacity) {
    const counters = range.public + range.reserve
    for (const [hour, minutes] of byHour(range.from, range.to)) {
      add('open', hour, 0, minutes * counters)
    }
  }
  for (const visit of visits) {
    add('outcome', visit.outcome, 1, visit.minutes)
    if (visit.outcome === 'cancelled') continue
    for (const { id, persons } of visit.services) {
      add('service', id, 1, persons)
      if (visit.outcome === 'no-show') add('missed-service', id, 1, 0)
    }
    if (visit.leadHours !== null) {
      const days = visit.leadHours / 24
      add('lead', classOf(days, leadClasses), 1, Math.round(visit.leadHours))
    }
    if (visit.waitMinutes !== null) {
      add('wait', classOf(visit.waitMinutes, waitClasses), 1, Math.round(visit.waitMinutes))
    }
    // Whoever stays away takes no counter.
    if (visit.outcome === 'no-show') continue
    for (const [hour, minutes] of byHour(visit.start, visit.start + visit.minutes)) {
      add('used', hour, 0, minutes)
    }
  }
  return [...figures.values()]
}

/** The minutes of each hour of a day that lie between two times. */
function byHour(from: MinuteOfDay, to: MinuteOfDay): [hour: string, minutes: number][] {
  const hours: [string, number][] = []
  for (let hour = Math.floor(from / 60); hour * 60 < to; hour++) {
    hours.push([String(hour), Math.min(to, (hour + 1) * 60) - Math.max(from, hour * 60)])
  }
  return hours
}
