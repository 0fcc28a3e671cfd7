import type { Deps } from '#server/deps.ts'
import { addMinutes } from '#shared/domain/local-time.ts'
import { deleteExpiredLinks } from './links.queries.ts'
import { longestMinutes } from './session.ts'
import { deleteOldSessions } from './sessions.queries.ts'

/** So long does an expired link still say that it has expired, instead of being unknown. */
const minutesToExplain = 30 * 24 * 60

/** What time does to sign-in: sessions that have ended and links that have expired are forgotten. */
export async function keepStaff({ db, clock }: Deps): Promise<void> {
  const now = clock.now()
  await deleteOldSessions(db, { since: addMinutes(now, -longestMinutes), now })
  await deleteExpiredLinks(db, addMinutes(now, -minutesToExplain))
}
