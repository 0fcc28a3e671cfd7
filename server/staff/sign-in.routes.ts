import { type Context, Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { Env } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { validated } from '#server/http/validated.ts'
import {
  CodeOnly,
  Done,
  ForgotPassword,
  LinkOnly,
  LinkView,
  PasskeyOptions,
  PasswordOnly,
  SetPassword,
  SignIn,
  SignInByPasskey,
  SignInOptions,
  SignedIn,
  done,
} from '#shared/contracts/sign-in.ts'
import { describeDemoAccounts } from './demo-accounts.ts'
import { describeLink, forgotPassword, setPasswordByLink } from './links.ts'
import { lock, unlock } from './lock.ts'
import {
  type Caller,
  offerPasskey,
  signIn,
  signInByPasskey,
  signOut,
  verifySecondFactor,
} from './sign-in.ts'

const tag = 'sign-in'
const inputErrors = ['bad-request', 'invalid-input'] as const
const linkErrors = [...inputErrors, 'link-invalid', 'link-expired'] as const

/** `/api/auth/…`: the only way to the sign-in of the staff. */
export function signInRoutes(deps: Deps): Hono<Env> {
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
      async (c) => withCookies(c, await signIn(deps, callerOf(c), c.req.valid('json'))),
    )
    .post(
      '/second-factor',
      describe({
        summary: 'End a sign-in with a code',
        tag,
        answer: SignedIn,
        errors: [...inputErrors, 'code-wrong', 'too-many-requests'],
      }),
      validated('json', CodeOnly),
      async (c) => withCookies(c, await verifySecondFactor(deps, callerOf(c), c.req.valid('json'))),
    )
    .post(
      '/passkey/options',
      describe({ summary: 'A challenge for a passkey', tag, answer: PasskeyOptions }),
      async (c) => withCookies(c, await offerPasskey(deps, c.req.raw.headers)),
    )
    .post(
      '/passkey/sign-in',
      describe({
        summary: 'Begin a session with a passkey',
        tag,
        answer: SignedIn,
        errors: [...inputErrors, 'passkey-failed'],
      }),
      validated('json', SignInByPasskey),
      async (c) => {
        const { response } = c.req.valid('json')
        return withCookies(c, await signInByPasskey(deps, c.req.raw.headers, response))
      },
    )
    .post('/sign-out', describe({ summary: 'End the session', tag, answer: Done }), async (c) =>
      withCookies(c, { headers: await signOut(deps, c.req.raw.headers), response: done }),
    )
    .post(
      '/lock',
      describe({
        summary: 'Lock the session until its person unlocks it',
        tag,
        answer: Done,
        errors: ['sign-in-required', 'session-locked'],
      }),
      async (c) => {
        await lock(deps, c.req.raw.headers)
        return c.json(done)
      },
    )
    .post(
      '/unlock',
      describe({
        summary: 'Unlock the session with the password of its person',
        tag,
        answer: Done,
        errors: [...inputErrors, 'sign-in-required', 'password-wrong', 'too-many-requests'],
      }),
      validated('json', PasswordOnly),
      async (c) => {
        await unlock(deps, callerOf(c), c.req.valid('json'))
        return c.json(done)
      },
    )
    .post(
      '/forgot',
      describe({
        summary: 'Mail a link for a new password, if the address is known; never says whether',
        tag,
        answer: Done,
        errors: [...inputErrors],
      }),
      validated('json', ForgotPassword),
      async (c) => {
        await forgotPassword(deps, c.req.valid('json'))
        return c.json(done)
      },
    )
    .post(
      '/link/view',
      describe({
        summary: 'What a mailed link is for, without using it',
        tag,
        answer: LinkView,
        errors: [...linkErrors],
      }),
      validated('json', LinkOnly),
      async (c) => c.json(await describeLink(deps, c.req.valid('json').token)),
    )
    .post(
      '/link/password',
      describe({
        summary: 'Set a password by a mailed link, once',
        tag,
        answer: Done,
        errors: [...linkErrors],
      }),
      validated('json', SetPassword),
      async (c) => {
        await setPasswordByLink(deps, c.req.valid('json'))
        return c.json(done)
      },
    )
}

/** A request as the use cases of sign-in take it. */
export function callerOf(c: Context<Env>): Caller {
  return { headers: c.req.raw.headers, callerKey: c.var.callerKey }
}

/** An answer with the cookies that better-auth has set. */
export function withCookies(
  c: Context,
  { headers, response }: { headers: Headers; response: object },
): Response {
  for (const cookie of headers.getSetCookie()) c.header('Set-Cookie', cookie, { append: true })
  return c.json(response)
}
