import type { RequestState } from '#shared/contracts/requests.ts'

/** What can be done to a request. */
export type RequestAction = 'confirm' | 'expire' | 'close' | 'withdraw'

/** The one table of states: what is not in it is refused. */
const transitions: Record<RequestState, Partial<Record<RequestAction, RequestState>>> = {
  unconfirmed: { confirm: 'open', expire: 'expired', withdraw: 'withdrawn' },
  open: { close: 'closed', withdraw: 'withdrawn' },
  // Whoever has the answer may still want nothing of it kept.
  closed: { withdraw: 'withdrawn' },
  withdrawn: {},
  expired: {},
}

/** The state an action leads to, or null where it is refused. */
export function requestStateAfter(state: RequestState, action: RequestAction): RequestState | null {
  return transitions[state][action] ?? null
}
