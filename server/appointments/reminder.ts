import { type Instant, addMinutes } from '#shared/domain/local-time.ts'

const minutesBefore = 24 * 60

/** When the reminder of a visit is due; null if that is over: who books for tomorrow knows when to come. */
export function remindAt(startsAt: Instant, now: Instant): Instant | null {
  const due = addMinutes(startsAt, -minutesBefore)
  return due > now ? due : null
}
