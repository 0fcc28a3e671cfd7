import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { Env } from '#server/http/context.ts'
import { crestVersion } from './crest.ts'

const oneYear = 31_536_000

/** `/crests/musterstadt-0123456789ab.svg`: uploaded crests. Others are files of the client. */
export function crestRoutes(deps: Pick<Deps, 'db' | 'municipalities'>) {
  return new Hono<Env>().get('/:file{[a-z0-9-]+-[0-9a-f]{12}\\.svg}', async (c, next) => {
    const [, slug = '', version] = /^(.+)-(\w+)\.svg$/.exec(c.req.param('file')) ?? []
    const svg = (await deps.municipalities.find(deps.db, slug))?.file.tenant.crestImage
    if (!svg || crestVersion(svg) !== version) return next()
    c.header('Content-Type', 'image/svg+xml')
    c.header('Cache-Control', `public, max-age=${oneYear}, immutable`)
    // Whoever opens it as a page of its own finds nothing that could run.
    c.header('Content-Security-Policy', "default-src 'none'; frame-ancestors 'none'; sandbox")
    return c.body(svg)
  })
}
