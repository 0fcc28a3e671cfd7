import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApp } from '#server/app.ts'
import { composeDeps } from '#server/compose.ts'
import { demoPassword, seedDemoStaff } from '#server/staff/demo-accounts.ts'
import { changeRoles, setDisabled } from '#server/staff/people.ts'
import type { Me, SignInOptions, SignedIn } from '#shared/contracts/sign-in.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { addStaff, openBrowser, staffPassword } from '../support/browser-session.ts'

const clerk = 'schalter@teststadt.example'
const appointments = '/api/teststadt/staff/appointments'

describeOnBothEngines('sign-in', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
  })
  afterEach(() => app.close())

  it('lets somebody in who knows the password, and tells who they are', async () => {
    const { id } = await addStaff(app, clerk, ['clerk'])
    const browser = openBrowser(app)
    expect((await browser.get(appointments)).error?.code).toBe('sign-in-required')
    const answer = await browser.signIn(` ${clerk.toUpperCase()} `)
    expect([answer.status, answer.body]).toEqual([200, { state: 'signed-in' }])
    expect((await browser.get<Me>('/api/staff/me')).body).toMatchObject({
      id,
      email: clerk,
      tenants: [{ slug: 'teststadt', name: 'Teststadt', roles: ['clerk'] }],
      secondFactor: 'none',
      locked: false,
    })
    expect((await browser.get(appointments)).status).toBe(200)
  })

  it('says the same of a wrong password, an unknown address and a person who may not', async () => {
    const { id } = await addStaff(app, clerk, ['clerk'])
    const { id: other } = await addStaff(app, 'gesperrt@teststadt.example', ['clerk'])
    const municipality = (await app.deps.municipalities.find(app.deps.db, 'teststadt'))!
    const admin = { id, roles: [{ tenantId: 'teststadt', role: 'admin' as const }] }
    await setDisabled(app.deps, municipality, admin, other, true)
    const browser = openBrowser(app)
    const answers = [
      await browser.signIn(clerk, 'falsch'),
      await browser.signIn('niemand@teststadt.example'),
      await browser.signIn('gesperrt@teststadt.example'),
      await browser.signIn('keine Adresse'),
    ]
    expect(answers.map(({ status }) => status)).toEqual([401, 401, 401, 401])
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(answers.flatMap(({ headers }) => headers.getSetCookie())).toEqual([])
  })

  it('takes as long for an address that nobody has', async () => {
    await addStaff(app, clerk, ['clerk'])
    const timed = async (email: string) => {
      const begin = performance.now()
      await openBrowser(app, { 'x-forwarded-for': email }).signIn(email, 'falsch')
      return performance.now() - begin
    }
    const times: Record<'known' | 'unknown', number[]> = { known: [], unknown: [] }
    for (let round = 0; round < 9; round++) {
      app.clock.advanceMinutes(90)
      times.known.push(await timed(clerk))
      times.unknown.push(await timed('niemand@teststadt.example'))
    }
    const median = (of: number[]) => of.sort((a, b) => a - b)[4]!
    // Without a hash for nobody it would be a tenth.
    expect(median(times.unknown)).toBeGreaterThan(median(times.known) / 2)
    expect(median(times.unknown)).toBeLessThan(median(times.known) * 2)
  })

  it('makes guessing slow, and never shuts the person out for good', async () => {
    await addStaff(app, clerk, ['clerk'])
    const guesser = openBrowser(app)
    const guess = async () => (await guesser.signIn(clerk, 'geraten')).status
    for (let n = 0; n < 5; n++) expect(await guess()).toBe(401)
    const refused = await guesser.signIn(clerk)
    expect(refused.error).toMatchObject({ code: 'too-many-requests', retryAfter: 1 })
    expect(refused.headers.get('Retry-After')).toBe('1')
    let waited = 0
    for (let n = 0; n < 40; n++) {
      app.clock.advanceMinutes(15)
      waited += (await guess()) === 401 ? 1 : 0
    }
    expect(waited).toBe(40)
    app.clock.advanceMinutes(15)
    expect((await guesser.signIn(clerk)).status).toBe(200)
    expect(await guess()).toBe(401)
  })

  it('says nothing of who exists by how it slows down', async () => {
    await addStaff(app, clerk, ['clerk'])
    const codesOf = async (email: string) => {
      const browser = openBrowser(app)
      const codes = []
      for (let n = 0; n < 7; n++) codes.push((await browser.signIn(email, 'x')).error?.code)
      return codes
    }
    expect(await codesOf('niemand@teststadt.example')).toEqual(await codesOf(clerk))
  })

  it('counts guesses that come at once one by one', async () => {
    await addStaff(app, clerk, ['clerk'])
    const answers = await Promise.all(
      Array.from({ length: 20 }, (_, n) => openBrowser(app).signIn(clerk, `geraten ${n}`)),
    )
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5)
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(15)
  })

  it('ends the session that the browser had before', async () => {
    const { id } = await addStaff(app, clerk, ['clerk'])
    await addStaff(app, 'andere@teststadt.example', ['clerk'])
    const browser = openBrowser(app)
    await browser.signIn(clerk)
    const former = new Map(browser.cookies())
    await browser.signIn('andere@teststadt.example')
    expect((await browser.get<Me>('/api/staff/me')).body.email).toBe('andere@teststadt.example')
    const old = openBrowser(app)
    for (const [name, value] of former) old.cookies().set(name, value)
    expect((await old.get('/api/staff/me')).status).toBe(401)
    const left = await app.deps.db.selectFrom('staff_session').select('staff_id').execute()
    expect(left.map(({ staff_id }) => staff_id)).not.toContain(id)
  })

  it('ends with sign-out, and a forged or foreign cookie is worth nothing', async () => {
    await addStaff(app, clerk, ['clerk'])
    const browser = openBrowser(app)
    await browser.signIn(clerk)
    const [[name, value] = ['', '']] = browser.cookies()
    const { token } = await app.deps.db
      .selectFrom('staff_session')
      .select('token')
      .executeTakeFirstOrThrow()
    for (const forged of [token, `${token}.`, `${token}.${'A'.repeat(43)}%3D`, `${value}x`]) {
      const thief = openBrowser(app)
      thief.cookies().set(name, forged)
      expect((await thief.get('/api/staff/me')).status).toBe(401)
    }
    expect((await browser.post('/api/auth/sign-out')).status).toBe(200)
    expect(browser.cookies().size).toBe(0)
    browser.cookies().set(name, value)
    expect((await browser.get('/api/staff/me')).status).toBe(401)
  })

  it('changes with the roles at once', async () => {
    const { id } = await addStaff(app, clerk, ['clerk'])
    const admin = await addStaff(app, 'verwaltung@teststadt.example', ['admin'])
    const municipality = (await app.deps.municipalities.find(app.deps.db, 'teststadt'))!
    const browser = openBrowser(app)
    await browser.signIn(clerk)
    await changeRoles(app.deps, municipality, admin, id, { roles: ['editor'] })
    expect((await browser.get(appointments)).error?.code).toBe('forbidden')
  })

  it('keeps neither addresses nor long names of browsers', async () => {
    await addStaff(app, clerk, ['clerk'])
    const headers = { 'user-agent': 'x'.repeat(5000), 'x-forwarded-for': '192.0.2.77' }
    await openBrowser(app, headers).signIn(clerk)
    const row = await app.deps.db.selectFrom('staff_session').selectAll().executeTakeFirstOrThrow()
    expect(row.ip_address || null).toBeNull()
    expect(row.user_agent).toHaveLength(300)
  })

  it('sets cookies that no script reads and no other site sends', async () => {
    await addStaff(app, clerk, ['clerk'])
    const cookiesAt = async (publicUrl: string) => {
      const config = { ...app.deps.config, publicUrl }
      const { auth } = composeDeps(config, app.clock)
      const secure = createApp({ ...app.deps, auth, config })
      const { headers } = await secure.request('/api/auth/sign-in', {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify({ email: clerk, password: staffPassword }),
      })
      return headers.getSetCookie()
    }
    const overHttps = await cookiesAt('https://rathaus.example')
    expect(overHttps.length).toBeGreaterThan(0)
    for (const cookie of overHttps) {
      expect(cookie).toMatch(/^__Host-rathauslotse\.\w+=/)
      expect(cookie).toMatch(/; Path=\/(;|$)/)
      for (const word of ['HttpOnly', 'Secure', 'SameSite=Lax']) expect(cookie).toContain(word)
      expect(cookie).not.toMatch(/Domain=|Max-Age=|Expires=/)
    }
    for (const cookie of await cookiesAt('http://localhost:3000')) {
      expect(cookie).toMatch(/^rathauslotse\.\w+=.*HttpOnly; SameSite=Lax$/)
    }
  })

  it('cannot be begun from another site, and better-auth itself is out of reach', async () => {
    await addStaff(app, clerk, ['clerk'])
    const foreign = openBrowser(app, { 'sec-fetch-site': 'cross-site' })
    expect((await foreign.signIn(clerk)).error?.code).toBe('foreign-origin')
    const body = { email: 'neu@teststadt.example', password: staffPassword, name: 'Neu' }
    for (const path of ['sign-up/email', 'sign-in/email', 'update-user', 'delete-user']) {
      expect((await app.post(`/api/auth/${path}`, body)).error?.code).toBe('not-found')
    }
    for (const path of ['get-session', 'list-sessions', 'ok', 'error']) {
      expect((await app.get(`/api/auth/${path}`)).error?.code).toBe('not-found')
    }
  })
})

describeOnBothEngines('the accounts of the demo', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
  })
  afterEach(() => app.close())

  it('let everybody in once, with a code for the admin, and are added once', async () => {
    await seedDemoStaff(app.deps)
    await seedDemoStaff(app.deps)
    const { body } = await app.get<SignInOptions>('/api/auth/options')
    expect(body.demo?.accounts.map(({ roles }) => roles[0]).sort()).toEqual(
      ['admin', 'agent', 'caseworker', 'clerk', 'editor'].sort(),
    )
    for (const { email, code, roles } of body.demo!.accounts) {
      const browser = openBrowser(app)
      const { state } = (await browser.signIn(email, demoPassword)).body
      expect(state).toBe(code ? 'second-factor' : 'signed-in')
      if (code) await browser.post<SignedIn>('/api/auth/second-factor', { code })
      const me = await browser.get<Me>('/api/staff/me')
      expect(me.body.tenants).toMatchObject([{ slug: 'teststadt', roles }])
    }
  })

  it('exist in the demo only', async () => {
    app.deps.config.mode = 'production'
    const { body } = await app.get<SignInOptions>('/api/auth/options')
    expect(body.demo).toBeNull()
  })
})
