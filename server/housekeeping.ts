import { keepAppointments } from './appointments/housekeeping.ts'
import { keepCounts } from './catalogue/housekeeping.ts'
import { publishDue } from './catalogue/publish.ts'
import type { Deps } from './deps.ts'
import { deleteOldAddressLocks, deleteOldAnswers } from './placing/placing.queries.ts'
import { keepReplacements } from './replacements/housekeeping.ts'
import { keepAttachments } from './requests/attachments/attachments.ts'
import { keepInbound } from './requests/inbound/housekeeping.ts'
import { keepRequests } from './requests/housekeeping.ts'
import { keepStaff } from './staff/housekeeping.ts'
import { countDays } from './statistics/count-days.ts'
import { addMinutes } from '#shared/domain/local-time.ts'

const minutesADay = 24 * 60
const secondsBetweenRuns = 30

/** What time does to data, in every process: any of them may do it, none does it twice. */
export async function keepHouse(deps: Deps): Promise<void> {
  await keepAppointments(deps)
  await keepReplacements(deps)
  await countDays(deps)
  await keepRequests(deps)
  await keepAttachments(deps)
  await keepInbound(deps)
  await keepStaff(deps)
  await publishDue(deps)
  await keepCounts(deps)
  const aDayAgo = addMinutes(deps.clock.now(), -minutesADay)
  await deleteOldAnswers(deps.db, aDayAgo)
  await deleteOldAddressLocks(deps.db, aDayAgo)
}

/** Keeps house now and every half minute. `stop` waits for the run under way. */
export function startHousekeeping(deps: Deps): { stop(): Promise<void> } {
  let timer: NodeJS.Timeout | undefined
  let isStopped = false
  const run = async (): Promise<void> => {
    try {
      await keepHouse(deps)
    } catch (error) {
      deps.log.warn('housekeeping-failed', { error: (error as Error).name })
    }
    if (!isStopped) timer = setTimeout(again, secondsBetweenRuns * 1000)
  }
  const again = () => {
    running = run()
  }
  let running = run()
  return {
    async stop() {
      isStopped = true
      clearTimeout(timer)
      await running
    },
  }
}
