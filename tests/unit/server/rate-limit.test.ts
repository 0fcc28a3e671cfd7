import { beforeEach, describe, expect, it } from 'vitest'
import { AppError } from '#server/errors.ts'
import { Limits, defaultPolicies } from '#server/http/rate-limit.ts'
import { addMinutes } from '#shared/domain/local-time.ts'

const start = '2026-11-23T07:00:00.000Z'
const policies = {
  write: { most: 3, perSeconds: 60 },
  resend: { most: 1, perSeconds: 600 },
  add: { most: 1, perSeconds: 3600 },
  hold: { most: 2, perSeconds: 3600 },
  number: { most: 1, perSeconds: 600 },
  upload: { most: 1, perSeconds: 3600 },
  signal: { most: 1, perSeconds: 3600 },
}

let now = start
const pass = (seconds: number) => (now = addMinutes(now, seconds / 60))
const newLimits = () => new Limits({ now: () => now }, policies)

/** How often it goes well until it is refused, and what the refusal says. */
function checkUntilRefused(limits: Limits, key = 'anna') {
  for (let count = 0; count < 10_000; count++) {
    try {
      limits.check('write', key)
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      return { count, code: error.code, retryAfter: error.details.retryAfter }
    }
  }
  throw new Error('never refused')
}

beforeEach(() => {
  now = start
})

describe('a limit', () => {
  it('lets as many through as it says, and tells how long to wait', () => {
    const limits = newLimits()
    expect(checkUntilRefused(limits)).toEqual({
      count: 3,
      code: 'too-many-requests',
      retryAfter: 60,
    })
    pass(20.5)
    expect(checkUntilRefused(limits)).toMatchObject({ count: 0, retryAfter: 40 })
  })

  it('begins anew when its time is over, not before, and not later for those who keep trying', () => {
    const limits = newLimits()
    checkUntilRefused(limits)
    pass(59.999)
    expect(checkUntilRefused(limits)).toMatchObject({ count: 0, retryAfter: 1 })
    pass(0.001)
    expect(checkUntilRefused(limits).count).toBe(3)
  })

  it('asks nobody to wait for no time', () => {
    const limits = newLimits()
    checkUntilRefused(limits)
    pass(59.9999)
    expect(checkUntilRefused(limits).retryAfter).toBeGreaterThanOrEqual(1)
  })

  it('counts each caller alone', () => {
    const limits = newLimits()
    checkUntilRefused(limits, 'anna')
    expect(checkUntilRefused(limits, 'bert').count).toBe(3)
  })

  it('counts each kind alone', () => {
    const limits = newLimits()
    checkUntilRefused(limits)
    limits.check('resend', 'anna')
    expect(() => limits.check('resend', 'anna')).toThrow(AppError)
    limits.check('hold', 'anna')
  })
})

describe('a count', () => {
  it('goes on above the limit, and tells when it is reached', () => {
    const limits = newLimits()
    const reached = Array.from({ length: 4 }, () => {
      limits.count('hold', 'anna')
      return limits.isReached('hold', 'anna')
    })
    expect(reached).toEqual([false, true, true, true])
  })

  it('does not grow by being asked', () => {
    const limits = newLimits()
    limits.count('hold', 'anna')
    for (let asked = 0; asked < 5; asked++) expect(limits.isReached('hold', 'anna')).toBe(false)
  })

  it('is forgotten when its time is over', () => {
    const limits = newLimits()
    limits.count('hold', 'anna')
    limits.count('hold', 'anna')
    pass(3600)
    expect(limits.isReached('hold', 'anna')).toBe(false)
  })
})

describe('what may be used once', () => {
  it('is new the first time only, until its time is over', () => {
    const limits = newLimits()
    expect(limits.once('proof', 60)).toBe(true)
    expect(limits.once('proof', 60)).toBe(false)
    expect(limits.once('another', 60)).toBe(true)
    pass(59)
    expect(limits.once('proof', 60)).toBe(false)
    pass(1)
    expect(limits.once('proof', 60)).toBe(true)
  })
})

describe('the memory', () => {
  it('forgets the oldest of more than 100,000 callers, and no other', () => {
    const limits = newLimits()
    checkUntilRefused(limits, 'oldest')
    checkUntilRefused(limits, 'second')
    for (let key = 0; key < 99_999; key++) limits.count('write', String(key))
    expect(limits.isReached('write', 'second')).toBe(true)
    expect(limits.isReached('write', 'oldest')).toBe(false)
  })
})

it('is generous by default to people who share an address', () => {
  expect(defaultPolicies.write.most / defaultPolicies.write.perSeconds).toBeGreaterThanOrEqual(10)
  expect(checkUntilRefused(new Limits({ now: () => now })).count).toBe(defaultPolicies.write.most)
})
