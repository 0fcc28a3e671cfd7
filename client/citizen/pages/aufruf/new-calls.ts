import type { CallDisplay } from '#shared/contracts/waiting-room.ts'

type Call = CallDisplay['calls'][number]

/** A call that a screen has missed for longer is not called out any more. */
const stillNewMs = 60_000

/** What tells one call from another: whoever is called again is a new call. */
export const callKey = ({ number, counter, calledAt, times }: Call): string =>
  [number, counter, calledAt, times].join(' ')

/** The calls that were not known before and that somebody may still be waiting to hear, oldest first. */
export function newCalls(known: ReadonlySet<string>, { calls, at }: CallDisplay): Call[] {
  const since = Date.parse(at) - stillNewMs
  return calls
    .filter((call) => !known.has(callKey(call)) && Date.parse(call.calledAt) >= since)
    .reverse()
}
