import { type Instant, addMinutes } from '#shared/domain/local-time.ts'

const firstMinutes = 0.5
const longestMinutes = 60
const giveUpAfterMinutes = 3 * 24 * 60

/**
 * When to try again after `attempts` tries: half a minute later, then 1, 2, 4 … at most 60 minutes,
 * a fifth more or less, so that mails that failed together do not come back together.
 * Null once the mail is three days old: nobody waits for it any more.
 * @param chance from 0 inclusive to 1 exclusive
 */
export function nextTry(
  mail: { attempts: number; created_at: Instant },
  now: Instant,
  chance: number,
): Instant | null {
  if (now >= addMinutes(mail.created_at, giveUpAfterMinutes)) return null
  // The exponent is capped too: 2 to the power of 1100 is no number of minutes.
  const doublings = Math.min(Math.max(mail.attempts - 1, 0), 10)
  const minutes = Math.min(firstMinutes * 2 ** doublings, longestMinutes)
  return addMinutes(now, minutes * (0.8 + 0.4 * chance))
}
