import { Hono } from 'hono'
import { HTTPException } from 'hono/http-exception'
import * as v from 'valibot'
import { describe, expect, it } from 'vitest'
import { AppError, statusOf } from '#server/errors.ts'
import { handleError } from '#server/http/handle-error.ts'
import { errorCodes } from '#shared/contracts/error-codes.ts'
import { ErrorBody } from '#shared/contracts/errors.ts'

interface Line {
  event: string
  details: unknown
}

/** What a request answers that fails with `error`, and what the log holds then. */
async function answerTo(error: Error) {
  const lines: Line[] = []
  const write = (event: string, details?: unknown) => void lines.push({ event, details })
  const log = { debug: write, info: write, warn: write, error: write }
  const app = new Hono().get('/', () => {
    throw error
  })
  app.onError(handleError({ log }))
  const response = await app.request('/')
  return { response, body: v.parse(ErrorBody, await response.json()), lines }
}

const withCode = (code: string) => Object.assign(new Error('anna@example.org'), { code })

describe('an error', () => {
  it('has a status for each code of the list, and no status for any other', () => {
    expect(Object.keys(statusOf).sort()).toEqual([...errorCodes].sort())
  })

  it.each(errorCodes)('of code %s has words for developers and a status of failure', (code) => {
    const error = new AppError(code)
    expect(error.status).toBe(statusOf[code])
    expect(error.status).toBeGreaterThanOrEqual(400)
    expect(error.status).toBeLessThan(600)
    expect(error.message).toMatch(/^[A-Z].+\.$/)
    expect(v.parse(ErrorBody, error.toBody())).toEqual({
      error: { code, message: error.message },
    })
  })

  it('carries its details to the caller', () => {
    const fields = { email: 'email-invalid' } as const
    expect(new AppError('invalid-input', { fields }).toBody().error.fields).toEqual(fields)
  })
})

describe('a failed request', () => {
  it.each(errorCodes)('answers the code %s with its status, and is never kept', async (code) => {
    const { response, body } = await answerTo(new AppError(code))
    expect(response.status).toBe(statusOf[code])
    expect(body.error.code).toBe(code)
    expect(response.headers.get('cache-control')).toBe('no-store')
  })

  it('says when to come back', async () => {
    const { response } = await answerTo(new AppError('too-many-requests', { retryAfter: 42 }))
    expect(response.headers.get('retry-after')).toBe('42')
    const busy = await answerTo(new AppError('unavailable'))
    expect(Number(busy.response.headers.get('retry-after'))).toBeGreaterThan(0)
    const wrong = await answerTo(new AppError('invalid-input'))
    expect(wrong.response.headers.has('retry-after')).toBe(false)
  })

  it.each(['SQLITE_BUSY', 'SQLITE_FULL', '55P03', '40P01', '53100', 'ECONNREFUSED'])(
    'is not available for now when the database says %s',
    async (code) => {
      const { response, body } = await answerTo(withCode(code))
      expect(response.status).toBe(503)
      expect(response.headers.has('retry-after')).toBe(true)
      expect(body.error.code).toBe('unavailable')
    },
  )

  it.each([
    ['of any other kind', new TypeError('anna@example.org')],
    ['of another code', withCode('SQLITE_CONSTRAINT')],
  ])('%s is internal, and quotes nobody in answer and log', async (_, error) => {
    const { response, body, lines } = await answerTo(error)
    expect(response.status).toBe(500)
    expect(body.error.code).toBe('internal')
    expect(lines).toHaveLength(1)
    expect(JSON.stringify([body, lines])).not.toContain('anna')
  })

  it('quotes nobody in the log, even if the message has many lines', async () => {
    const { lines } = await answerTo(new Error('first\n    at anna@example.org\nlast'))
    expect(JSON.stringify(lines)).not.toContain('anna')
  })

  it('of the framework is a body that is wrong or too large', async () => {
    const wrong = await answerTo(new HTTPException(400, { message: 'anna@example.org' }))
    expect(wrong.body.error.code).toBe('bad-request')
    const large = await answerTo(new HTTPException(413))
    expect(large.body.error.code).toBe('body-too-large')
    expect(large.response.status).toBe(413)
  })
})
