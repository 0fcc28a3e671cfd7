import { type MailDeps, type OnFailed, deliverNext } from './deliver.ts'
import { findNextDue } from './outbox.queries.ts'
import type { Transport } from './transport.ts'

export interface Dispatcher {
  /** Says that a mail was just committed. */
  wake(): void
  /** Claims nothing more and resolves once the mails under way are settled. */
  stop(): Promise<void>
  /** Tries every mail that is due, now; resolves to how many tries that were. */
  runOnce(): Promise<number>
}

export interface DispatcherOptions {
  /** Mails sent at the same time, so that one slow recipient does not hold up the others. */
  lanes?: number
  /** From 0 to 1, for the scatter of retries. */
  chance?: () => number
  onFailed?: OnFailed
}

/** Other processes enqueue mails too, and nobody tells this one. */
const longestSleepMs = 5000
const shortestSleepMs = 50

/**
 * Sends what is in the outbox until it is stopped. Any number of dispatchers, in any number of
 * processes, may work on one database.
 */
export function startDispatcher(
  deps: MailDeps,
  transport: Transport,
  { lanes = 4, chance, onFailed }: DispatcherOptions = {},
): Dispatcher {
  let stopped = false
  let woken = false
  let running: Promise<number> | null = null
  let ticking: Promise<void> | null = null
  let timer: NodeJS.Timeout | undefined

  async function workLane(): Promise<number> {
    let tries = 0
    while (!stopped && (await deliverNext(deps, transport, chance, onFailed))) tries += 1
    return tries
  }

  async function workAllLanes(): Promise<number> {
    // Every lane is waited for, also if one fails: `stop` promises that nothing is under way.
    const results = await Promise.allSettled(Array.from({ length: lanes }, workLane))
    let tries = 0
    for (const result of results) {
      if (result.status === 'rejected') throw result.reason
      tries += result.value
    }
    return tries
  }

  async function runOnce(): Promise<number> {
    while (running) await running.catch(() => 0)
    running = workAllLanes()
    try {
      return await running
    } finally {
      running = null
    }
  }

  async function tick(): Promise<void> {
    woken = false
    try {
      await runOnce()
      const ms = await untilNextDue()
      sleep(woken ? 0 : ms)
    } catch (error) {
      // The database is away or busy: the mails are safe in it, and the next tick tries again.
      deps.log.error('mail-run-failed', { error: error instanceof Error ? error.name : 'unknown' })
      sleep(longestSleepMs)
    }
  }

  async function untilNextDue(): Promise<number> {
    const due = await findNextDue(deps.db)
    if (due === null) return longestSleepMs
    const ms = Date.parse(due) - Date.parse(deps.clock.now())
    return Math.min(Math.max(ms, shortestSleepMs), longestSleepMs)
  }

  function sleep(ms: number): void {
    if (stopped) return
    clearTimeout(timer)
    timer = setTimeout(() => {
      ticking = tick().finally(() => (ticking = null))
    }, ms)
  }

  sleep(0)
  return {
    wake() {
      woken = true
      if (!ticking) sleep(0)
    },
    async stop() {
      stopped = true
      clearTimeout(timer)
      await running?.catch(() => 0)
      await ticking
    },
    runOnce,
  }
}
