import { expect, it } from 'vitest'
import { AppError } from '#server/errors.ts'
import { Backoff, backoffRules } from '#server/staff/backoff.ts'
import { fakeClock } from '../../support/clock.ts'

function setUp() {
  const clock = fakeClock()
  const backoff = new Backoff(clock)
  /** Seconds to wait; 0: the attempt may be made, and counts as wrong. */
  const attempt = (account: string, address: string): number => {
    try {
      backoff.begin(account, address)
      return 0
    } catch (error) {
      return (error as AppError).details.retryAfter ?? -1
    }
  }
  return { clock, backoff, attempt }
}

it('lets people mistype, and then lets them wait twice as long each time', () => {
  const { clock, attempt } = setUp()
  const waits = []
  for (let n = 0; n < 16; n++) {
    const wait = attempt('anna', 'here')
    if (wait > 0) {
      waits.push(wait)
      clock.advanceMinutes(wait / 60)
    }
  }
  expect(waits).toEqual([1, 2, 4, 8, 16, 32])
})

it('never lets anybody wait longer than a quarter of an hour', () => {
  const { clock, attempt } = setUp()
  let longest = 0
  for (let n = 0; n < 200; n++) {
    const wait = attempt('anna', 'here')
    longest = Math.max(longest, wait)
    clock.advanceMinutes(wait / 60)
  }
  expect(longest).toBe(backoffRules.accountFromAddress.longestSeconds)
})

it('lets the person in from elsewhere while somebody guesses', () => {
  const { attempt } = setUp()
  for (let n = 0; n < 30; n++) attempt('anna', 'thief')
  expect(attempt('anna', 'thief')).toBeGreaterThan(0)
  expect(attempt('anna', 'home')).toBe(0)
})

it('slows down many who guess one account, but only a little', () => {
  const { clock, attempt } = setUp()
  let longest = 0
  for (let n = 0; n < 300; n++) {
    const wait = attempt('anna', `thief ${n}`)
    longest = Math.max(longest, wait)
    clock.advanceMinutes(wait / 60)
  }
  expect(longest).toBe(backoffRules.account.longestSeconds)
})

it('slows down one who guesses many accounts', () => {
  const { attempt } = setUp()
  const waits = Array.from({ length: 80 }, (_, n) => attempt(`person ${n}`, 'thief'))
  expect(waits.filter((wait) => wait === 0)).toHaveLength(backoffRules.address.free)
  expect(attempt('anna', 'home')).toBe(0)
})

it('forgets an account’s mistakes when it was right, and all mistakes after an hour', () => {
  const { clock, backoff, attempt } = setUp()
  for (let n = 0; n < 4; n++) attempt('anna', 'here')
  attempt('anna', 'here')
  backoff.succeeded('anna', 'here')
  for (let n = 0; n < 5; n++) expect(attempt('anna', 'here')).toBe(0)
  expect(attempt('anna', 'here')).toBeGreaterThan(0)
  clock.advanceMinutes(61)
  for (let n = 0; n < 5; n++) expect(attempt('anna', 'here')).toBe(0)
})
