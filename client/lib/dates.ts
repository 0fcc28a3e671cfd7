import type { IsoDate, Language, WallTime } from '#shared/contracts/fields.ts'

// All dates and times here are the town hall's wall time. They are formatted as UTC, so that a phone in
// another zone shows the hour at which the door opens.
const locales: Record<Language, string> = { de: 'de-DE', en: 'en-GB' }

const formats = new Map<string, Intl.DateTimeFormat>()

/** Building an Intl format costs far more than using it, and a list of days needs the same few. */
function dateFormat(lang: Language, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = lang + JSON.stringify(options)
  let format = formats.get(key)
  if (!format) {
    format = new Intl.DateTimeFormat(locales[lang], { timeZone: 'UTC', ...options })
    formats.set(key, format)
  }
  return format
}

/** Keeps number and word together on one line. */
const noBreak = '\u00a0'

const dayMs = 86_400_000
const midnight = (date: IsoDate): number => Date.parse(`${date}T00:00:00Z`)

/** `2026-11-23` → „Montag, 23. November“; with the year where it is not this year's `today`. */
export function formatDay(date: IsoDate, lang: Language, today: IsoDate = date): string {
  const year = date.slice(0, 4) === today.slice(0, 4) ? undefined : 'numeric'
  return dateFormat(lang, { weekday: 'long', day: 'numeric', month: 'long', year }).format(
    midnight(date),
  )
}

/** `2026-11-23` → „Mo 23. November“. */
export function formatShortDay(date: IsoDate, lang: Language): string {
  const weekday = dateFormat(lang, { weekday: 'short' }).format(midnight(date))
  const day = dateFormat(lang, { day: 'numeric', month: 'long' }).format(midnight(date))
  return `${weekday.replace('.', '')} ${day}`
}

/** `2026-11-23` → „23. November 2026“. */
export const formatDate = (date: IsoDate, lang: Language): string =>
  dateFormat(lang, { day: 'numeric', month: 'long', year: 'numeric' }).format(midnight(date))

/** `2026-11-23` → „23. Nov.“, where there is little room. */
export const formatShortDate = (date: IsoDate, lang: Language): string =>
  dateFormat(lang, { day: 'numeric', month: 'short' }).format(midnight(date))

/** 1 → „Montag“ … 7 → „Sonntag“. */
export const formatWeekday = (weekday: number, lang: Language): string =>
  // 2024-01-01 was a Monday.
  dateFormat(lang, { weekday: 'long' }).format(midnight('2024-01-01') + (weekday - 1) * dayMs)

/** „heute“, „morgen“, or null for any other day. */
export function relativeDay(date: IsoDate, today: IsoDate, lang: Language): string | null {
  const days = daysBetween(today, date)
  if (days !== 0 && days !== 1) return null
  return new Intl.RelativeTimeFormat(locales[lang], { numeric: 'auto' }).format(days, 'day')
}

/** `08:05` → `8:05`: as short as it can be said, for buttons that hold nothing else. */
export const formatClock = (time: WallTime): string => time.replace(/^0/, '')

/** `08:00` → „8:00 Uhr“, in English “8:00”. */
export const formatTime = (time: WallTime, lang: Language): string =>
  lang === 'de' ? `${formatClock(time)}${noBreak}Uhr` : formatClock(time)

/** 40 → „40 Minuten“, 75 → „1 Stunde 15 Minuten“. */
export function formatDuration(minutes: number, lang: Language): string {
  const count = (value: number, unit: 'hour' | 'minute') =>
    new Intl.NumberFormat(locales[lang], { style: 'unit', unit, unitDisplay: 'long' }).format(value)
  const hours = Math.floor(minutes / 60)
  const rest = minutes % 60
  if (hours === 0) return count(rest, 'minute')
  return rest === 0 ? count(hours, 'hour') : `${count(hours, 'hour')} ${count(rest, 'minute')}`
}

/** `2026-11-23T07:00` → „Montag, 23. November, 7:00 Uhr“. */
export function formatMoment(moment: string, lang: Language): string {
  const [date = '', time = ''] = moment.split('T')
  return `${formatDay(date, lang)}, ${formatTime(time.slice(0, 5), lang)}`
}

/** Day and time of the clocks in a zone (`Europe/Berlin`) at an instant. */
function wallTimeIn(zone: string, now: number): { date: IsoDate; time: WallTime } {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
  }).formatToParts(now)
  const part = (type: string) => parts.find((candidate) => candidate.type === type)?.value ?? ''
  return {
    date: `${part('year')}-${part('month')}-${part('day')}`,
    time: `${part('hour')}:${part('minute')}`,
  }
}

/** The day it is in a zone at an instant. */
export const dayIn = (zone: string, now: number): IsoDate => wallTimeIn(zone, now).date

/** What the clocks of a zone show at an instant: `14:35`. */
export const clockIn = (zone: string, now: number): WallTime => wallTimeIn(zone, now).time

export const addDays = (date: IsoDate, days: number): IsoDate =>
  new Date(midnight(date) + days * dayMs).toISOString().slice(0, 10)

/** Days from the first date to the second; negative if the second is earlier. */
export const daysBetween = (from: IsoDate, to: IsoDate): number =>
  Math.round((midnight(to) - midnight(from)) / dayMs)

/** Whole seconds until an instant (ISO 8601); 0 once it has passed. */
export const secondsLeft = (until: string, now: number): number =>
  Math.max(0, Math.ceil((Date.parse(until) - now) / 1000))

/** Minutes begun until an instant: 61 seconds are 2 minutes; 0 once it has passed. */
export const minutesLeft = (until: string, now: number): number =>
  Math.ceil(secondsLeft(until, now) / 60)
