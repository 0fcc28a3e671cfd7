import { formatClock } from '#client/lib/dates.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { TimeRange } from '#shared/contracts/tenants.ts'

/** „8:00–12:00 und 14:00–16:00 Uhr“ */
export function formatRanges(ranges: TimeRange[], lang: Language): string {
  const parts = ranges.map(({ from, to }) => `${formatClock(from)}–${formatClock(to)}`)
  const list = parts.join(lang === 'de' ? ' und ' : ' and ')
  return lang === 'de' ? `${list} Uhr` : list
}
