import { type Gap, type IsoDate, type MinuteOfDay, weekdayOf, weekOfMonth } from './local-time.ts'

/** When counters are open, on which days, and how many. */
export interface OpeningRule {
  /** 1 = Monday … 7 = Sunday. */
  weekdays: readonly number[]
  /** Only the first … fifth such weekday of a month. */
  weekOfMonth: number | null
  from: MinuteOfDay
  to: MinuteOfDay
  /** Counters whose places residents can book. */
  public: number
  /** Counters kept back for the desk and the phone. */
  reserve: number
  /** First and last day on which the rule holds. */
  validFrom: IsoDate | null
  validTo: IsoDate | null
}

/** A time in which nobody is there, though a rule says so: days, or a part of each of them. */
export interface Closure {
  dateFrom: IsoDate
  dateTo: IsoDate
  from: MinuteOfDay
  to: MinuteOfDay
}

/** How many counters are open in a part of a day. */
export interface Capacity {
  from: MinuteOfDay
  to: MinuteOfDay
  public: number
  reserve: number
}

/** What can take time out of a day, whatever the rules say. */
export interface DayFacts {
  holiday: boolean
  /** Wall time that does not exist on this day. */
  gap: Gap | null
}

/**
 * The open counters of one day: ranges in order, not overlapping, neighbours differing.
 * Rules that overlap add up; closures, holidays and the gap of a time change win over rules.
 */
export function capacityOn(
  date: IsoDate,
  rules: readonly OpeningRule[],
  closures: readonly Closure[],
  { holiday, gap }: DayFacts,
): Capacity[] {
  if (holiday) return []
  const open = rules.filter((rule) => holdsOn(rule, date))
  const shut: { from: MinuteOfDay; to: MinuteOfDay }[] = closures.filter(
    (closure) => closure.dateFrom <= date && date <= closure.dateTo,
  )
  if (gap) shut.push(gap)

  const edges = [...new Set([...open, ...shut].flatMap(({ from, to }) => [from, to]))]
  edges.sort((a, b) => a - b)

  const ranges: Capacity[] = []
  for (const [index, from] of edges.entries()) {
    const to = edges[index + 1]
    if (to === undefined || shut.some((part) => part.from <= from && to <= part.to)) continue
    const there = open.filter((rule) => rule.from <= from && to <= rule.to)
    const counters = sum(there.map((rule) => rule.public))
    const reserve = sum(there.map((rule) => rule.reserve))
    if (counters + reserve === 0) continue
    const before = ranges.at(-1)
    if (before?.to === from && before.public === counters && before.reserve === reserve) {
      before.to = to
    } else {
      ranges.push({ from, to, public: counters, reserve })
    }
  }
  return ranges
}

/** Whether somebody is there in each minute of a visit, at whichever counter. */
export function isOpenThroughout(
  capacity: readonly Capacity[],
  { start, minutes }: { start: MinuteOfDay; minutes: number },
): boolean {
  let minute = start
  for (const range of capacity) {
    if (range.from <= minute && minute < range.to) minute = range.to
  }
  return minute >= start + minutes
}

function holdsOn(rule: OpeningRule, date: IsoDate): boolean {
  return (
    rule.weekdays.includes(weekdayOf(date)) &&
    (rule.weekOfMonth === null || rule.weekOfMonth === weekOfMonth(date)) &&
    (rule.validFrom === null || rule.validFrom <= date) &&
    (rule.validTo === null || date <= rule.validTo)
  )
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0)
}
