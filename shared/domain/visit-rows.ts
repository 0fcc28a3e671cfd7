import type { MinuteOfDay } from './local-time.ts'

interface Timed {
  start: MinuteOfDay
  minutes: number
}

/**
 * Puts visits into rows so that none overlaps another in its row, with as few rows as can be: one a
 * counter, unless more was booked than fits.
 */
export function rowsOf<Visit extends Timed>(
  visits: readonly Visit[],
): { row: number; visit: Visit }[] {
  const endOfRow: MinuteOfDay[] = []
  return [...visits]
    .sort((a, b) => a.start - b.start)
    .map((visit) => {
      const free = endOfRow.findIndex((end) => end <= visit.start)
      const row = free < 0 ? endOfRow.length : free
      endOfRow[row] = visit.start + visit.minutes
      return { row, visit }
    })
}
