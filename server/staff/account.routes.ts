import { Hono } from 'hono'
import * as v from 'valibot'
import type { Deps } from '#server/deps.ts'
import type { Env } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { validated } from '#server/http/validated.ts'
import { Account, ChangePassword, RecoveryCodes, TotpDraft } from '#shared/contracts/account.ts'
import {
  AddPasskey,
  CodeOnly,
  Done,
  Me,
  PasskeyOptions,
  PasswordOnly,
  done,
} from '#shared/contracts/sign-in.ts'
import { changePassword, describeAccount, endOtherSessions, endSession } from './account.ts'
import {
  addPasskey,
  confirmTotp,
  draftPasskey,
  draftTotp,
  removePasskey,
  removeTotp,
  renewRecoveryCodes,
} from './second-factors.ts'
import { describeMe } from './sign-in.ts'
import { callerOf, withCookies } from './sign-in.routes.ts'

const tag = 'account'
const sessionErrors = ['sign-in-required', 'session-locked'] as const
const inputErrors = [...sessionErrors, 'bad-request', 'invalid-input'] as const
const passwordErrors = [...inputErrors, 'forbidden', 'password-wrong', 'too-many-requests'] as const

/** `/api/staff/…`: what concerns a person and no single municipality. */
export function accountRoutes(deps: Deps): Hono<Env> {
  return new Hono<Env>()
    .get(
      '/me',
      describe({
        summary: 'Who is signed in, with their roles at each municipality',
        tag,
        answer: Me,
        errors: ['sign-in-required'],
      }),
      async (c) => c.json(await describeMe(deps, c.req.raw.headers)),
    )
    .get(
      '/account',
      describe({
        summary: 'How the person signs in, and where they are signed in',
        tag,
        answer: Account,
        errors: [...sessionErrors],
      }),
      async (c) => c.json(await describeAccount(deps, c.req.raw.headers)),
    )
    .post(
      '/password',
      describe({
        summary: 'Change the password; all other sessions end',
        tag,
        answer: Done,
        errors: [...passwordErrors],
      }),
      validated('json', ChangePassword),
      async (c) => {
        await changePassword(deps, callerOf(c), c.req.valid('json'))
        return c.json(done)
      },
    )
    .post(
      '/sessions/end-others',
      describe({
        summary: 'End all sessions of the person but this one',
        tag,
        answer: Done,
        errors: [...sessionErrors],
      }),
      async (c) => {
        await endOtherSessions(deps, c.req.raw.headers)
        return c.json(done)
      },
    )
    .post(
      '/sessions/:id/end',
      describe({
        summary: 'End one session of the person',
        tag,
        answer: Done,
        errors: [...sessionErrors, 'not-found'],
      }),
      async (c) => {
        await endSession(deps, c.req.raw.headers, c.req.param('id'))
        return c.json(done)
      },
    )
    .route('/', secondFactorRoutes(deps))
}

/** A password; nothing from those who sign in without one. */
const PasswordIfAny = v.partial(PasswordOnly)

function secondFactorRoutes(deps: Deps): Hono<Env> {
  return new Hono<Env>()
    .post(
      '/totp',
      describe({
        summary: 'Draw a secret for an authenticator app',
        tag,
        answer: TotpDraft,
        errors: [...passwordErrors, 'state-conflict'],
      }),
      validated('json', PasswordOnly),
      async (c) => c.json(await draftTotp(deps, callerOf(c), c.req.valid('json'))),
    )
    .post(
      '/totp/confirm',
      describe({
        summary: 'Show a code of the app: from now on sign-in asks for one',
        tag,
        answer: Done,
        errors: [...inputErrors, 'forbidden', 'code-wrong', 'state-conflict'],
      }),
      validated('json', CodeOnly),
      async (c) => {
        const headers = await confirmTotp(deps, c.req.raw.headers, c.req.valid('json'))
        return withCookies(c, { headers, response: done })
      },
    )
    .post(
      '/totp/remove',
      describe({
        summary: 'Sign in without an authenticator app',
        tag,
        answer: Done,
        errors: [...passwordErrors, 'state-conflict'],
      }),
      validated('json', PasswordOnly),
      async (c) => {
        const headers = await removeTotp(deps, callerOf(c), c.req.valid('json'))
        return withCookies(c, { headers, response: done })
      },
    )
    .post(
      '/recovery-codes',
      describe({
        summary: 'New recovery codes in place of the former',
        tag,
        answer: RecoveryCodes,
        errors: [...passwordErrors, 'state-conflict'],
      }),
      validated('json', PasswordOnly),
      async (c) => c.json(await renewRecoveryCodes(deps, callerOf(c), c.req.valid('json'))),
    )
    .post(
      '/passkeys/options',
      describe({
        summary: 'What the browser makes a passkey from',
        tag,
        answer: PasskeyOptions,
        errors: [...passwordErrors],
      }),
      validated('json', PasswordIfAny),
      async (c) => withCookies(c, await draftPasskey(deps, callerOf(c), c.req.valid('json'))),
    )
    .post(
      '/passkeys',
      describe({
        summary: 'Keep a passkey that the browser has made',
        tag,
        answer: Done,
        errors: [...inputErrors, 'forbidden', 'passkey-failed'],
      }),
      validated('json', AddPasskey),
      async (c) => {
        await addPasskey(deps, c.req.raw.headers, c.req.valid('json'))
        return c.json(done)
      },
    )
    .post(
      '/passkeys/:id/remove',
      describe({
        summary: 'Forget a passkey',
        tag,
        answer: Done,
        errors: [...passwordErrors, 'not-found'],
      }),
      validated('json', PasswordIfAny),
      async (c) => {
        await removePasskey(deps, callerOf(c), c.req.param('id'), c.req.valid('json'))
        return c.json(done)
      },
    )
}
