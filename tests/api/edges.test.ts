import { afterAll, beforeAll, expect, it } from 'vitest'
import { errorCodes } from '#shared/contracts/error-codes.ts'
import type { Catalogue, SearchResults, ServiceView } from '#shared/contracts/catalogue.ts'
import type { Slots } from '#shared/contracts/slots.ts'
import type { MailboxList, TenantList, TenantView } from '#shared/contracts/tenants.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { group, office, town } from '../support/town.ts'
import { wish } from '../support/wishes.ts'

describeOnBothEngines('the edges of the API', (engine) => {
  let app: TestApp
  beforeAll(async () => {
    const second = office({
      id: 'nord',
      name: { de: 'Rathaus Nord' },
      groups: [group({ id: 'nord', services: ['ausweis'], release: { day: 'mon', at: '09:00' } })],
    })
    app = await openTestApp(engine, { towns: [town({ offices: [office(), second] })] })
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

  it('lists, describes and finds what there is, in the language asked for', async () => {
    expect((await app.get<TenantList>('/api/tenants')).body.tenants).toHaveLength(1)
    const tenant = await app.get<TenantView>('/api/teststadt?lang=en')
    expect(tenant.body).toMatchObject({ welcome: 'Welcome to Teststadt.', demo: true })
    expect(tenant.body.offices[0]).toMatchObject({
      name: 'Town hall',
      today: { ranges: [{ from: '08:00', to: '12:00' }], reason: null },
    })
    const holidays = tenant.body.offices[0]?.exceptions.map(({ reason }) => reason)
    expect(holidays).toEqual([])
    const catalogue = await app.get<Catalogue>('/api/teststadt/catalogue?lang=en')
    expect(catalogue.body.services.map(({ title }) => title)).toContain('Apply for a passport')
    const service = await app.get<ServiceView>('/api/teststadt/services/ausweis')
    expect(service.body.offices.map(({ slug }) => slug)).toEqual(['rathaus', 'nord'])
    const found = await app.get<SearchResults>('/api/teststadt/search?q=reisepass')
    expect(found.body.results.map(({ slug }) => slug)).toEqual(['pass'])
    const boxes = await app.get<MailboxList>('/api/teststadt/mailboxes')
    expect(boxes.body.mailboxes[0]?.services).toHaveLength(3)
  })

  it('tells a browser that its copy of the catalogue is still true', async () => {
    const first = await app.fetch('/api/teststadt/catalogue')
    const etag = first.headers.get('ETag') ?? ''
    const second = await app.fetch('/api/teststadt/catalogue', {
      headers: { 'If-None-Match': etag },
    })
    expect(second.status).toBe(304)
  })

  it('sends what is read in fewer bytes, and what is personal as it is', async () => {
    const headers = { 'Accept-Encoding': 'gzip' }
    const catalogue = await app.fetch('/api/teststadt?lang=en', { headers })
    expect(catalogue.headers.get('Content-Encoding')).toBe('gzip')
    const placed = await app.post(appointments, wish({ start: '11:00' }), headers)
    expect(placed.headers.get('Content-Encoding')).toBeNull()
  })

  it('says where else something is free, and when the next days open', async () => {
    const query = 'service=ausweis&from=2027-01-25&days=7&office=nord'
    const { body } = await app.get<Slots>(`/api/teststadt/slots?${query}`)
    expect(body).toMatchObject({
      days: [],
      earliest: null,
      elsewhere: null,
      nextRelease: '2026-11-23T09:00',
      bookableUntil: '2027-01-15',
    })
    const nearer = 'service=ausweis&from=2027-01-18&days=5&office=nord'
    const { body: later } = await app.get<Slots>(`/api/teststadt/slots?${nearer}`)
    expect(later.elsewhere).toMatchObject({ office: 'rathaus', date: '2027-01-18' })
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

  it('describes every route, and only routes that exist', async () => {
    const { body } = await app.get<{
      paths: Record<string, Record<string, { responses: Record<string, unknown>; summary: string }>>
    }>('/api/openapi.json')
    const described = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
    )
    expect(described.sort()).toEqual([
      'GET /health/live',
      'GET /health/ready',
      'GET /tenants',
      'GET /{tenant}',
      'GET /{tenant}/catalogue',
      'GET /{tenant}/earliest',
      'GET /{tenant}/mailboxes',
      'GET /{tenant}/search',
      'GET /{tenant}/services/{slug}',
      'GET /{tenant}/slots',
      'GET /{tenant}/staff/appointments',
      'POST /{tenant}/appointments',
      'POST /{tenant}/appointments/cancel',
      'POST /{tenant}/appointments/confirm',
      'POST /{tenant}/appointments/erase',
      'POST /{tenant}/appointments/move',
      'POST /{tenant}/appointments/resend',
      'POST /{tenant}/appointments/view',
      'POST /{tenant}/requests',
      'POST /{tenant}/requests/add',
      'POST /{tenant}/requests/confirm',
      'POST /{tenant}/requests/view',
      'POST /{tenant}/requests/withdraw',
      'POST /{tenant}/staff/appointments/{id}/call',
      'POST /{tenant}/staff/appointments/{id}/check-in',
      'POST /{tenant}/staff/appointments/{id}/complete',
      'POST /{tenant}/staff/appointments/{id}/no-show',
      'POST /{tenant}/staff/appointments/{id}/undo',
      'POST /{tenant}/staff/check-in',
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

  it('renders pages that can be read without JavaScript', async () => {
    const page = async (path: string) => (await app.fetch(path)).text()
    const start = await page('/teststadt/?lang=en')
    expect(start).toContain('<html lang="en"')
    expect(start).toContain('Welcome to Teststadt.')
    const service = await page('/teststadt/leistungen/ausweis')
    expect(service).toContain('<title>Personalausweis beantragen – Teststadt</title>')
    expect(service).toContain(
      '<link rel="canonical" href="http://localhost:3000/teststadt/leistungen/ausweis"',
    )
    expect(service).toContain('"@type":"GovernmentService"')
    expect(service).toContain('46,00 €')
    const missing = await app.fetch('/teststadt/leistungen/nichts')
    expect(missing.status).toBe(404)
    expect(await missing.text()).toContain('Diese Seite gibt es nicht')
    expect((await app.fetch('/atlantis/')).status).toBe(404)
  })

  it('leads from / to the only municipality', async () => {
    const { status, headers } = await app.fetch('/')
    expect([status, headers.get('Location')]).toEqual([302, '/teststadt/'])
  })

  it('says to whom holes in its safety are reported', async () => {
    const text = await (await app.fetch('/.well-known/security.txt')).text()
    expect(text).toMatch(/^Contact: https:/)
    expect(text).toContain('Expires: 2027-12-31')
  })
})
