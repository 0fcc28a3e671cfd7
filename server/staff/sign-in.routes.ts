import { type Context, Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { Env } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { validated } from '#server/http/validated.ts'
import {
  Me,
  SecondFactor,
  SignIn,
  SignInOptions,
  SignedIn,
  SignedOut,
} from '#shared/contracts/sign-in.ts'
import { describeDemoAccounts } from './demo-accounts.ts'
import { describeMe, signIn, signOut, verifySecondFactor } from './sign-in.ts'

const tag = 'sign-in'
const inputErrors = ['bad-request', 'invalid-input'] as const

/** `/api/auth/…`: the only way to the sign-in of the staff. */
export function signInRoutes(deps: Deps) {
  return new Hono<Env>()
    .get(
      '/options',
      describe({ summary: 'What the page of sign-in offers', tag, answer: SignInOptions }),
      async (c) =>
        c.json({ demo: deps.config.mode === 'demo' ? await describeDemoAccounts(deps) : null }),
    )
    .post(
      '/sign-in',
      describe({
        summary: 'Begin a session with e-mail address and password',
        tag,
        answer: SignedIn,
        errors: [...inputErrors, 'sign-in-failed', 'too-many-requests'],
      }),
      validated('json', SignIn),
      async (c) => {
        const answer = await signIn(deps, c.req.raw.headers, c.req.valid('json'))
        setCookies(c, answer.headers)
        return c.json(answer.response)
      },
    )
    .post(
      '/second-factor',
      describe({
        summary: 'End a sign-in with a code',
        tag,
        answer: SignedIn,
        errors: [...inputErrors, 'code-wrong', 'too-many-requests'],
      }),
      validated('json', SecondFactor),
      async (c) => {
        const answer = await verifySecondFactor(deps, c.req.raw.headers, c.req.valid('json'))
        setCookies(c, answer.headers)
        return c.json(answer.response)
      },
    )
    .post(
      '/sign-out',
      describe({ summary: 'End the session', tag, answer: SignedOut }),
      async (c) => {
        setCookies(c, await signOut(deps, c.req.raw.headers))
        return c.json({ state: 'signed-out' as const })
      },
    )
}

/** `/api/staff/…`: what concerns the person and no single municipality. */
export function personRoutes(deps: Deps) {
  return new Hono<Env>().get(
    '/me',
    describe({
      summary: 'Who is signed in, with their roles at each municipality',
      tag,
      answer: Me,
      errors: ['sign-in-required'],
    }),
    async (c) => c.json(await describeMe(deps, c.req.raw.headers)),
  )
}

function setCookies(c: Context, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
}
