import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Me, SignInOptions, SignedIn } from '#shared/contracts/sign-in.ts'
import { demoPassword, seedDemoStaff } from '#server/staff/demo-accounts.ts'
import { type Answer, type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'

const clerk = 'schalter@teststadt.example'
const admin = 'verwaltung@teststadt.example'

describeOnBothEngines('sign-in', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
    await seedDemoStaff(app.deps)
  })
  afterEach(() => app.close())

  const signIn = (email: string, password = demoPassword) =>
    app.post<SignedIn>('/api/auth/sign-in', { email, password })
  const me = async (cookie: string) => {
    const response = await app.fetch('/api/staff/me', { headers: { cookie } })
    return { status: response.status, body: (await response.json()) as Me }
  }
  const codeOf = async (email: string) => {
    const { body } = await app.get<SignInOptions>('/api/auth/options')
    return body.demo!.accounts.find((account) => account.email === email)!.code!
  }

  it('lets somebody in who knows the password, and tells who they are', async () => {
    const answer = await signIn(clerk)
    expect([answer.status, answer.body]).toEqual([200, { state: 'signed-in' }])
    expect((await me(cookieOf(answer))).body).toMatchObject({
      name: 'Schalter Teststadt',
      email: clerk,
      tenants: [{ slug: 'teststadt', name: 'Teststadt', roles: ['clerk'] }],
      secondFactor: 'none',
    })
  })

  it('asks admins for a code, and counts for nothing before', async () => {
    const first = await signIn(admin)
    expect(first.body).toEqual({ state: 'second-factor' })
    expect((await me(cookieOf(first))).status).toBe(401)
    const wrong = await app.post('/api/auth/second-factor', { code: '000000' }, headers(first))
    expect(wrong.error?.code).toBe('code-wrong')
    const code = await codeOf(admin)
    const second = await app.post('/api/auth/second-factor', { code }, headers(first))
    expect([second.status, second.body]).toEqual([200, { state: 'signed-in' }])
    expect((await me(cookieOf(second))).body).toMatchObject({
      tenants: [{ roles: ['admin'] }],
      secondFactor: 'used',
    })
  })

  it('refuses a wrong password and an unknown address alike', async () => {
    const wrong = await signIn(clerk, 'falsch')
    const unknown = await signIn('niemand@teststadt.example')
    expect(wrong.error?.code).toBe('sign-in-failed')
    expect([unknown.status, unknown.body]).toEqual([wrong.status, wrong.body])
    expect(wrong.headers.getSetCookie()).toEqual([])
  })

  it('ends with sign-out', async () => {
    const cookie = cookieOf(await signIn(clerk))
    expect((await app.post('/api/auth/sign-out', {}, { cookie })).status).toBe(200)
    expect((await me(cookie)).status).toBe(401)
  })
})

function cookieOf(answer: Answer<unknown>): string {
  const cookies = answer.headers.getSetCookie().filter((cookie) => !/Max-Age=0/i.test(cookie))
  return cookies.map((cookie) => cookie.split(';')[0]).join('; ')
}

function headers(answer: Answer<unknown>): Record<string, string> {
  return { cookie: cookieOf(answer) }
}
