import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { nextTry } from '#server/mail/backoff.ts'
import { ImpossibleAddressError, classify } from '#server/mail/classify.ts'
import { addMinutes } from '#shared/domain/local-time.ts'

describe('a failure', () => {
  it.each([
    { code: 'EENVELOPE', responseCode: 550, response: '550 5.1.1 no', command: 'RCPT TO' },
    { code: 'EMESSAGE', responseCode: 554, response: '554-5.7.1 spam', command: 'DATA' },
    { code: 'EENVELOPE', command: 'API' },
    { code: 'EMESSAGE', command: 'MAIL FROM' },
    new ImpossibleAddressError(),
  ])('of recipient or content is final: %o', (error) => {
    expect(classify(error).permanent).toBe(true)
  })

  it.each([
    { code: 'EENVELOPE', responseCode: 450, response: '450 4.2.0 later', command: 'RCPT TO' },
    { code: 'EENVELOPE', responseCode: 550, response: '550 sender', command: 'MAIL FROM' },
    { code: 'EAUTH', responseCode: 535, response: '535 5.7.8 no', command: 'AUTH PLAIN' },
    { code: 'EPROTOCOL', responseCode: 554, response: '554 no service', command: 'CONN' },
    { code: 'ESOCKET', originalCode: 'ECONNREFUSED', command: 'CONN' },
    { code: 'ETIMEDOUT' },
    { code: 'ENOSPC' },
    new Error('something else'),
    'a text',
    null,
  ])('of the way to the recipient is not: %o', (error) => {
    expect(classify(error).permanent).toBe(false)
  })

  it.each([
    [{ responseCode: 550, response: '550 5.1.1 <maria@example.org>' }, '550 5.1.1'],
    [{ responseCode: 451, response: '451 maria@example.org later' }, '451'],
    [{ code: 'ESOCKET', originalCode: 'ECONNREFUSED' }, 'ECONNREFUSED'],
    [{ code: 'maria@example.org' }, 'unknown'],
    [new Error('maria@example.org'), 'unknown'],
  ])('has a code that names nobody: %o', (error, code) => {
    expect(classify(error).code).toBe(code)
  })
})

describe('the next try', () => {
  const created = '2026-11-23T07:00:00.000Z'

  it('comes never early, never later than 72 minutes, whatever chance says', () => {
    const attempts = fc.integer({ min: 1, max: 10_000 })
    const chance = fc.double({ min: 0, max: 1, maxExcluded: true, noNaN: true })
    fc.assert(
      fc.property(attempts, chance, (tries, luck) => {
        const due = nextTry({ attempts: tries, created_at: created }, created, luck)!
        expect(due >= addMinutes(created, 0.4)).toBe(true)
        expect(due <= addMinutes(created, 72)).toBe(true)
      }),
    )
  })

  it('ends after three days', () => {
    const mail = { attempts: 80, created_at: created }
    expect(nextTry(mail, '2026-11-26T06:59:59.999Z', 0.5)).not.toBeNull()
    expect(nextTry(mail, '2026-11-26T07:00:00.000Z', 0.5)).toBeNull()
  })
})
