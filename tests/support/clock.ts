import type { Clock } from '#server/clock.ts'
import { type Instant, addMinutes } from '#shared/domain/local-time.ts'

export interface FakeClock extends Clock {
  set(instant: Instant): void
  advanceMinutes(minutes: number): void
}

/** A clock that stands at Monday, 23 November 2026, 7:00 in Berlin until somebody moves it. */
export function fakeClock(start: Instant = '2026-11-23T06:00:00.000Z'): FakeClock {
  let now = start
  return {
    now: () => now,
    set(instant) {
      now = instant
    },
    advanceMinutes(minutes) {
      now = addMinutes(now, minutes)
    },
  }
}
