import { addDays, clockIn, dayIn, daysBetween, formatShortDay } from '#client/lib/dates.ts'
import type { IsoDate, Language } from '#shared/contracts/fields.ts'

/** Keeps number and word together on one line. */
const noBreak = '\u00a0'
const minuteMs = 60_000

/** `15:00` → „15 Uhr“, `08:30` → „8:30 Uhr“, in English “15:00”. */
export function shortTime(time: string, lang: Language): string {
  const [hour = '', minute = ''] = time.split(':')
  if (lang !== 'de') return `${Number(hour)}:${minute}`
  return minute === '00' ? `${Number(hour)}${noBreak}Uhr` : `${Number(hour)}:${minute}${noBreak}Uhr`
}

/** `10:00`, `11:30` → „10 bis 11:30 Uhr“: the unit stands once. */
export function spanTimes(from: string, to: string, lang: Language): { from: string; to: string } {
  return { from: shortTime(from, lang).replace(/\D*$/, ''), to: shortTime(to, lang) }
}

/** „heute“, „morgen“, „gestern“, else „Mo 23. November“. */
export const dayWords = (date: IsoDate, today: IsoDate, lang: Language): string =>
  nearDay(date, today, lang) ?? formatShortDay(date, lang)

function nearDay(date: IsoDate, today: IsoDate, lang: Language): string | null {
  const days = daysBetween(today, date)
  if (Math.abs(days) > 1) return null
  return new Intl.RelativeTimeFormat(lang, { numeric: 'auto' }).format(days, 'day')
}

/** „Mo 23.11.“, for the columns of a list. */
function tightDay(date: IsoDate, lang: Language): string {
  const [weekday = ''] = formatShortDay(date, lang).split(' ')
  const [, month, day] = date.split('-').map(Number)
  if (lang === 'de') return `${weekday} ${day}.${month}.`
  const short = { day: 'numeric', month: 'short', timeZone: 'UTC' } as const
  return `${weekday} ${new Intl.DateTimeFormat('en-GB', short).format(new Date(date))}`
}

/** „heute 15 Uhr“, on the clocks of the municipality; it stays on one line. */
export function momentWords(instant: string, zone: string, now: number, lang: Language): string {
  const at = Date.parse(instant)
  const date = dayIn(zone, at)
  const day = nearDay(date, dayIn(zone, now), lang) ?? tightDay(date, lang)
  return `${day} ${shortTime(clockIn(zone, at), lang)}`.replaceAll(' ', noBreak)
}

/** How near the time is by which something is to be done; a colour and a word each. */
export type Urgency = 'overdue' | 'today' | 'soon' | 'later'

export function urgencyOf(due: string, zone: string, now: number): Urgency {
  const at = Date.parse(due)
  if (at <= now) return 'overdue'
  const [day, today] = [dayIn(zone, at), dayIn(zone, now)]
  if (day === today) return 'today'
  return day === addDays(today, 1) ? 'soon' : 'later'
}

/** „vor 3 Tagen“, „vor 2 Stunden“, „vor 5 Minuten“; null within the last minute. */
export function ageWords(instant: string, now: number, lang: Language): string | null {
  const minutes = Math.floor((now - Date.parse(instant)) / minuteMs)
  if (minutes < 1) return null
  const [value, unit] =
    minutes < 60
      ? ([minutes, 'minute'] as const)
      : minutes < 24 * 60
        ? ([Math.floor(minutes / 60), 'hour'] as const)
        : ([Math.floor(minutes / (24 * 60)), 'day'] as const)
  return new Intl.RelativeTimeFormat(lang).format(-value, unit)
}
