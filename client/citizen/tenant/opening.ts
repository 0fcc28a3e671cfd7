import { addDays, dayIn } from '#client/lib/dates.ts'
import type { IsoDate, WallTime } from '#shared/contracts/fields.ts'
import type { OfficeView, TimeRange } from '#shared/contracts/tenants.ts'

type Office = Pick<OfficeView, 'week' | 'exceptions'>

export interface Opening {
  isOpen: boolean
  /** While open: when it closes. */
  closesAt: WallTime | null
  /** While closed: when it opens next, if that is known. */
  opens: { date: IsoDate; time: WallTime; daysAhead: number } | null
}

/** Day and time at an instant on the clocks of `zone`. */
export function wallTimeIn(zone: string, now: number): { date: IsoDate; time: WallTime } {
  const time = new Intl.DateTimeFormat('en-GB', {
    timeZone: zone,
    hour: '2-digit',
    minute: '2-digit',
    hourCycle: 'h23',
  }).format(now)
  return { date: dayIn(zone, now), time }
}

/** 1 = Monday … 7 = Sunday. */
export function weekdayOf(date: IsoDate): number {
  return new Date(`${date}T00:00:00Z`).getUTCDay() || 7
}

/** When the office is open on a day, with closures and extra days counted in. */
export function rangesOn(office: Office, date: IsoDate): TimeRange[] {
  const exception = office.exceptions.find((one) => one.date === date)
  return (exception ?? office.week.find(({ weekday }) => weekday === weekdayOf(date)))?.ranges ?? []
}

/** Whether the office is open at an instant, and when that changes; looks two weeks ahead. */
export function openingAt(office: Office, zone: string, now: number): Opening {
  const { date, time } = wallTimeIn(zone, now)
  const current = rangesOn(office, date).find(({ from, to }) => from <= time && time < to)
  if (current) return { isOpen: true, closesAt: current.to, opens: null }

  for (let daysAhead = 0; daysAhead <= 14; daysAhead++) {
    const day = addDays(date, daysAhead)
    const next = rangesOn(office, day).find(({ from }) => daysAhead > 0 || from > time)
    if (next)
      return { isOpen: false, closesAt: null, opens: { date: day, time: next.from, daysAhead } }
  }
  return { isOpen: false, closesAt: null, opens: null }
}
