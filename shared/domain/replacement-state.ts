import type { ReplacementState } from '#shared/contracts/replacements.ts'

/** What can happen to somebody whose appointment falls away. */
export type ReplacementAction =
  | 'offer'
  | 'find-nothing'
  | 'expire'
  | 'accept'
  | 'move'
  | 'cancel'
  /** The offered place falls away as well. */
  | 'begin-again'

/** The one table of states: what is not in it is refused. */
const transitions: Record<
  ReplacementState,
  Partial<Record<ReplacementAction, ReplacementState>>
> = {
  waiting: { offer: 'offered', 'find-nothing': 'nothing-free', move: 'moved', cancel: 'cancelled' },
  offered: {
    accept: 'accepted',
    expire: 'unanswered',
    move: 'moved',
    cancel: 'cancelled',
    'begin-again': 'waiting',
  },
  unanswered: { move: 'moved', cancel: 'cancelled' },
  'nothing-free': { move: 'moved', cancel: 'cancelled' },
  accepted: {},
  moved: {},
  cancelled: {},
}

/** The state an action leads to, or null where it is refused. */
export function replacementAfter(
  state: ReplacementState,
  action: ReplacementAction,
): ReplacementState | null {
  return transitions[state][action] ?? null
}

/** Nothing has been agreed yet. */
export const openReplacementStates = ['waiting', 'offered', 'unanswered', 'nothing-free'] as const

export function isOpenReplacement(state: ReplacementState): boolean {
  return openReplacementStates.some((open) => open === state)
}
