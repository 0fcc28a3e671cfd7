import * as v from 'valibot'
import { Language } from './fields.ts'
import { Role } from './staff.ts'
import { TenantSummary } from './tenants.ts'

/** Longer than anybody types, short enough to hash in no time. */
const longestPassword = 200
/** NIST SP 800-63B asks for length, not for signs of several kinds. */
export const shortestPassword = 12

const Typed = v.pipe(
  v.string('required'),
  v.minLength(1, 'required'),
  v.maxLength(longestPassword, 'too-long'),
)

/** Not checked as an address: what nobody has is treated like what somebody has. */
const TypedEmail = v.pipe(Typed, v.trim(), v.toLowerCase())

/** A password that somebody chooses: long, and not one sign over and over. */
export const NewPassword = v.pipe(
  v.string('required'),
  v.minLength(1, 'required'),
  v.minLength(shortestPassword, 'too-short'),
  v.maxLength(longestPassword, 'too-long'),
  v.check((text) => new Set(text.toLowerCase()).size >= 5, 'too-simple'),
  v.check(
    (text) => !/passwor[dt]|kennwort|rathauslotse|12345678|qwertz|qwerty/i.test(text),
    'too-simple',
  ),
)

export const SignIn = v.strictObject({ email: TypedEmail, password: Typed })
export type SignIn = v.InferOutput<typeof SignIn>

/** `second-factor`: the password was right; a code is asked for next. */
export const SignedIn = v.object({ state: v.picklist(['signed-in', 'second-factor']) })
export type SignedIn = v.InferOutput<typeof SignedIn>

/** Six digits of an authenticator app, or one of the recovery codes. */
const Code = v.pipe(
  v.string('required'),
  v.trim(),
  v.minLength(1, 'required'),
  v.maxLength(40, 'too-long'),
)
export const CodeOnly = v.strictObject({ code: Code })
export type CodeOnly = v.InferOutput<typeof CodeOnly>

export const PasswordOnly = v.strictObject({ password: Typed })
export type PasswordOnly = v.InferOutput<typeof PasswordOnly>

/** For routes whose address says it all. */
export const Nothing = v.strictObject({})

/** It was done; there is nothing more to say. */
export const Done = v.object({ done: v.literal(true) })
export const done = { done: true } as const

/** What `navigator.credentials` takes: WebAuthn Level 3, sections 5.4 and 5.5, in its JSON form. */
export const PasskeyOptions = v.looseObject({ challenge: v.string() })
export type PasskeyOptions = v.InferOutput<typeof PasskeyOptions>

/** Base64url, as the browser says bytes in JSON. */
const Bytes = v.pipe(
  v.string('required'),
  v.minLength(1, 'required'),
  v.maxLength(20_000, 'too-long'),
  v.regex(/^[A-Za-z0-9_-]+$/, 'invalid'),
)
const credential = {
  id: Bytes,
  rawId: Bytes,
  type: v.literal('public-key', 'invalid'),
  clientExtensionResults: v.optional(v.record(v.string(), v.unknown()), {}),
}

/** What a passkey has signed: WebAuthn Level 3, `AuthenticationResponseJSON`. */
const Assertion = v.looseObject({
  ...credential,
  response: v.looseObject({
    clientDataJSON: Bytes,
    authenticatorData: Bytes,
    signature: Bytes,
  }),
})
export type Assertion = v.InferOutput<typeof Assertion>

/** A passkey that was made: WebAuthn Level 3, `RegistrationResponseJSON`. */
const Attestation = v.looseObject({
  ...credential,
  response: v.looseObject({ clientDataJSON: Bytes, attestationObject: Bytes }),
})
export type Attestation = v.InferOutput<typeof Attestation>

export const SignInByPasskey = v.strictObject({ response: Assertion })
export type SignInByPasskey = v.InferOutput<typeof SignInByPasskey>

export const AddPasskey = v.strictObject({
  /** How the person calls it: „Diensthandy“. */
  name: v.pipe(
    v.string('required'),
    v.trim(),
    v.minLength(1, 'required'),
    v.maxLength(60, 'too-long'),
  ),
  response: Attestation,
})
export type AddPasskey = v.InferOutput<typeof AddPasskey>

/** Who has forgotten a password; the answer is the same for every address. */
export const ForgotPassword = v.strictObject({ email: TypedEmail, lang: Language })
export type ForgotPassword = v.InferOutput<typeof ForgotPassword>

const LinkToken = v.pipe(v.string('required'), v.maxLength(200, 'too-long'))
export const LinkOnly = v.strictObject({ token: LinkToken })
export type LinkOnly = v.InferOutput<typeof LinkOnly>

/** What a mailed link is for; looking does not use it up. */
export const LinkView = v.object({
  purpose: v.picklist(['activation', 'reset']),
  email: v.string(),
})
export type LinkView = v.InferOutput<typeof LinkView>

export const SetPassword = v.strictObject({ token: LinkToken, password: NewPassword })
export type SetPassword = v.InferOutput<typeof SetPassword>

/** What the page of sign-in offers besides e-mail address and password. */
export const SignInOptions = v.object({
  /** Only in the demo: accounts that anybody may try. */
  demo: v.nullable(
    v.object({
      password: v.string(),
      accounts: v.array(
        v.object({
          email: v.string(),
          name: v.string(),
          roles: v.array(Role),
          tenants: v.array(v.string()),
          /** What an authenticator app would show now, for accounts that need it. */
          code: v.nullable(v.string()),
        }),
      ),
    }),
  ),
})
export type SignInOptions = v.InferOutput<typeof SignInOptions>

/** The person who is signed in, and what they may do where. */
export const Me = v.object({
  id: v.string(),
  name: v.string(),
  email: v.string(),
  tenants: v.array(v.object({ ...TenantSummary.entries, roles: v.array(Role) })),
  /** `missing`: an admin has to set one up first; `asked`: there is one, and it was not used. */
  secondFactor: v.picklist(['none', 'used', 'missing', 'asked']),
  /** The screen was locked: nothing works but unlocking. */
  locked: v.boolean(),
})
export type Me = v.InferOutput<typeof Me>
