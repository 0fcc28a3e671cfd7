import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Account } from '#shared/contracts/account.ts'
import type { Me, PasskeyOptions } from '#shared/contracts/sign-in.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { type Authenticator, createAuthenticator } from '../support/authenticator.ts'
import {
  type BrowserSession,
  addStaff,
  openBrowser,
  staffPassword,
} from '../support/browser-session.ts'

const clerk = 'schalter@teststadt.example'
const admin = 'verwaltung@teststadt.example'
const password = staffPassword

describeOnBothEngines('a passkey', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
  })
  afterEach(() => app.close())

  const signedIn = async (email: string) => {
    const browser = openBrowser(app)
    await browser.signIn(email)
    return browser
  }
  const add = async (browser: BrowserSession, passkey: Authenticator, name = 'Diensthandy') => {
    const options = await browser.post<PasskeyOptions>('/api/staff/passkeys/options', { password })
    const response = passkey.make(options.body)
    return browser.post('/api/staff/passkeys', { name, response })
  }
  const use = async (browser: BrowserSession, passkey: Authenticator) => {
    const { body } = await browser.post<PasskeyOptions>('/api/auth/passkey/options')
    return browser.post('/api/auth/passkey/sign-in', { response: passkey.sign(body) })
  }
  const me = async (browser: BrowserSession) => (await browser.get<Me>('/api/staff/me')).body

  it('lets its person in without password and code', async () => {
    await addStaff(app, clerk, ['clerk'])
    const passkey = createAuthenticator()
    const browser = await signedIn(clerk)
    expect((await add(browser, passkey)).status).toBe(200)
    const { body } = await browser.get<Account>('/api/staff/account')
    expect(body.passkeys).toMatchObject([{ name: 'Diensthandy' }])
    const next = openBrowser(app)
    expect((await use(next, passkey)).body).toEqual({ state: 'signed-in' })
    expect(await me(next)).toMatchObject({ email: clerk, secondFactor: 'used' })
    expect((await use(openBrowser(app), createAuthenticator())).error?.code).toBe('passkey-failed')
  })

  it('is the second factor that an admin needs, and sign-in without it does not do', async () => {
    await addStaff(app, admin, ['admin'])
    const passkey = createAuthenticator()
    const browser = await signedIn(admin)
    expect((await me(browser)).secondFactor).toBe('missing')
    await add(browser, passkey)
    expect(await me(browser)).toMatchObject({ secondFactor: 'used', tenants: [{}] })
    expect(await me(await signedIn(admin))).toMatchObject({ secondFactor: 'asked', tenants: [] })
    const next = openBrowser(app)
    await use(next, passkey)
    expect(await me(next)).toMatchObject({ secondFactor: 'used', tenants: [{}] })
  })

  it('must check who uses it', async () => {
    await addStaff(app, clerk, ['clerk'])
    const passkey = createAuthenticator()
    const browser = await signedIn(clerk)
    passkey.checksPerson = false
    expect((await add(browser, passkey)).error?.code).toBe('passkey-failed')
    passkey.checksPerson = true
    expect((await add(browser, passkey)).status).toBe(200)
    passkey.checksPerson = false
    expect((await use(openBrowser(app), passkey)).error?.code).toBe('passkey-failed')
    passkey.checksPerson = true
    expect((await use(openBrowser(app), passkey)).status).toBe(200)
  })

  it('signs each challenge once', async () => {
    await addStaff(app, clerk, ['clerk'])
    const passkey = createAuthenticator()
    await add(await signedIn(clerk), passkey)
    const browser = openBrowser(app)
    const { body } = await browser.post<PasskeyOptions>('/api/auth/passkey/options')
    const cookies = new Map(browser.cookies())
    const response = passkey.sign(body)
    const send = (from: BrowserSession) => from.post('/api/auth/passkey/sign-in', { response })
    expect((await send(browser)).status).toBe(200)
    const replay = openBrowser(app)
    for (const [name, value] of cookies) replay.cookies().set(name, value)
    expect((await send(replay)).error?.code).toBe('passkey-failed')
  })

  it('is worth nothing to somebody who may not sign in, or once it was removed', async () => {
    const { id } = await addStaff(app, clerk, ['clerk'])
    const passkey = createAuthenticator()
    const browser = await signedIn(clerk)
    await add(browser, passkey)
    const setDisabled = (disabled_at: string | null) =>
      app.deps.db.updateTable('staff').set({ disabled_at }).where('id', '=', id).execute()
    await setDisabled(app.clock.now())
    expect((await use(openBrowser(app), passkey)).error?.code).toBe('passkey-failed')
    await setDisabled(null)
    const { body } = await browser.get<Account>('/api/staff/account')
    await browser.post(`/api/staff/passkeys/${body.passkeys[0]!.id}/remove`, { password })
    expect((await use(openBrowser(app), passkey)).error?.code).toBe('passkey-failed')
  })

  it('unlocks the screen by beginning a session in place of the locked one', async () => {
    await addStaff(app, clerk, ['clerk'])
    const passkey = createAuthenticator()
    const browser = await signedIn(clerk)
    await add(browser, passkey)
    await browser.post('/api/auth/lock')
    expect((await use(browser, passkey)).status).toBe(200)
    expect(await me(browser)).toMatchObject({ email: clerk, locked: false })
    const sessions = await app.deps.db.selectFrom('staff_session').select('id').execute()
    expect(sessions).toHaveLength(1)
  })
})
