import { describe, expect, it } from 'vitest'
import { nextStepOf } from '#client/staff/requests/request/next-step.ts'
import type { StaffRequest } from '#shared/contracts/staff-requests.ts'

const me = 'me'
const request = (parts: Partial<StaffRequest>) =>
  ({
    state: 'open',
    assignedTo: null,
    unansweredSince: '2026-11-20T08:00:00Z',
    callbacks: [],
    ...parts,
  }) as unknown as StaffRequest
const mine = { id: me, name: 'Ich' }
const call = (parts: object) => [{ state: 'promised', when: 'now', ...parts }]

describe('what is to be done next with a request', () => {
  it.each([
    ['somebody has to take it', {}, 'take'],
    ['whoever has it answers', { assignedTo: mine }, 'answer'],
    ['a colleague has it', { assignedTo: { id: 'other', name: 'Jo' } }, 'other'],
    ['a promised call comes before the answer', { assignedTo: mine, callbacks: call({}) }, 'call'],
    ['a call of another day can wait', { callbacks: call({ when: 'later' }) }, 'take'],
    ['a call that took place is none', { callbacks: call({ state: 'reached' }) }, 'take'],
    ['the resident has been asked', { state: 'waiting', assignedTo: mine }, 'waiting'],
    ['everything is answered', { assignedTo: mine, unansweredSince: null }, 'nothing'],
    ['it is over', { state: 'closed', assignedTo: mine }, 'done'],
  ])('%s', (_says, parts, step) => {
    expect(nextStepOf(request(parts as Partial<StaffRequest>), me)).toBe(step)
  })
})
