import { expect, it } from 'vitest'
import type { Account, TotpDraft } from '#shared/contracts/account.ts'
import type { PasskeyOptions } from '#shared/contracts/sign-in.ts'
import { type Answer, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { createAuthenticator } from '../support/authenticator.ts'
import { addStaff, codeOf, openBrowser, staffPassword } from '../support/browser-session.ts'

const email = 'schalter@teststadt.example'
const password = staffPassword
const next = 'ganz andere vier Wörter'

/** What changes nothing that anybody would ask for later. */
const unrecorded = [
  'POST /auth/lock',
  'POST /auth/unlock',
  'POST /auth/passkey/options',
  'POST /auth/forgot',
  'POST /auth/elsewhere',
  'POST /auth/link/view',
  'POST /staff/totp',
  'POST /staff/passkeys/options',
]

// What is done at a municipality is proven, route by route, in staff-rights.test.ts.
describeOnBothEngines('what people do to their own account', (engine) => {
  it('is kept in the records, whichever route they take', async () => {
    const app = await openTestApp(engine)
    const { id } = await addStaff(app, email, ['clerk'])
    const browser = openBrowser(app)
    const taken = new Set<string>()
    const count = async () =>
      (
        await app.deps.db
          .selectFrom('audit_event')
          .select('id')
          .where('actor', '=', `staff:${id}`)
          .where('tenant_id', '=', 'teststadt')
          .execute()
      ).length
    const take = async <T>(route: string, body: unknown = {}, param = ''): Promise<Answer<T>> => {
      const before = await count()
      app.clock.advanceMinutes(2)
      const answer = await browser.post<T>(`/api${route.replace('{id}', param)}`, body)
      expect([route, answer.status]).toEqual([route, 200])
      const isRecorded = !unrecorded.includes(`POST ${route}`)
      expect([route, await count()]).toEqual([route, before + (isRecorded ? 1 : 0)])
      taken.add(`POST ${route}`)
      return answer
    }
    const account = async () => (await browser.get<Account>('/api/staff/account')).body

    await take('/auth/sign-in', { email, password })
    await take('/auth/lock')
    await take('/auth/unlock', { password })
    await openBrowser(app).signIn(email)
    const other = (await account()).sessions.find(({ isThis }) => !isThis)!
    await take('/staff/sessions/{id}/end', {}, other.id)
    await take('/staff/sessions/end-others')

    const { body: draft } = await take<TotpDraft>('/staff/totp', { password })
    await take('/staff/totp/confirm', { code: await codeOf(app, draft.uri) })
    await take('/staff/recovery-codes', { password })
    await browser.post('/api/auth/sign-out')
    await browser.signIn(email)
    await take('/auth/second-factor', { code: await codeOf(app, draft.uri) })
    await take('/staff/totp/remove', { password })

    const passkey = createAuthenticator()
    const made = await take<PasskeyOptions>('/staff/passkeys/options', { password })
    await take('/staff/passkeys', { name: 'Handy', response: passkey.make(made.body) })
    const asked = await take<PasskeyOptions>('/auth/passkey/options')
    await take('/auth/passkey/sign-in', { response: passkey.sign(asked.body) })
    const [kept] = (await account()).passkeys
    await take('/staff/passkeys/{id}/remove', { password }, kept!.id)

    await take('/staff/password', { current: password, next })
    await take('/auth/sign-out')
    await take('/auth/forgot', { email, lang: 'de' })
    const token = (await app.staffMails()).at(-1)!.link.split('#')[1]
    await take('/auth/link/view', { token })
    await take('/auth/link/password', { token, password: next })

    const { body } = await app.get<{ paths: Record<string, object> }>('/api/openapi.json')
    const routes = Object.entries(body.paths)
      .filter(([path]) => /^\/(auth|staff)\//.test(path))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path}`),
      )
    const writes = routes
      .filter((route) => !route.startsWith('GET'))
      // Leads to another page, where somebody may sign in or not: it writes nothing here.
      .filter((route) => route !== 'POST /auth/elsewhere')
    expect([...taken].sort()).toEqual(writes.sort())
    await app.close()
  })
})
