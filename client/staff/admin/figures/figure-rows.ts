import { addDays } from '#client/lib/dates.ts'
import type { Statistics } from '#shared/contracts/statistics.ts'

/** Visits of a week, by its Monday. */
export interface WeekRow {
  monday: string
  visits: number
  noShows: number
  cancelled: number
  walkIns: number
}

/** Days summed up to weeks; weeks without any day of theirs are there with nothing in them. */
export function weeksOf({ from, to, days }: Pick<Statistics, 'from' | 'to' | 'days'>): WeekRow[] {
  const weeks = new Map<string, WeekRow>()
  for (let monday = mondayOf(from); monday <= to; monday = addDays(monday, 7)) {
    weeks.set(monday, { monday, visits: 0, noShows: 0, cancelled: 0, walkIns: 0 })
  }
  for (const day of days) {
    const week = weeks.get(mondayOf(day.date))
    if (!week) continue
    week.visits += day.visits
    week.noShows += day.noShows
    week.cancelled += day.cancelled
    week.walkIns += day.walkIns
  }
  return [...weeks.values()]
}

function mondayOf(date: string): string {
  // 0 is Sunday.
  const weekday = new Date(`${date}T00:00:00Z`).getUTCDay()
  return addDays(date, -((weekday + 6) % 7))
}

/** A part of a whole in percent, or null where there is no whole. */
export function percentOf(part: number, whole: number): number | null {
  return whole === 0 ? null : Math.round((part / whole) * 100)
}

/** The hours of a week as rows of hours and columns of weekdays; null where nothing was open. */
export function heatOf(hours: Statistics['hours']): {
  weekdays: number[]
  rows: { hour: number; cells: (number | null)[] }[]
} {
  const weekdays = [...new Set(hours.map(({ weekday }) => weekday))].sort((a, b) => a - b)
  const clock = [...new Set(hours.map(({ hour }) => hour))].sort((a, b) => a - b)
  const byPlace = new Map(hours.map((cell) => [`${cell.weekday} ${cell.hour}`, cell]))
  return {
    weekdays,
    rows: clock.map((hour) => ({
      hour,
      cells: weekdays.map((weekday) => {
        const cell = byPlace.get(`${weekday} ${hour}`)
        return cell ? percentOf(cell.used, cell.open) : null
      }),
    })),
  }
}

/** Where one of the five shades of the picture ends and the next begins, in percent. */
export const shadeEnds = [30, 45, 60, 75] as const

/** One of five shades, from hardly used to full; the number stands in it. */
export function shadeOf(percent: number): number {
  return shadeEnds.filter((end) => percent >= end).length
}

/** The first day of so many whole weeks, the last of which a day lies in. */
export function firstDayOfWeeks(weeks: number, last: string): string {
  return addDays(mondayOf(last), -7 * (weeks - 1))
}
