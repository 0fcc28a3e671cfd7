/** Somebody who is there and waits to be called. Times are minutes on one scale, whichever. */
export interface Waiting {
  id: string
  kind: 'booked' | 'walk-in'
  /** The time of the appointment; of a walk-in the time it came. */
  due: number
  arrived: number
  /** The how-many-eth number of the day it is; decides between two who came at once. */
  number: number
}

/** When the municipality lets somebody without an appointment go before those who have one. */
export interface CallRule {
  /** Every how-many-eth call is for a walk-in while one waits; 0: none is for that reason. */
  walkInEvery: number
  /** A walk-in that has waited so long is called before appointments; 0: never for that reason. */
  walkInAfterMinutes: number
  /** Who comes later than this after the appointment queues from the arrival on. */
  lateMinutes: number
}

/** What earlier calls of the day mean for the next one: appointments called since the last walk-in. */
export type CallMemory = number

/** An appointment is due this long before its time: a free counter calls it rather than a walk-in. */
const minutesAhead = 10

/**
 * Who is called next, or null if nobody waits: appointments in the order of their time, then of their
 * arrival, with walk-ins between them by the rule. Two walk-ins never follow each other while an
 * appointment is due; one that is not due yet waits for both.
 */
export function nextToCall<Visitor extends Waiting>(
  waiting: readonly Visitor[],
  memory: CallMemory,
  rule: CallRule,
  now: number,
): Visitor | null {
  const appointment = first(waiting, 'booked', rule)
  const walkIn = first(waiting, 'walk-in', rule)
  if (!appointment || !walkIn) return appointment ?? walkIn
  if (appointment.due - minutesAhead > now) return walkIn
  const isTurn = rule.walkInEvery > 0 && memory >= rule.walkInEvery - 1
  const hasWaited = rule.walkInAfterMinutes > 0 && now - walkIn.arrived >= rule.walkInAfterMinutes
  return memory > 0 && (isTurn || hasWaited) ? walkIn : appointment
}

/** What there is to remember once somebody has been called. */
export function afterCall(memory: CallMemory, { kind }: Pick<Waiting, 'kind'>): CallMemory {
  return kind === 'walk-in' ? 0 : memory + 1
}

/** What the calls of a day, oldest first, mean for the next one. */
export function rememberCalls(called: readonly Pick<Waiting, 'kind'>[]): CallMemory {
  return called.reduce(afterCall, 0)
}

/** Everybody who waits, in the order in which they would be called if all of it happened now. */
export function callOrder<Visitor extends Waiting>(
  waiting: readonly Visitor[],
  memory: CallMemory,
  rule: CallRule,
  now: number,
): Visitor[] {
  const rest = new Set(waiting)
  const order: Visitor[] = []
  let remembered = memory
  for (;;) {
    const next = nextToCall([...rest], remembered, rule, now)
    if (!next) return order
    rest.delete(next)
    order.push(next)
    remembered = afterCall(remembered, next)
  }
}

function first<Visitor extends Waiting>(
  waiting: readonly Visitor[],
  kind: Waiting['kind'],
  rule: CallRule,
): Visitor | null {
  let best: Visitor | null = null
  for (const visitor of waiting) {
    if (visitor.kind === kind && (!best || isBefore(visitor, best, rule))) best = visitor
  }
  return best
}

function isBefore(a: Waiting, b: Waiting, rule: CallRule): boolean {
  const [turnOfA, turnOfB] = [turnOf(a, rule), turnOf(b, rule)]
  if (turnOfA !== turnOfB) return turnOfA < turnOfB
  if (a.arrived !== b.arrived) return a.arrived < b.arrived
  return a.number === b.number ? a.id < b.id : a.number < b.number
}

function turnOf({ kind, due, arrived }: Waiting, { lateMinutes }: CallRule): number {
  return kind === 'walk-in' || arrived > due + lateMinutes ? arrived : due
}
