import { type Instant, instantOf } from '#shared/domain/local-time.ts'

/** The only source of the present time, so that tests can hold it. */
export interface Clock {
  now(): Instant
}

export const systemClock: Clock = { now: () => instantOf(Date.now()) }
