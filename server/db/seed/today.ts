import {
  type CallMemory,
  type CallRule,
  type Waiting,
  afterCall,
  nextToCall,
} from '#shared/domain/call-order.ts'
import type { MinuteOfDay } from '#shared/domain/local-time.ts'
import type { Capacity } from '#shared/domain/opening-hours.ts'
import type { Random } from './random.ts'

/** Somebody who has an appointment today. */
export interface Booked {
  id: string
  start: MinuteOfDay
  minutes: number
}

/** How a visit of today stands: minutes of the day at which it took its steps. */
export interface PlayedVisit {
  id: string
  kind: Waiting['kind']
  minutes: number
  state: 'confirmed' | 'checked_in' | 'called' | 'completed' | 'no_show'
  /** The how-many-eth to come; null: not here yet, or never. */
  number: number | null
  arrived: MinuteOfDay | null
  called: MinuteOfDay | null
  counter: number | null
  ended: MinuteOfDay | null
}

interface Stage {
  now: MinuteOfDay
  capacity: readonly Capacity[]
  /** The numbers of the group's counters. */
  counters: readonly number[]
  rule: CallRule
  /** Minutes of visits that nobody booked; none: everybody has an appointment. */
  walkInMinutes: readonly number[]
}

interface Visitor extends Waiting {
  minutes: number
}

const staysAway = 0.06
const comesLate = 0.08
/** How much of the counters' time goes to people without an appointment. */
const walkInShare = 0.12

/** Plays the day of a counter group up to now: who came when, who was called where, who waits. */
export function playDay(booked: readonly Booked[], stage: Stage, random: Random): PlayedVisit[] {
  const { now, rule } = stage
  const visits = new Map<string, PlayedVisit>()
  const arrivals: Visitor[] = []
  for (const { id, start, minutes } of booked) {
    const isMissed = random.next() < staysAway
    const ahead = random.next() < comesLate ? -random.below(12) : 2 + random.below(14)
    const visit = unseen(id, 'booked', minutes)
    visits.set(id, visit)
    const missedAt = start + rule.lateMinutes
    if (isMissed && missedAt <= now) Object.assign(visit, { state: 'no_show', ended: missedAt })
    if (isMissed) continue
    arrivals.push({ id, kind: 'booked', due: start, arrived: start - ahead, number: 0, minutes })
  }
  for (const walkIn of walkInsOf(stage, random)) {
    visits.set(walkIn.id, unseen(walkIn.id, 'walk-in', walkIn.minutes))
    arrivals.push(walkIn)
  }
  arrivals.sort((a, b) => a.arrived - b.arrived)
  const here = arrivals.filter(({ arrived }) => arrived <= now)
  here.forEach((visitor, index) => {
    visitor.number = index + 1
    const { arrived, number } = visitor
    Object.assign(visits.get(visitor.id)!, { state: 'checked_in', arrived, number })
  })
  for (const call of callAll(here, stage, random)) {
    const isOver = call.ended <= now
    const state = isOver ? 'completed' : 'called'
    const { called, counter } = call
    Object.assign(visits.get(call.id)!, {
      state,
      called,
      counter,
      ended: isOver ? call.ended : null,
    })
  }
  // Who would come later without an appointment is nowhere yet.
  return [...visits.values()].filter(({ kind, number }) => kind === 'booked' || number !== null)
}

/** The calls up to now, in the order of the house. */
function* callAll(
  here: readonly Visitor[],
  { now, capacity, counters, rule }: Stage,
  random: Random,
) {
  const opens = capacity[0]?.from ?? 0
  const free = counters.map((counter) => ({ counter, at: opens + random.below(3) }))
  const coming = [...here]
  const waiting: Visitor[] = []
  let memory: CallMemory = 0
  while (free.length > 0) {
    free.sort((a, b) => a.at - b.at)
    const next = free[0]!
    while (coming[0] && coming[0].arrived <= next.at) waiting.push(coming.shift()!)
    const visitor = nextToCall(waiting, memory, rule, next.at)
    if (next.at > now || (!visitor && !coming[0])) return
    if (!visitor) {
      next.at = coming[0]!.arrived
      continue
    }
    if (!isStaffed(capacity, counters.indexOf(next.counter), next.at)) {
      next.at += 5
      continue
    }
    waiting.splice(waiting.indexOf(visitor), 1)
    memory = afterCall(memory, visitor)
    const called = next.at
    next.at += Math.max(3, Math.round(visitor.minutes * (0.7 + random.next() * 0.4))) + 1
    yield { id: visitor.id, called, counter: next.counter, ended: next.at - 1 }
  }
}

/** After hours whoever still waits is served by all. */
function isStaffed(capacity: readonly Capacity[], index: number, minute: MinuteOfDay): boolean {
  const closing = capacity.at(-1)?.to ?? 0
  const range = capacity.find(({ from, to }) => from <= minute && minute < to)
  return minute >= closing || (range !== undefined && index < Math.max(1, range.public))
}

function walkInsOf({ capacity, walkInMinutes }: Stage, random: Random): Visitor[] {
  if (walkInMinutes.length === 0) return []
  const average = walkInMinutes.reduce((sum, minutes) => sum + minutes, 0) / walkInMinutes.length
  return capacity.flatMap(({ from, to, public: open }) => {
    const visitors: Visitor[] = []
    const pause = Math.ceil(average / (walkInShare * Math.max(1, open)))
    const last = to - 20
    for (let minute = from + random.below(pause); minute < last;) {
      const id = `walk-in-${minute}`
      const minutes = random.pick(walkInMinutes)
      visitors.push({ id, kind: 'walk-in', due: minute, arrived: minute, number: 0, minutes })
      minute += Math.ceil(pause / 2) + random.below(pause)
    }
    return visitors
  })
}

function unseen(id: string, kind: Waiting['kind'], minutes: number): PlayedVisit {
  const nothing = { number: null, arrived: null, called: null, counter: null, ended: null }
  return { id, kind, minutes, state: 'confirmed', ...nothing }
}
