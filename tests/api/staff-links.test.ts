import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepHouse } from '#server/housekeeping.ts'
import type { Person } from '#shared/contracts/people.ts'
import type { LinkView } from '#shared/contracts/sign-in.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { addStaff, openBrowser, staffPassword } from '../support/browser-session.ts'
import { signIn, staffMember } from '../support/staff.ts'

const clerk = 'schalter@teststadt.example'
const password = 'fünf kleine Wörter im Wind'

describeOnBothEngines('a mailed link', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
  })
  afterEach(() => app.close())

  const forgot = (email: string) => app.post('/api/auth/forgot', { email, lang: 'de' })
  const view = (token: string) => app.post<LinkView>('/api/auth/link/view', { token })
  const setPassword = (token: string, next = password) =>
    app.post('/api/auth/link/password', { token, password: next })
  const newestToken = async () => {
    const mail = (await app.staffMails()).at(-1)!
    return mail.link.split('#')[1]!
  }
  const invite = async (email: string) => {
    const identify = app.deps.identifyStaff
    signIn(app, staffMember('admin'))
    const body = { name: 'Neue Kollegin', email, roles: ['clerk'], lang: 'en' }
    const answer = await app.post<Person>('/api/teststadt/staff/people', body)
    app.deps.identifyStaff = identify
    return answer
  }

  it('activates an account by a button, not by being opened', async () => {
    expect((await invite(clerk)).body).toMatchObject({ state: 'invited' })
    const mail = (await app.staffMails())[0]!
    expect(mail).toMatchObject({ kind: 'staff-activation', to: clerk, lang: 'en' })
    expect(mail.link).toMatch(/\/staff\/aktivieren#[\w-]{43}$/)
    expect((await openBrowser(app).signIn(clerk, '')).status).toBe(422)

    const token = await newestToken()
    for (const method of ['GET', 'HEAD']) {
      expect((await app.fetch('/staff/aktivieren', { method })).status).toBe(200)
    }
    expect((await view(token)).body).toEqual({ purpose: 'activation', email: clerk })
    expect((await view(token)).status).toBe(200)
    const short = await setPassword(token, 'kurz')
    expect(short.error?.fields).toEqual({ password: 'too-short' })
    expect((await setPassword(token)).status).toBe(200)
    expect((await openBrowser(app).signIn(clerk, password)).status).toBe(200)
    expect((await setPassword(token)).error?.code).toBe('link-invalid')
    expect((await view(token)).error?.code).toBe('link-invalid')
  })

  it('is good for one of two who use it at once', async () => {
    await invite(clerk)
    const token = await newestToken()
    const both = await Promise.all([setPassword(token), setPassword(token, `${password}!`)])
    expect(both.map(({ status }) => status).sort()).toEqual([200, 404])
  })

  it('sets a new password, ends all sessions and leaves the second factor', async () => {
    await addStaff(app, clerk, ['clerk'])
    const browser = openBrowser(app)
    await browser.signIn(clerk)
    expect((await forgot(clerk)).status).toBe(200)
    const [mail] = await app.staffMails()
    expect(mail).toMatchObject({ kind: 'staff-reset', to: clerk })
    await setPassword(await newestToken())
    expect((await browser.get('/api/staff/me')).status).toBe(401)
    expect((await openBrowser(app).signIn(clerk, staffPassword)).status).toBe(401)
    expect((await openBrowser(app).signIn(clerk, password)).status).toBe(200)
  })

  it('is asked for with the same answer, in the same time, for every address', async () => {
    await addStaff(app, clerk, ['clerk'])
    const timed = async (email: string) => {
      const begin = performance.now()
      const { status, body } = await forgot(email)
      return { status, body, took: performance.now() - begin }
    }
    const known: Awaited<ReturnType<typeof timed>>[] = []
    const unknown: typeof known = []
    for (let round = 0; round < 3; round++) {
      known.push(await timed(clerk))
      unknown.push(await timed('niemand@teststadt.example'))
      app.clock.advanceMinutes(2)
    }
    expect(
      new Set([...known, ...unknown].map(({ status, body }) => JSON.stringify([status, body])))
        .size,
    ).toBe(1)
    // The quickest of each: what a busy machine adds says nothing.
    const quickest = (answers: typeof known) => Math.min(...answers.map(({ took }) => took))
    expect(Math.abs(quickest(unknown) - quickest(known))).toBeLessThan(150)
    expect(await app.staffMails()).toHaveLength(3)
  })

  it('is not mailed over and over, nor to somebody who may not sign in', async () => {
    const { id } = await addStaff(app, clerk, ['clerk'])
    await forgot(clerk)
    await forgot(clerk)
    expect(await app.staffMails()).toHaveLength(1)
    app.clock.advanceMinutes(2)
    await forgot(clerk)
    expect(await app.staffMails()).toHaveLength(2)
    const disabled_at = app.clock.now()
    await app.deps.db.updateTable('staff').set({ disabled_at }).where('id', '=', id).execute()
    app.clock.advanceMinutes(2)
    await forgot(clerk)
    expect(await app.staffMails()).toHaveLength(2)
    expect((await view(await newestToken())).error?.code).toBe('link-invalid')
  })

  it('makes the one before it worthless, and ends by itself', async () => {
    await addStaff(app, clerk, ['clerk'])
    await forgot(clerk)
    const first = await newestToken()
    app.clock.advanceMinutes(2)
    await forgot(clerk)
    expect((await view(first)).error?.code).toBe('link-invalid')
    const second = await newestToken()
    app.clock.advanceMinutes(61)
    expect((await view(second)).error?.code).toBe('link-expired')
    expect((await setPassword(second)).error?.code).toBe('link-expired')
    app.clock.advanceMinutes(40 * 24 * 60)
    await keepHouse(app.deps)
    expect((await view(second)).error?.code).toBe('link-invalid')
  })

  it('stands nowhere in the database', async () => {
    await invite(clerk)
    const token = await newestToken()
    const tables = await app.deps.db.introspection.getTables()
    for (const { name } of tables) {
      const rows = await app.deps.db
        .selectFrom(name as 'staff')
        .selectAll()
        .execute()
      expect(JSON.stringify(rows)).not.toContain(token)
    }
  })
})
