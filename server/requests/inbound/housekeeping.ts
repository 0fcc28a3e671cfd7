import type { Deps } from '#server/deps.ts'
import { addMinutes } from '#shared/domain/local-time.ts'
import { deleteOldInbound, forgetSenders } from './inbound.queries.ts'

const minutesADay = 24 * 60
/** Longer than any mail server keeps trying, or a mailbox is restored from a backup of the week. */
const retentionDays = 90

/** Lets go of the senders' keys once no limit counts them, and in the end of the rows. */
export async function keepInbound({ db, clock }: Pick<Deps, 'db' | 'clock'>): Promise<void> {
  const now = clock.now()
  await forgetSenders(db, addMinutes(now, -minutesADay))
  await deleteOldInbound(db, addMinutes(now, -retentionDays * minutesADay))
}
