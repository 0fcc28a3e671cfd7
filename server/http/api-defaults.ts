import { createMiddleware } from 'hono/factory'
import type { Deps } from '#server/deps.ts'
import type { Env } from './context.ts'

/** Answers of the API are personal or change by the minute, unless their route says otherwise. */
export function neverStored() {
  return createMiddleware(async (c, next) => {
    await next()
    // c.header() would turn an answer that is finished into a stream.
    const { headers } = c.res
    if (!headers.has('Cache-Control')) headers.set('Cache-Control', 'no-store')
  })
}

/** Counts what a caller changes. @throws AppError 'too-many-requests' */
export function limitWrites({ limits }: Pick<Deps, 'limits'>) {
  return createMiddleware<Env>(async (c, next) => {
    if (c.req.method === 'POST') limits.check('write', c.var.callerKey)
    await next()
  })
}
