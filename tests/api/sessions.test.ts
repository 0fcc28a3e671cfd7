import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepHouse } from '#server/housekeeping.ts'
import { setDisabled } from '#server/staff/people.ts'
import { idleMinutes, longestMinutes } from '#server/staff/session.ts'
import type { Account } from '#shared/contracts/account.ts'
import type { Me } from '#shared/contracts/sign-in.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { addStaff, openBrowser, staffPassword } from '../support/browser-session.ts'
import { readEvents } from '../support/streams.ts'
import { book } from '../support/wishes.ts'

const clerk = 'schalter@teststadt.example'
const appointments = '/api/teststadt/staff/appointments'
const newPassword = 'noch vier andere Wörter'

describeOnBothEngines('a session', (engine) => {
  let app: TestApp
  let staffId: string
  beforeEach(async () => {
    app = await openTestApp(engine)
    staffId = (await addStaff(app, clerk, ['clerk'])).id
  })
  afterEach(() => app.close())

  const signedIn = async (userAgent = 'Firefox') => {
    const browser = openBrowser(app, { 'user-agent': userAgent })
    expect((await browser.signIn(clerk)).status).toBe(200)
    return browser
  }
  const count = async () =>
    (await app.deps.db.selectFrom('staff_session').select('id').execute()).length

  it('ends when nobody has used it for an hour', async () => {
    const browser = await signedIn()
    for (let n = 0; n < 5; n++) {
      app.clock.advanceMinutes(idleMinutes - 1)
      expect((await browser.get(appointments)).status).toBe(200)
    }
    app.clock.advanceMinutes(idleMinutes + 1)
    expect((await browser.get(appointments)).error?.code).toBe('sign-in-required')
    expect(await count()).toBe(0)
  })

  it('is not kept alive by a screen that nobody sits at', async () => {
    const browser = await signedIn()
    const screen = readEvents(await browser.open('/api/teststadt/staff/live?office=rathaus'))
    await screen.next()
    for (const start of ['09:00', '09:15', '09:30', '09:45', '10:00', '10:15']) {
      app.clock.advanceMinutes(idleMinutes / 6)
      await book(app, { start })
      await screen.next()
      expect((await browser.get('/api/teststadt/staff/snapshot?office=rathaus')).status).toBe(200)
    }
    app.clock.advanceMinutes(1)
    await book(app, { start: '10:30' })
    await screen.ended()
    expect((await browser.get(appointments)).error?.code).toBe('sign-in-required')
  })

  it('is not kept alive by what is asked while it is locked', async () => {
    const browser = await signedIn()
    await browser.post('/api/auth/lock')
    for (let n = 0; n < 6; n++) {
      app.clock.advanceMinutes(idleMinutes / 6)
      expect((await browser.get(appointments)).status).toBe(423)
    }
    app.clock.advanceMinutes(1)
    expect((await browser.get(appointments)).error?.code).toBe('sign-in-required')
  })

  it('ends after a long working day, however busy', async () => {
    const browser = await signedIn()
    for (let minutes = 0; minutes < longestMinutes; minutes += 30) {
      expect((await browser.get(appointments)).status).toBe(200)
      app.clock.advanceMinutes(30)
    }
    app.clock.advanceMinutes(1)
    expect((await browser.get(appointments)).status).toBe(401)
  })

  it('is forgotten by housekeeping once it is over', async () => {
    await signedIn()
    app.clock.advanceMinutes(longestMinutes + 1)
    await keepHouse(app.deps)
    expect(await count()).toBe(0)
  })

  it('ends at once when its person is disabled, and none begins', async () => {
    const browser = await signedIn()
    const municipality = (await app.deps.municipalities.find(app.deps.db, 'teststadt'))!
    const admin = { id: 'x', roles: [{ tenantId: 'teststadt', role: 'admin' as const }] }
    await setDisabled(app.deps, municipality, admin, staffId, true)
    expect((await browser.get(appointments)).error?.code).toBe('sign-in-required')
    expect((await openBrowser(app).signIn(clerk)).error?.code).toBe('sign-in-failed')
    await setDisabled(app.deps, municipality, admin, staffId, false)
    expect((await openBrowser(app).signIn(clerk)).status).toBe(200)
    expect((await browser.get(appointments)).status).toBe(401)
  })

  it('stands in a list, and can be ended from another one', async () => {
    const here = await signedIn('Firefox')
    app.clock.advanceMinutes(5)
    const there = await signedIn('Safari')
    await signedIn('Edge')
    const { sessions } = (await here.get<Account>('/api/staff/account')).body
    expect(sessions.map(({ userAgent, isThis }) => `${userAgent} ${isThis}`).sort()).toEqual([
      'Edge false',
      'Firefox true',
      'Safari false',
    ])
    const safari = sessions.find(({ userAgent }) => userAgent === 'Safari')!
    expect((await here.post(`/api/staff/sessions/${safari.id}/end`)).status).toBe(200)
    expect((await there.get('/api/staff/me')).status).toBe(401)
    expect((await here.post('/api/staff/sessions/end-others')).status).toBe(200)
    expect(await count()).toBe(1)
    expect((await here.get('/api/staff/me')).status).toBe(200)
  })

  it('of somebody else cannot be ended, and is not told from one that is not there', async () => {
    await addStaff(app, 'andere@teststadt.example', ['clerk'])
    const mine = await signedIn()
    const { id } = await app.deps.db
      .selectFrom('staff_session')
      .select('id')
      .executeTakeFirstOrThrow()
    const other = openBrowser(app)
    await other.signIn('andere@teststadt.example')
    const foreign = await other.post(`/api/staff/sessions/${id}/end`)
    const absent = await other.post(`/api/staff/sessions/${crypto.randomUUID()}/end`)
    expect([foreign.status, foreign.body]).toEqual([404, absent.body])
    await other.post('/api/staff/sessions/end-others')
    expect((await mine.get('/api/staff/me')).status).toBe(200)
  })

  it('outlives a new password here only', async () => {
    const here = await signedIn()
    const there = await signedIn()
    const change = (current: string, next: string) =>
      here.post('/api/staff/password', { current, next })
    expect((await change('falsch', newPassword)).error?.code).toBe('password-wrong')
    const fieldOf = async (next: string) => (await change(staffPassword, next)).error?.fields?.next
    expect(await fieldOf('kurz')).toBe('too-short')
    expect(await fieldOf('aaaaaaaaaaaaaaaa')).toBe('too-simple')
    expect(await fieldOf('Passwort-2026-neu')).toBe('too-simple')
    expect(await fieldOf('x'.repeat(201))).toBe('too-long')
    expect((await change(staffPassword, newPassword)).status).toBe(200)
    expect((await here.get('/api/staff/me')).status).toBe(200)
    expect((await there.get('/api/staff/me')).status).toBe(401)
    expect((await openBrowser(app).signIn(clerk)).status).toBe(401)
    expect((await openBrowser(app).signIn(clerk, newPassword)).status).toBe(200)
  })

  it('does nothing while it is locked, until its person unlocks it', async () => {
    const browser = await signedIn()
    const unlock = (password: string) => browser.post('/api/auth/unlock', { password })
    expect((await browser.post('/api/auth/lock')).status).toBe(200)
    for (const path of [appointments, '/api/staff/account']) {
      const { status, error } = await browser.get(path)
      expect([status, error?.code]).toEqual([423, 'session-locked'])
    }
    const refused = await browser.post('/api/staff/password', {
      current: staffPassword,
      next: newPassword,
    })
    expect(refused.error?.code).toBe('session-locked')
    expect((await browser.get<Me>('/api/staff/me')).body).toMatchObject({
      email: clerk,
      locked: true,
    })
    expect((await unlock('falsch')).error?.code).toBe('password-wrong')
    expect((await browser.get(appointments)).status).toBe(423)
    expect((await unlock(staffPassword)).status).toBe(200)
    expect((await browser.get(appointments)).status).toBe(200)
  })

  it('cannot be unlocked by guessing', async () => {
    const browser = await signedIn()
    await browser.post('/api/auth/lock')
    const codes = []
    for (let n = 0; n < 7; n++) {
      codes.push((await browser.post('/api/auth/unlock', { password: `${n}` })).error?.code)
    }
    expect(codes.slice(0, 5)).toEqual(Array<string>(5).fill('password-wrong'))
    expect(codes.slice(5)).toEqual(Array<string>(2).fill('too-many-requests'))
  })

  it('that is locked gives way to another person who signs in', async () => {
    await addStaff(app, 'andere@teststadt.example', ['clerk'])
    const browser = await signedIn()
    await browser.post('/api/auth/lock')
    expect((await browser.signIn('andere@teststadt.example')).status).toBe(200)
    expect((await browser.get<Me>('/api/staff/me')).body).toMatchObject({ locked: false })
    expect((await browser.get(appointments)).status).toBe(200)
    expect(await count()).toBe(1)
  })
})
