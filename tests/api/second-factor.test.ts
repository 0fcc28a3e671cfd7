import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Account, RecoveryCodes, TotpDraft } from '#shared/contracts/account.ts'
import type { Me } from '#shared/contracts/sign-in.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import {
  type BrowserSession,
  addStaff,
  codeOf,
  openBrowser,
  staffPassword,
} from '../support/browser-session.ts'

const clerk = 'schalter@teststadt.example'
const admin = 'verwaltung@teststadt.example'
const password = staffPassword

describeOnBothEngines('a second factor', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
  })
  afterEach(() => app.close())

  const me = async (browser: BrowserSession) => (await browser.get<Me>('/api/staff/me')).body
  const signedIn = async (email: string) => {
    const browser = openBrowser(app)
    expect((await browser.signIn(email)).body.state).toBe('signed-in')
    return browser
  }
  const enrol = async (browser: BrowserSession) => {
    const { body } = await browser.post<TotpDraft>('/api/staff/totp', { password })
    const code = await codeOf(app, body.uri)
    expect((await browser.post('/api/staff/totp/confirm', { code })).status).toBe(200)
    return body
  }
  const actions = async () =>
    (await app.deps.db.selectFrom('audit_event').select('action').orderBy('at').execute()).map(
      ({ action }) => action,
    )

  it('can be set up by everybody, and is asked for from then on', async () => {
    await addStaff(app, clerk, ['clerk'])
    const browser = await signedIn(clerk)
    const draft = await browser.post<TotpDraft>('/api/staff/totp', { password })
    expect(draft.body.uri).toMatch(/^otpauth:\/\/totp\/Rathauslotse/)
    expect(draft.body.secret).toMatch(/^(\w{4} )+\w{1,4}$/)
    expect(draft.body.recoveryCodes).toHaveLength(10)
    // Nothing is asked for before a code has shown that the app works.
    expect((await openBrowser(app).signIn(clerk)).body.state).toBe('signed-in')
    const wrong = await browser.post('/api/staff/totp/confirm', { code: '000000' })
    expect(wrong.error?.code).toBe('code-wrong')
    const code = await codeOf(app, draft.body.uri)
    await browser.post('/api/staff/totp/confirm', { code })
    expect((await me(browser)).secondFactor).toBe('used')
    expect((await browser.get<Account>('/api/staff/account')).body.recoveryCodesLeft).toBe(10)

    const next = openBrowser(app)
    expect((await next.signIn(clerk)).body.state).toBe('second-factor')
    expect((await next.get('/api/staff/me')).status).toBe(401)
    expect((await next.post('/api/auth/second-factor', { code: '000000' })).error?.code).toBe(
      'code-wrong',
    )
    const spaced = `${code.slice(0, 3)} ${code.slice(3)}`
    expect((await next.post('/api/auth/second-factor', { code: spaced })).status).toBe(200)
    expect((await me(next)).secondFactor).toBe('used')
  })

  it('is never set up, changed or removed without the password', async () => {
    await addStaff(app, clerk, ['clerk'])
    const browser = await signedIn(clerk)
    const wrong = { password: 'falsch' }
    expect((await browser.post('/api/staff/totp', wrong)).error?.code).toBe('password-wrong')
    await enrol(browser)
    expect((await browser.post('/api/staff/totp', { password })).error?.code).toBe('state-conflict')
    for (const path of ['totp/remove', 'recovery-codes', 'passkeys/options']) {
      expect((await browser.post(`/api/staff/${path}`, wrong)).error?.code).toBe('password-wrong')
      app.clock.advanceMinutes(20)
    }
    const none = await browser.post('/api/staff/passkeys/options', {})
    expect(none.error?.code).toBe('password-wrong')
  })

  it('has recovery codes, each good for once', async () => {
    await addStaff(app, clerk, ['clerk'])
    const { recoveryCodes } = await enrol(await signedIn(clerk))
    const by = async (code: string) => {
      const browser = openBrowser(app)
      await browser.signIn(clerk)
      const { status } = await browser.post('/api/auth/second-factor', { code })
      return { status, browser }
    }
    const first = await by(recoveryCodes[0]!)
    expect(first.status).toBe(200)
    expect((await me(first.browser)).secondFactor).toBe('used')
    expect((await by(recoveryCodes[0]!)).status).toBe(401)
    const account = await first.browser.get<Account>('/api/staff/account')
    expect(account.body.recoveryCodesLeft).toBe(9)

    const renewed = await first.browser.post<RecoveryCodes>('/api/staff/recovery-codes', {
      password,
    })
    expect((await by(recoveryCodes[1]!)).status).toBe(401)
    expect((await by(renewed.body.recoveryCodes[1]!)).status).toBe(200)
  })

  it('cannot be guessed: five wrong codes and the password is asked for again', async () => {
    await addStaff(app, clerk, ['clerk'])
    const { uri } = await enrol(await signedIn(clerk))
    const browser = openBrowser(app)
    await browser.signIn(clerk)
    for (let n = 0; n < 6; n++) {
      await browser.post('/api/auth/second-factor', { code: '000000' })
      app.clock.advanceMinutes(15)
    }
    const code = await codeOf(app, uri)
    expect((await browser.post('/api/auth/second-factor', { code })).status).toBe(401)
    await browser.signIn(clerk)
    expect((await browser.post('/api/auth/second-factor', { code })).status).toBe(200)
  })

  it('is required of admins: without one they can only set one up', async () => {
    await addStaff(app, admin, ['admin'], ['clerk'])
    const browser = await signedIn(admin)
    expect(await me(browser)).toMatchObject({ secondFactor: 'missing', tenants: [] })
    for (const path of ['people', 'appointments', 'audit']) {
      const answer = await browser.get(`/api/teststadt/staff/${path}`)
      expect([path, answer.error?.code]).toEqual([path, 'forbidden'])
    }
    await enrol(browser)
    expect(await me(browser)).toMatchObject({
      secondFactor: 'used',
      tenants: [{ roles: ['admin', 'clerk'] }],
    })
    expect((await browser.get('/api/teststadt/staff/people')).status).toBe(200)

    await browser.post('/api/staff/totp/remove', { password })
    expect((await me(browser)).secondFactor).toBe('missing')
    expect((await browser.get('/api/teststadt/staff/people')).status).toBe(403)
  })

  it('that an admin has must be shown: a stolen password cannot add another', async () => {
    const { id } = await addStaff(app, admin, ['admin'])
    await app.deps.db
      .insertInto('staff_passkey')
      .values({
        id: 'passkey',
        staff_id: id,
        public_key: 'x',
        credential_id: 'x',
        counter: 0,
        device_type: 'singleDevice',
        backed_up: 0,
      })
      .execute()
    const thief = await signedIn(admin)
    expect(await me(thief)).toMatchObject({ secondFactor: 'asked', tenants: [] })
    for (const path of ['totp', 'passkeys/options', 'passkeys/passkey/remove']) {
      expect((await thief.post(`/api/staff/${path}`, { password })).error?.code).toBe('forbidden')
    }
  })

  it('belongs to its person: nobody removes the passkey of somebody else', async () => {
    const { id } = await addStaff(app, clerk, ['clerk'])
    await addStaff(app, 'andere@teststadt.example', ['clerk'])
    const passkey = { public_key: 'x', counter: 0, device_type: 'singleDevice', backed_up: 0 }
    await app.deps.db
      .insertInto('staff_passkey')
      .values({ ...passkey, id: 'ihrer', staff_id: id, credential_id: 'x', name: 'Handy' })
      .execute()
    const other = await signedIn('andere@teststadt.example')
    const foreign = await other.post('/api/staff/passkeys/ihrer/remove', { password })
    const absent = await other.post('/api/staff/passkeys/keiner/remove', { password })
    expect([foreign.status, foreign.body]).toEqual([404, absent.body])
    const owner = await signedIn(clerk)
    const { body } = await owner.get<Account>('/api/staff/account')
    expect(body.passkeys).toMatchObject([{ id: 'ihrer', name: 'Handy' }])
    expect((await owner.post('/api/staff/passkeys/ihrer/remove', { password })).status).toBe(200)
  })

  it('refuses what no passkey has signed', async () => {
    await addStaff(app, clerk, ['clerk'])
    const response = {
      id: 'AAAA',
      rawId: 'AAAA',
      type: 'public-key',
      response: { clientDataJSON: 'e30', authenticatorData: 'AAAA', signature: 'AAAA' },
    }
    const stranger = openBrowser(app)
    const { body } = await stranger.post<Record<string, unknown>>('/api/auth/passkey/options')
    expect(body).toMatchObject({ userVerification: 'required' })
    expect(body.allowCredentials ?? []).toEqual([])
    const forged = await stranger.post('/api/auth/passkey/sign-in', { response })
    expect(forged.error?.code).toBe('passkey-failed')
    const browser = await signedIn(clerk)
    await browser.post('/api/staff/passkeys/options', { password })
    const attestation = {
      ...response,
      response: { clientDataJSON: 'e30', attestationObject: 'AAAA' },
    }
    const added = await browser.post('/api/staff/passkeys', {
      name: 'Handy',
      response: attestation,
    })
    expect(added.error?.code).toBe('passkey-failed')
  })

  it('is kept in the records, its secrets are not', async () => {
    await addStaff(app, clerk, ['clerk'])
    const browser = await signedIn(clerk)
    const { uri, recoveryCodes } = await enrol(browser)
    await browser.post('/api/staff/recovery-codes', { password })
    await browser.post('/api/staff/totp/remove', { password })
    expect(await actions()).toEqual(
      expect.arrayContaining([
        'staff-signed-in',
        'staff-totp-added',
        'staff-recovery-codes-made',
        'staff-totp-removed',
      ]),
    )
    await enrol(browser)
    const stored = JSON.stringify(await app.deps.db.selectFrom('staff_totp').selectAll().execute())
    expect(stored).not.toContain(new URL(uri).searchParams.get('secret'))
    for (const code of recoveryCodes) expect(stored).not.toContain(code)
  })
})
