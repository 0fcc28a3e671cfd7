import type { RequestState } from '#shared/contracts/requests.ts'

/** What can be done to a request; `ask`: the resident something, `resume`: the resident has written. */
export type RequestAction =
  'confirm' | 'expire' | 'ask' | 'resume' | 'close' | 'reopen' | 'withdraw'

/** The one table of states: what is not in it is refused. */
const transitions: Record<RequestState, Partial<Record<RequestAction, RequestState>>> = {
  unconfirmed: { confirm: 'open', expire: 'expired', withdraw: 'withdrawn' },
  open: { ask: 'waiting', close: 'closed', withdraw: 'withdrawn' },
  waiting: { ask: 'waiting', resume: 'open', close: 'closed', withdraw: 'withdrawn' },
  // Whoever has the answer may still want nothing of it kept.
  closed: { reopen: 'open', withdraw: 'withdrawn' },
  withdrawn: {},
  expired: {},
}

/** The state an action leads to, or null where it is refused. */
export function requestStateAfter(state: RequestState, action: RequestAction): RequestState | null {
  return transitions[state][action] ?? null
}

/** Whether somebody of the team has to work on it, now or once the resident has written. */
export function isAlive(state: RequestState): boolean {
  return state === 'open' || state === 'waiting'
}

/** Whether a closed request may be opened once more: else two machines could do so for ever. */
export function mayReopen(
  { state, reopened, erased }: { state: RequestState; reopened: number; erased: boolean },
  limit: number,
): boolean {
  return requestStateAfter(state, 'reopen') !== null && reopened < limit && !erased
}
