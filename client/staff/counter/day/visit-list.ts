import type { StaffAppointment } from '#shared/contracts/staff.ts'

/** What the list can be narrowed to; `open` is everybody whose visit is not over. */
export const stages = ['open', 'expected', 'waiting', 'called', 'done'] as const
export type Stage = (typeof stages)[number]

type State = StaffAppointment['state']

const statesOf: Record<Exclude<Stage, 'open'>, readonly State[]> = {
  expected: ['reserved', 'confirmed'],
  waiting: ['checked_in'],
  called: ['called'],
  done: ['completed', 'no_show', 'cancelled', 'expired'],
}

export function isAt(stage: Stage, { state }: Pick<StaffAppointment, 'state'>): boolean {
  if (stage === 'open') return !statesOf.done.includes(state)
  return statesOf[stage].includes(state)
}

export const asStage = (text: unknown): Stage => stages.find((stage) => stage === text) ?? 'open'

export function countByStage(visits: readonly StaffAppointment[]): Record<Stage, number> {
  const counts = { open: 0, expected: 0, waiting: 0, called: 0, done: 0 }
  for (const visit of visits) {
    for (const stage of stages) if (isAt(stage, visit)) counts[stage] += 1
  }
  return counts
}

export interface Narrowing {
  stage: Stage | 'all'
  /** A counter group; empty: all of them. */
  group: string
  /** Parts of a name, a short code or a call number. */
  text: string
}

/** Who looks for somebody wants to find them, whatever stage they are at. */
export function narrowed(
  visits: readonly StaffAppointment[],
  { stage, group, text }: Narrowing,
): StaffAppointment[] {
  const words = fold(text).split(' ').filter(Boolean)
  return visits.filter((visit) => {
    if (group && visit.group !== group) return false
    if (words.length > 0) return matches(visit, words)
    return stage === 'all' || isAt(stage, visit)
  })
}

function matches(visit: StaffAppointment, words: readonly string[]): boolean {
  const name = fold(visit.name)
  const codes = [visit.reference, visit.number ?? ''].map(squeeze)
  const typed = squeeze(words.join(''))
  return words.every((word) => name.includes(word)) || codes.some((code) => code.includes(typed))
}

/** `Müller` is found by `mueller` and by `muller`; `Łukasz` by `lukasz`. */
export function fold(text: string): string {
  return text
    .toLowerCase()
    .replace(/ae|oe|ue/g, (pair) => pair.charAt(0))
    .replace(/ß/g, 'ss')
    .replace(/ł/g, 'l')
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .trim()
}

const squeeze = (text: string) => text.toLowerCase().replace(/[\s-]/g, '')

/** Who waits in these groups, in the order in which they will be called; the longest wait first. */
export function callOrderOf(
  visits: readonly StaffAppointment[],
  queues: readonly { group: string; waiting: string[] }[],
  groups: readonly string[],
): StaffAppointment[] {
  const byId = new Map(visits.map((visit) => [visit.id, visit]))
  return queues
    .filter(({ group }) => groups.includes(group))
    .flatMap(({ waiting }) => waiting)
    .flatMap((id) => byId.get(id) ?? [])
    .filter(({ state }) => state === 'checked_in')
}

/** What is shown first: who is called, then who waits in order of the calls, then by time. */
export function inOrderOfWork(
  visits: readonly StaffAppointment[],
  order: readonly string[],
): StaffAppointment[] {
  const rank = ({ id, state }: StaffAppointment) => {
    if (state === 'called') return -1
    if (state !== 'checked_in') return order.length + 1
    const place = order.indexOf(id)
    return place < 0 ? order.length : place
  }
  return [...visits].sort((a, b) => rank(a) - rank(b) || compare(a.start, b.start))
}

/** The way on for a line of the list that needs no thought; null: there is none. */
export type RowAction = 'check-in' | 'call' | 'complete' | 'undo'

export function rowAction(
  visit: Pick<StaffAppointment, 'state' | 'counter' | 'undoUntil'>,
  { seat, isSeatTaken, now }: { seat: number; isSeatTaken: boolean; now: number },
): RowAction | null {
  switch (visit.state) {
    case 'reserved':
    case 'confirmed':
      return 'check-in'
    case 'checked_in':
      return seat > 0 && !isSeatTaken ? 'call' : null
    case 'called':
      return visit.counter === seat ? 'complete' : null
    case 'completed':
    case 'no_show':
      return canUndo(visit, now) ? 'undo' : null
    case 'cancelled':
    case 'expired':
      return null
  }
}

export const canUndo = ({ undoUntil }: Pick<StaffAppointment, 'undoUntil'>, now: number) =>
  undoUntil !== null && now < Date.parse(undoUntil)

export const canMiss = ({ noShowFrom }: Pick<StaffAppointment, 'noShowFrom'>, now: number) =>
  noShowFrom !== null && now >= Date.parse(noShowFrom)

const compare = (a: string, b: string) => (a < b ? -1 : Number(a > b))
