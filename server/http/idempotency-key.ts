import type { Context } from 'hono'
import { createMiddleware } from 'hono/factory'
import { AppError } from '#server/errors.ts'
import type { Env } from './context.ts'

const header = 'Idempotency-Key'
const longestKey = 200

/** The header by which a request that creates something says that it is a repetition. */
export const idempotencyKey = {
  parameter: {
    name: header,
    in: 'header' as const,
    required: false,
    description:
      'The same key and body get the same answer; made up by the caller, kept for a day.',
  },
  read(c: Context): string | undefined {
    const key = c.req.header(header)
    if (key !== undefined && (key.length === 0 || key.length > longestKey)) {
      throw new AppError('invalid-input', { fields: { [header]: 'invalid' } })
    }
    return key
  },
}

/**
 * Refuses a request while one with the same key is being worked on in this process; between
 * processes the database decides. @throws AppError 'request-in-flight'
 */
export function refuseParallel() {
  const inFlight = new Set<string>()
  return createMiddleware<Env>(async (c, next) => {
    const key = idempotencyKey.read(c)
    if (key === undefined) return next()
    const id = `${c.var.municipality.id} ${key}`
    if (inFlight.has(id)) throw new AppError('request-in-flight', { retryAfter: 1 })
    inFlight.add(id)
    try {
      await next()
    } finally {
      inFlight.delete(id)
    }
  })
}
