import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Catalogue, ServiceView } from '#shared/contracts/catalogue.ts'
import type { SearchResults } from '#shared/contracts/search.ts'
import type { Slots } from '#shared/contracts/slots.ts'
import type { MailboxList, TenantList, TenantView } from '#shared/contracts/tenants.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { group, office, town } from '../support/town.ts'
import { wish } from '../support/wishes.ts'

describeOnBothEngines('what everybody may read', (engine) => {
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

  it('gives the list of functional addresses as a table too', async () => {
    const response = await app.fetch('/api/teststadt/mailboxes.csv?lang=en')
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('Content-Disposition')).toContain('adressen-teststadt.csv')
    const [head, ...lines] = (await response.text()).trim().split('\n')
    expect(head).toContain('Department;Team;E-mail address;Responsible for')
    const { mailboxes } = (await app.get<MailboxList>('/api/teststadt/mailboxes?lang=en')).body
    expect(lines).toHaveLength(mailboxes.length)
    expect(lines[0]).toContain(mailboxes[0]!.address)
    for (const { title } of mailboxes[0]!.services) expect(lines[0]).toContain(title)
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
