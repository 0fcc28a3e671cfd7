import { afterAll, beforeAll, expect, it } from 'vitest'
import { errorCodes } from '#shared/contracts/error-codes.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { wish } from '../support/wishes.ts'

describeOnBothEngines('the edges of the API', (engine) => {
  let app: TestApp
  beforeAll(async () => {
    app = await openTestApp(engine)
  })
  afterAll(() => app.close())

  const appointments = '/api/teststadt/appointments'

  it('names every field that is wrong, and takes nothing it does not know', async () => {
    const { status, error } = await app.post(appointments, {
      ...wish({ name: '', email: 'keine-adresse', phone: '12' }),
      date: '2026-02-30',
      start: '9:00',
      admin: true,
    })
    expect(status).toBe(422)
    expect(error).toMatchObject({
      code: 'invalid-input',
      fields: {
        name: 'required',
        email: 'email-invalid',
        phone: 'phone-invalid',
        date: 'date-invalid',
        start: 'time-invalid',
        admin: 'unknown-key',
      },
    })
  })

  it('says which service or office it does not know', async () => {
    const body = wish({ services: [{ slug: 'mondfahrt', persons: 1 }], office: 'mond' })
    const { error } = await app.post(appointments, body)
    expect(error?.fields).toEqual({ 'services.0.slug': 'unknown-value', office: 'unknown-value' })
  })

  it('refuses services that no office serves together', async () => {
    const services = [{ slug: 'meldung', persons: 1 }]
    expect((await app.post(appointments, wish({ services }))).error?.code).toBe('not-bookable')
  })

  it.each([
    ['a body that is not JSON', '{"services":', 400, 'bad-request'],
    [
      'a body larger than 64 KiB',
      JSON.stringify({ name: 'x'.repeat(70_000) }),
      413,
      'body-too-large',
    ],
  ])('refuses %s', async (_what, body, status, code) => {
    const refused = await app.post(appointments, body)
    expect([refused.status, refused.error?.code]).toEqual([status, code])
  })

  it('refuses forms and pages of other origins', async () => {
    const form = await app.post(appointments, 'name=x', {
      'Content-Type': 'application/x-www-form-urlencoded',
    })
    expect(form.error?.code).toBe('unsupported-media-type')
    for (const headers of [
      { 'Sec-Fetch-Site': 'cross-site' },
      { 'Sec-Fetch-Site': 'same-site' },
      { Origin: 'https://boese.example' },
      { Origin: 'null' },
    ] as Record<string, string>[]) {
      expect((await app.post(appointments, wish(), headers)).error?.code).toBe('foreign-origin')
    }
    const own = await app.post(appointments, wish(), { Origin: 'http://localhost:3000' })
    expect(own.status).toBe(201)
  })

  it('answers unknown municipalities, paths and services with a code', async () => {
    for (const [path, code] of [
      ['/api/atlantis', 'unknown-tenant'],
      ['/api/atlantis/slots?service=ausweis', 'unknown-tenant'],
      ['/api/teststadt/nichts', 'not-found'],
      ['/api/teststadt/services/nichts', 'not-found'],
      ['/api', 'not-found'],
    ] as const) {
      const { status, error } = await app.get(path)
      expect([status, error?.code]).toEqual([404, code])
    }
  })

  it('changes nothing by GET or HEAD', async () => {
    for (const path of ['', '/confirm', '/view', '/move', '/cancel', '/erase', '/resend']) {
      for (const method of ['GET', 'HEAD']) {
        expect((await app.fetch(appointments + path, { method })).status).toBe(404)
      }
    }
  })

  it('puts its guards on every answer', async () => {
    for (const path of ['/', '/teststadt/', '/api/teststadt', '/api/nichts', '/robots.txt']) {
      const { headers } = await app.fetch(path)
      const policy = headers.get('Content-Security-Policy') ?? ''
      for (const part of [
        "default-src 'none'",
        "script-src 'self'",
        "frame-ancestors 'none'",
        "require-trusted-types-for 'script'",
      ]) {
        expect(policy).toContain(part)
      }
      expect(headers.get('X-Content-Type-Options')).toBe('nosniff')
      expect(headers.get('Referrer-Policy')).toBe('no-referrer')
      expect(headers.get('Set-Cookie')).toBeNull()
    }
    const { headers } = await app.post(appointments, wish())
    expect(headers.get('Cache-Control')).toBe('no-store')
  })

  it('lets the page of the staff alone compile WebAssembly, which reads its QR codes', async () => {
    for (const [path, isAllowed] of [
      ['/staff/teststadt/schalter', true],
      ['/teststadt/', false],
      ['/api/teststadt', false],
    ] as const) {
      const { headers } = await app.fetch(path)
      const policy = headers.get('Content-Security-Policy')
      expect(policy?.includes("'wasm-unsafe-eval'")).toBe(isAllowed)
      expect(policy).not.toContain("'unsafe-eval'")
    }
  })

  it('describes every route, and only routes that exist', async () => {
    const { body } = await app.get<{
      paths: Record<string, Record<string, { responses: Record<string, unknown>; summary: string }>>
    }>('/api/openapi.json')
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    // What only the staff does stands in staff-rights.test.ts and audited-writes.test.ts.
    const open = described.filter((route) => !/ (\/\{tenant\})?\/(staff|auth)\//.test(route))
    expect(open.sort()).toEqual([
      'GET /health/live',
      'GET /health/ready',
      'GET /tenants',
      'GET /{tenant}',
      'GET /{tenant}/catalogue',
      'GET /{tenant}/earliest',
      'GET /{tenant}/faq/{slug}',
      'GET /{tenant}/mailboxes',
      'GET /{tenant}/mailboxes.csv',
      'GET /{tenant}/offices/{office}/calls',
      'GET /{tenant}/offices/{office}/calls/live',
      'GET /{tenant}/offices/{office}/numbers',
      'GET /{tenant}/requests/callback-windows',
      'GET /{tenant}/requests/topics',
      'GET /{tenant}/search',
      'GET /{tenant}/search-bundle',
      'GET /{tenant}/services/{slug}',
      'GET /{tenant}/slots',
      'POST /{tenant}/appointments',
      'POST /{tenant}/appointments/cancel',
      'POST /{tenant}/appointments/confirm',
      'POST /{tenant}/appointments/erase',
      'POST /{tenant}/appointments/move',
      'POST /{tenant}/appointments/push/subscribe',
      'POST /{tenant}/appointments/push/unsubscribe',
      'POST /{tenant}/appointments/resend',
      'POST /{tenant}/appointments/view',
      'POST /{tenant}/appointments/waiting',
      'POST /{tenant}/appointments/waiting/live',
      'POST /{tenant}/feedback',
      'POST /{tenant}/offices/{office}/numbers',
      'POST /{tenant}/replacements/accept',
      'POST /{tenant}/replacements/view',
      'POST /{tenant}/requests',
      'POST /{tenant}/requests/add',
      'POST /{tenant}/requests/attachments',
      'POST /{tenant}/requests/attachments/discard',
      'POST /{tenant}/requests/attachments/draft',
      'POST /{tenant}/requests/attachments/read',
      'POST /{tenant}/requests/callback',
      'POST /{tenant}/requests/confirm',
      'POST /{tenant}/requests/erase',
      'POST /{tenant}/requests/helpful',
      'POST /{tenant}/requests/proposals',
      'POST /{tenant}/requests/resend',
      'POST /{tenant}/requests/view',
      'POST /{tenant}/requests/withdraw',
    ])
    for (const methods of Object.values(body.paths)) {
      for (const route of Object.values(methods)) {
        expect(route.summary).not.toBe('')
        expect(Object.keys(route.responses).length).toBeGreaterThan(1)
      }
    }
  })

  it('answers only with codes of the closed list', async () => {
    const { error } = await app.get('/api/teststadt/slots?service=!&days=1000&x=1')
    expect(errorCodes).toContain(error?.code)
    expect(error?.fields).toEqual({
      'service.0': 'invalid',
      days: 'out-of-range',
      x: 'unknown-key',
    })
  })

  it('is alive and ready', async () => {
    expect((await app.get('/api/health/live')).status).toBe(200)
    expect((await app.get('/api/health/ready')).status).toBe(200)
  })
})
