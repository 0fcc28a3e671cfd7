import {
  type CallMemory,
  type CallRule,
  type Waiting,
  afterCall,
  nextToCall,
} from './call-order.ts'

/** Somebody who waits or is still to come, and how long the visit is thought to take. */
export interface Visitor extends Waiting {
  minutes: number
}

/** A waiting room as it stands. Times are minutes on one scale. */
export interface WaitingRoom {
  now: number
  waiting: readonly Visitor[]
  /** Appointments whose visitors have not come yet: they may be called before, once they are due. */
  expected: readonly Visitor[]
  /** Visits under way: how long they are thought to take, and when they began. */
  running: readonly { minutes: number; since: number }[]
  /** Counters that should be open now by the opening hours. */
  open: number
  /** Counters that have called somebody lately. */
  active: number
  memory: CallMemory
  rule: CallRule
}

/** Visits that go well take so much of their planned time, and those that do not. */
const quick = 0.75
const slow = 1.35
const step = 5

/**
 * How long somebody who waits will go on waiting, as a range in steps of five minutes; null if no
 * counter works. The lower end is for a day that goes well: every counter open, quick visits, and
 * nobody else comes. The upper end counts the counters that really call, slow visits, and everybody
 * who has an appointment.
 */
export function estimateWait(room: WaitingRoom, id: string): { from: number; to: number } | null {
  if (room.open + room.active === 0) return null
  const everyCounter = Math.max(room.open, room.active)
  const workingCounters = room.active || room.open
  const best = minutesUntilCall({ ...room, expected: [] }, id, everyCounter, quick)
  const worst = minutesUntilCall(room, id, workingCounters, slow)
  const from = Math.floor(Math.min(best, worst) / step) * step
  return { from, to: Math.max(step, Math.ceil(Math.max(best, worst) / step) * step) }
}

/** Plays the calls forward until it is somebody's turn. */
function minutesUntilCall(room: WaitingRoom, id: string, counters: number, pace: number): number {
  const free = room.running.map(({ minutes, since }) =>
    // A visit that takes longer than anybody thought may end at any moment.
    Math.max(room.now, since + minutes * pace),
  )
  while (free.length < counters) free.push(room.now)
  const waiting = [...room.waiting]
  const expected = [...room.expected]
  let memory = room.memory
  for (;;) {
    const counter = free.indexOf(Math.min(...free))
    const now = free[counter]!
    for (let index = expected.length - 1; index >= 0; index--) {
      if (expected[index]!.due <= now) waiting.push(...expected.splice(index, 1))
    }
    const next = nextToCall(waiting, memory, room.rule, now)
    if (!next || next.id === id) return now - room.now
    waiting.splice(waiting.indexOf(next), 1)
    memory = afterCall(memory, next)
    free[counter] = now + next.minutes * pace
  }
}
