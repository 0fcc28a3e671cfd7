import { randomBytes } from 'node:crypto'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { FreeText, requestStates } from '#shared/contracts/requests.ts'
import { requestStateAfter } from '#shared/domain/request-state.ts'
import { parseShortCode } from '#shared/domain/short-code.ts'
import { ticketNumber } from '#shared/domain/ticket.ts'

it('a ticket number is a short code that says what it is of', () => {
  const ticket = ticketNumber(randomBytes(12))
  expect(ticket).toMatch(/^A-/)
  expect(parseShortCode(ticket.slice(2))).toBe(ticket.slice(2))
})

it('a request moves only as the table of states says', () => {
  const actions = ['confirm', 'expire', 'ask', 'resume', 'close', 'reopen', 'withdraw'] as const
  const moves = requestStates.flatMap((state) =>
    actions.flatMap((action) => {
      const after = requestStateAfter(state, action)
      return after ? [`${state} ${action} ${after}`] : []
    }),
  )
  expect(moves).toEqual([
    'unconfirmed confirm open',
    'unconfirmed expire expired',
    'unconfirmed withdraw withdrawn',
    'open ask waiting',
    'open close closed',
    'open withdraw withdrawn',
    'waiting ask waiting',
    'waiting resume open',
    'waiting close closed',
    'waiting withdraw withdrawn',
    'closed reopen open',
    'closed withdraw withdrawn',
  ])
})

describe('what a resident writes', () => {
  it.each([
    ['a\r\nb\rc\u2028d', 'a\nb\nc\nd'],
    ['\n a\tb \n', 'a b'],
    ['u\u0308', 'ü'],
    ['👩‍👩‍👧 שלום', '👩‍👩‍👧 שלום'],
  ])('%j is kept as %j', (typed, kept) => {
    expect(v.parse(FreeText, typed)).toBe(kept)
  })

  it.each([
    ['', 'required'],
    [' \r\n\t', 'required'],
    ['a\u0000', 'invalid'],
    ['a\u001bb', 'invalid'],
    ['x'.repeat(5001), 'too-long'],
    [7, 'required'],
  ])('%j is refused as %s', (typed, code) => {
    expect(v.safeParse(FreeText, typed).issues?.[0].message).toBe(code)
  })
})
