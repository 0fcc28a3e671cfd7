import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { errorCodes } from '#shared/contracts/error-codes.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { wish } from '../support/wishes.ts'

const runs = Number(process.env.FUZZ_RUNS ?? 40)

interface Described {
  paths: Record<string, Record<string, unknown>>
}

describeOnBothEngines('whatever is sent', (engine) => {
  let app: TestApp
  let routes: { method: string; path: string }[]
  beforeAll(async () => {
    const unlimited = { most: 1e9, perSeconds: 60 }
    app = await openTestApp(engine, {
      policies: { write: unlimited, hold: unlimited, resend: unlimited },
    })
    const { body } = await app.get<Described>('/api/openapi.json')
    routes = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => ({ method: method.toUpperCase(), path })),
    )
  })
  afterAll(() => app.close())

  /** Texts that have broken other systems: headers, markup, look-alikes, the long and the empty. */
  const nasty = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom(
      '',
      '\r\nBcc: a@b.example',
      '<script>',
      '../../etc',
      '%00',
      '\u2028',
      "' or 1=1 --",
      'x'.repeat(10_000),
      '__proto__',
    ),
  )
  const value = fc.oneof(nasty, fc.jsonValue({ maxDepth: 3 }))

  it('is answered with a code of the closed list, and never with a fault of ours', async () => {
    const property = fc.asyncProperty(
      fc.nat(),
      fc.dictionary(fc.constantFrom(...Object.keys(wish()), 'token', 'code', 'x'), value),
      fc.array(fc.tuple(fc.constantFrom('service', 'from', 'days', 'q', 'lang', 'x'), nasty)),
      nasty,
      async (index, fields, query, segment) => {
        const { method, path } = routes[index % routes.length]!
        const filled = path
          .replace('{tenant}', 'teststadt')
          .replace(/\{\w+\}/, encodeURIComponent(segment))
        const search = new URLSearchParams(query).toString()
        const response = await app.fetch(`/api${filled}?${search}`, {
          method,
          ...(method === 'POST' && {
            headers: { 'Content-Type': 'application/json' },
            body: JSON.stringify(index % 2 ? { ...wish(), ...fields } : fields),
          }),
        })
        expect(response.status, `${method} ${path}`).toBeLessThan(500)
        if (response.ok) return
        const { error } = (await response.json()) as { error: { code: string } }
        expect(errorCodes).toContain(error.code)
      },
    )
    await fc.assert(property, { numRuns: runs * routes.length })
  })

  it('is answered also if it is no JSON at all', async () => {
    const property = fc.asyncProperty(fc.uint8Array({ maxLength: 200 }), async (bytes) => {
      const response = await app.fetch('/api/teststadt/appointments', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: Buffer.from(bytes),
      })
      expect([400, 422]).toContain(response.status)
    })
    await fc.assert(property, { numRuns: runs * 3 })
  })
})
