import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest'
import { OpenId } from '#server/staff/open-id.ts'
import type { Elsewhere, Me, SignInOptions } from '#shared/contracts/sign-in.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { type BrowserSession, addStaff, openBrowser } from '../support/browser-session.ts'
import {
  type OpenIdProvider,
  type ProviderAccount,
  startOpenIdProvider,
} from '../support/open-id-provider.ts'

const callback = 'http://localhost:3000/api/auth/callback/openid'
const email = 'anna@teststadt.example'
const anna: ProviderAccount = { sub: 'anna-1', email, email_verified: true }

describeOnBothEngines('sign-in by OpenID Connect', (engine) => {
  let provider: OpenIdProvider
  let app: TestApp
  beforeAll(async () => {
    provider = await startOpenIdProvider(callback)
  })
  afterAll(() => provider.stop())
  beforeEach(async () => {
    app = await openTestApp(engine)
    configure(provider.issuer)
  })
  afterEach(() => app.close())

  function configure(issuer: string) {
    const { clientId, clientSecret } = provider
    app.deps.config.openId = { issuer, clientId, clientSecret, label: 'Stadtkonto' }
    app.deps.openId = new OpenId(app.deps)
  }

  /** Goes to the provider and follows it back, as a browser does; the address where that ends. */
  async function signInAs(
    account: ProviderAccount | null,
    browser = openBrowser(app),
  ): Promise<{ browser: BrowserSession; ended: string }> {
    provider.next = account
    const { body } = await browser.post<Elsewhere>('/api/auth/elsewhere', {
      returnTo: '/staff/teststadt',
    })
    const jar = new Map<string, string>()
    let address = body.url
    while (address.startsWith(provider.issuer)) address = await step(address, jar)
    return { browser, ended: await browser.follow(address) }
  }

  it('is offered by its name, where it is configured', async () => {
    expect((await app.get<SignInOptions>('/api/auth/options')).body.openId).toBe('Stadtkonto')
    app.deps.config.openId = null
    app.deps.openId = null
    expect((await app.get<SignInOptions>('/api/auth/options')).body.openId).toBeNull()
    const answer = await app.post('/api/auth/elsewhere', { returnTo: '/staff' })
    expect(answer.error?.code).toBe('not-found')
    expect((await app.get('/api/auth/callback/openid?code=x&state=y')).error?.code).toBe(
      'not-found',
    )
  })

  it('lets in who was invited, also before they have chosen a password', async () => {
    const { id } = await addStaff(app, email, ['clerk'])
    await app.deps.db.deleteFrom('staff_account').execute()
    await app.deps.db.updateTable('staff').set({ email_verified: 0 }).execute()
    const { browser, ended } = await signInAs(anna)
    expect(ended).toBe('http://localhost:3000/staff/teststadt')
    expect((await browser.get<Me>('/api/staff/me')).body).toMatchObject({
      id,
      name: 'anna',
      tenants: [{ slug: 'teststadt', roles: ['clerk'] }],
    })
    const person = await app.deps.db.selectFrom('staff').selectAll().executeTakeFirstOrThrow()
    expect(person.email_verified).toBe(1)
  })

  it('knows a person by their account there, whatever becomes of the address', async () => {
    await addStaff(app, email, ['clerk'])
    await signInAs(anna)
    const renamed = { ...anna, email: 'anna.neu@anderswo.example' }
    const { browser } = await signInAs(renamed)
    expect((await browser.get<Me>('/api/staff/me')).body.email).toBe(email)
  })

  it.each([
    ['whom nobody has invited', { ...anna, email: 'fremd@teststadt.example' }],
    ['whose address the provider has not verified', { ...anna, email_verified: false }],
    ['who gives up there', null],
  ])('turns away somebody %s, and keeps nothing', async (_who, account) => {
    await addStaff(app, email, ['clerk'])
    const { browser, ended } = await signInAs(account)
    expect(ended).toBe('http://localhost:3000/staff?oidc=failed')
    expect((await browser.get('/api/staff/me')).status).toBe(401)
    const staff = await app.deps.db.selectFrom('staff').select('email').execute()
    expect(staff).toEqual([{ email }])
    const accounts = await app.deps.db.selectFrom('staff_account').select('provider_id').execute()
    expect(accounts).toEqual([{ provider_id: 'credential' }])
  })

  it('turns away who is disabled here', async () => {
    const { id } = await addStaff(app, email, ['clerk'])
    await signInAs(anna)
    const disabled_at = app.clock.now()
    await app.deps.db.updateTable('staff').set({ disabled_at }).where('id', '=', id).execute()
    const { browser, ended } = await signInAs(anna)
    expect(ended).toContain('oidc=failed')
    expect((await browser.get('/api/staff/me')).status).toBe(401)
  })

  it('asks admins for a second factor, here or there', async () => {
    await addStaff(app, email, ['admin'])
    const weak = await signInAs(anna)
    expect((await weak.browser.get<Me>('/api/staff/me')).body).toMatchObject({
      secondFactor: 'missing',
      tenants: [],
    })
    const strong = await signInAs({ ...anna, amr: ['pwd', 'otp', 'mfa'] })
    expect((await strong.browser.get<Me>('/api/staff/me')).body).toMatchObject({
      secondFactor: 'used',
      tenants: [{ roles: ['admin'] }],
    })
    const again = await signInAs(anna)
    expect((await again.browser.get<Me>('/api/staff/me')).body.secondFactor).toBe('missing')
  })

  it('keeps no tokens of the provider, and sets no cookie that outlives the browser', async () => {
    await addStaff(app, email, ['clerk'])
    const { browser } = await signInAs(anna)
    const account = await app.deps.db
      .selectFrom('staff_account')
      .selectAll()
      .where('provider_id', '=', 'openid')
      .executeTakeFirstOrThrow()
    expect([account.access_token, account.refresh_token, account.id_token]).toEqual([
      null,
      null,
      null,
    ])
    expect(browser.lastCookies().filter((cookie) => /max-age=[1-9]/i.test(cookie))).toEqual([])
  })

  it('begins no session by an answer that nobody asked for', async () => {
    await addStaff(app, email, ['clerk'])
    const asking = openBrowser(app)
    provider.next = anna
    const { body } = await asking.post<Elsewhere>('/api/auth/elsewhere', { returnTo: '/staff' })
    const jar = new Map<string, string>()
    let address = body.url
    while (address.startsWith(provider.issuer)) address = await step(address, jar)
    const victim = openBrowser(app)
    expect(await victim.follow(address)).toContain('oidc=failed')
    expect((await victim.get('/api/staff/me')).status).toBe(401)
  })

  it('leads back into the app only', async () => {
    for (const returnTo of ['https://boese.example', '//boese.example', '/staff/../x', '/', '']) {
      const { status } = await app.post('/api/auth/elsewhere', { returnTo })
      expect([returnTo, status]).toEqual([returnTo, 422])
    }
  })

  it('waits for a provider that is down, and works once it is up', async () => {
    await addStaff(app, email, ['clerk'])
    configure('http://127.0.0.1:9')
    const down = await app.post('/api/auth/elsewhere', { returnTo: '/staff' })
    expect([down.status, down.error?.code]).toEqual([503, 'unavailable'])
    app.deps.config.openId!.issuer = provider.issuer
    expect((await app.post('/api/auth/elsewhere', { returnTo: '/staff' })).status).toBe(200)
  })
})

/** One step of a browser at the provider: the address that it is sent to. */
async function step(address: string, jar: Map<string, string>): Promise<string> {
  const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  const response = await fetch(address, { redirect: 'manual', headers: { cookie } })
  for (const line of response.headers.getSetCookie()) {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
    jar.set(name, value)
  }
  const location = response.headers.get('location')
  if (!location)
    throw new Error(`the provider answers ${response.status}: ${await response.text()}`)
  return new URL(location, address).href
}
