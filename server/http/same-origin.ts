import { createMiddleware } from 'hono/factory'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { takesType } from './raw-body.ts'

const safeMethods = new Set(['GET', 'HEAD', 'OPTIONS'])

/**
 * Unsafe methods must come from our own pages and carry JSON, or a file where files are sent: no
 * form of another site can do either. Programs that send neither Origin nor Sec-Fetch-Site are no browsers and pass.
 */
export function requireSameOrigin({ config }: Pick<Deps, 'config'>) {
  return createMiddleware(async (c, next) => {
    if (!safeMethods.has(c.req.method)) {
      const site = c.req.header('sec-fetch-site')
      const origin = c.req.header('origin')
      const isForeign =
        site === undefined
          ? origin !== undefined && !isOwn(origin, config.publicUrl, c.req.header('host'))
          : site !== 'same-origin'
      if (isForeign) throw new AppError('foreign-origin')
      const type = c.req.header('content-type') ?? ''
      if (!takesType(c.req.path, type)) throw new AppError('unsupported-media-type')
    }
    await next()
  })
}

function isOwn(origin: string, publicUrl: string, host: string | undefined): boolean {
  if (origin === new URL(publicUrl).origin) return true
  return URL.canParse(origin) && new URL(origin).host === host
}
