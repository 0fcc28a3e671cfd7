import { createMiddleware } from 'hono/factory'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Env } from './context.ts'

/** Finds the municipality of `/:tenant/…`. @throws AppError 'unknown-tenant' */
export function findMunicipality({ db, municipalities }: Pick<Deps, 'db' | 'municipalities'>) {
  return createMiddleware<Env>(async (c, next) => {
    const municipality = await municipalities.find(db, c.req.param('tenant') ?? '')
    if (!municipality) throw new AppError('unknown-tenant')
    c.set('municipality', municipality)
    await next()
  })
}
