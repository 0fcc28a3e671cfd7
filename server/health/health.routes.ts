import { sql } from 'kysely'
import { Hono } from 'hono'
import * as v from 'valibot'
import { isMigrated } from '#server/db/migrate.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { describe } from '#server/http/describe.ts'

const Health = v.object({ status: v.literal('ok') })
const tag = 'health'

export function healthRoutes({ db, engine }: Pick<Deps, 'db' | 'engine'>) {
  return new Hono()
    .get('/live', describe({ summary: 'The process answers', tag, answer: Health }), (c) =>
      c.json({ status: 'ok' as const }),
    )
    .get(
      '/ready',
      describe({
        summary: 'Database reachable, all migrations done',
        tag,
        answer: Health,
        errors: ['unavailable'],
      }),
      async (c) => {
        if (!(await isReady())) throw new AppError('unavailable')
        return c.json({ status: 'ok' as const })
      },
    )

  async function isReady(): Promise<boolean> {
    try {
      await sql`select 1`.execute(db)
      return await isMigrated(db, engine)
    } catch {
      return false
    }
  }
}
