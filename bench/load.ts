import { setTimeout as pause } from 'node:timers/promises'
import type { Answer } from './http-client.ts'

/** What became of many requests. */
export interface Outcome {
  seconds: number
  /** Milliseconds until the last byte of each answer. */
  latencies: number[]
  /** How many answers had which status; 0: no answer. */
  statuses: Map<number, number>
}

type Send = (number: number) => Promise<Answer>

/**
 * Sends at a fixed rate, whether or not the server keeps up, as people do. Waiting counts from the
 * moment at which a request was due. At most `count` requests are sent, and all are waited for.
 */
export async function openLoop(
  send: Send,
  { perSecond, count }: { perSecond: number; count: number },
): Promise<Outcome> {
  const tally = createTally()
  const sent: Promise<void>[] = []
  const started = performance.now()
  while (sent.length < count) {
    const due = Math.min(count, ((performance.now() - started) / 1000) * perSecond)
    while (sent.length < due) {
      const number = sent.length
      sent.push(tally.take(send(number), started + (number / perSecond) * 1000))
    }
    await pause(1)
  }
  await Promise.all(sent)
  return tally.outcome(started)
}

/** Keeps that many requests in flight until `isOver`, each followed by the next at once. */
export async function closedLoop(
  send: Send,
  { inFlight, isOver }: { inFlight: number; isOver: (number: number) => boolean },
): Promise<Outcome> {
  const tally = createTally()
  const started = performance.now()
  let next = 0
  const work = async () => {
    while (!isOver(next)) await tally.take(send(next++), performance.now())
  }
  await Promise.all(Array.from({ length: inFlight }, work))
  return tally.outcome(started)
}

function createTally() {
  const latencies: number[] = []
  const statuses = new Map<number, number>()
  return {
    async take(answer: Promise<Answer>, since: number): Promise<void> {
      const status = await answer.then(
        (received) => received.status,
        () => 0,
      )
      latencies.push(performance.now() - since)
      statuses.set(status, (statuses.get(status) ?? 0) + 1)
    },
    outcome: (started: number): Outcome => ({
      seconds: (performance.now() - started) / 1000,
      latencies,
      statuses,
    }),
  }
}

/** `201 × 950, 409 × 50`. */
export function formatStatuses(statuses: ReadonlyMap<number, number>): string {
  return [...statuses]
    .sort(([a], [b]) => a - b)
    .map(([status, count]) => `${status === 0 ? 'no answer' : status} × ${count}`)
    .join(', ')
}
