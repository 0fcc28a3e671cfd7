import * as v from 'valibot'
import { Role } from './staff.ts'
import { TenantSummary } from './tenants.ts'

/** Longer than anybody types, short enough to hash in no time. */
const longestPassword = 200

const Typed = v.pipe(
  v.string('required'),
  v.minLength(1, 'required'),
  v.maxLength(longestPassword, 'too-long'),
)

export const SignIn = v.strictObject({
  /** Not checked as an address: what nobody has is refused like a wrong password. */
  email: v.pipe(Typed, v.trim(), v.toLowerCase()),
  password: Typed,
})
export type SignIn = v.InferOutput<typeof SignIn>

/** `second-factor`: the password was right; a code is asked for next. */
export const SignedIn = v.object({ state: v.picklist(['signed-in', 'second-factor']) })
export type SignedIn = v.InferOutput<typeof SignedIn>

export const SecondFactor = v.strictObject({
  /** Six digits of an authenticator app, or one of the recovery codes. */
  code: v.pipe(
    v.string('required'),
    v.trim(),
    v.minLength(1, 'required'),
    v.maxLength(40, 'too-long'),
  ),
})
export type SecondFactor = v.InferOutput<typeof SecondFactor>

export const SignedOut = v.object({ state: v.literal('signed-out') })

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
  /** `missing`: an admin has to set one up before anything else. */
  secondFactor: v.picklist(['none', 'used', 'missing']),
})
export type Me = v.InferOutput<typeof Me>
