import { Hono } from 'hono'
import { expect, it } from 'vitest'
import { AppError } from '#server/errors.ts'
import type { Env } from '#server/http/context.ts'
import { refuseParallel } from '#server/http/idempotency-key.ts'
import type { Municipality } from '#server/tenants/municipality.ts'

it('refuses a request while one with the same key is being worked on, and no longer', async () => {
  const work = Promise.withResolvers<void>()
  const app = new Hono<Env>()
    .use(async (c, next) => {
      c.set('municipality', { id: 'teststadt' } as Municipality)
      await next()
    })
    .post('/', refuseParallel(), async (c) => {
      await work.promise
      return c.text('done')
    })
    .onError((error, c) => c.text((error as AppError).code, 409))
  const post = (key: string) =>
    app.request('/', { method: 'POST', headers: { 'Idempotency-Key': key } })

  const first = post('one')
  const second = await post('one')
  expect([second.status, await second.text()]).toEqual([409, 'request-in-flight'])
  const other = post('two')
  work.resolve()
  expect((await first).status).toBe(200)
  expect((await other).status).toBe(200)
  expect((await post('one')).status).toBe(200)
})
