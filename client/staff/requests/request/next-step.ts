import type { StaffRequest } from '#shared/contracts/staff-requests.ts'

/** What is to be done first; the page says it on top. */
export type NextStep = 'call' | 'take' | 'answer' | 'other' | 'waiting' | 'nothing' | 'done'

/** @param me the id of who asks */
export function nextStepOf(request: StaffRequest, me: string): NextStep {
  if (request.state !== 'open' && request.state !== 'waiting') return 'done'
  const call = request.callbacks.find(({ state }) => state === 'promised')
  if (call && call.when !== 'later') return 'call'
  if (request.state === 'waiting') return 'waiting'
  if (!request.assignedTo) return 'take'
  if (request.assignedTo.id !== me) return 'other'
  return request.unansweredSince || call ? 'answer' : 'nothing'
}
