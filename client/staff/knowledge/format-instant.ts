import { clockIn, dayIn, formatDate, formatTime } from '#client/lib/dates.ts'
import type { Language } from '#shared/contracts/fields.ts'

/** `2026-11-23T06:00:00Z` → „23. November 2026, 7:00 Uhr“: what the clocks of the town hall show. */
export function formatInstant(instant: string, zone: string, lang: Language): string {
  const at = Date.parse(instant)
  return `${formatDate(dayIn(zone, at), lang)}, ${formatTime(clockIn(zone, at), lang)}`
}
