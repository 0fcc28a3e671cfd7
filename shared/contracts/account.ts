import * as v from 'valibot'
import { NewPassword, PasswordOnly } from './sign-in.ts'

/** How the person signs in, and where they are signed in now. */
export const Account = v.object({
  hasPassword: v.boolean(),
  /** Null: no authenticator app. */
  recoveryCodesLeft: v.nullable(v.number()),
  passkeys: v.array(v.object({ id: v.string(), name: v.string(), createdAt: v.string() })),
  sessions: v.array(
    v.object({
      id: v.string(),
      createdAt: v.string(),
      seenAt: v.string(),
      /** What the browser calls itself. */
      userAgent: v.string(),
      /** The one that asks. */
      isThis: v.boolean(),
    }),
  ),
})
export type Account = v.InferOutput<typeof Account>

export const ChangePassword = v.strictObject({
  current: PasswordOnly.entries.password,
  next: NewPassword,
})
export type ChangePassword = v.InferOutput<typeof ChangePassword>

/** An authenticator app to be: it counts once a code of it was given. */
export const TotpDraft = v.object({
  /** For the app to scan: `otpauth://totp/…`. */
  uri: v.string(),
  /** For typing into the app, in groups of four. */
  secret: v.string(),
  recoveryCodes: v.array(v.string()),
})
export type TotpDraft = v.InferOutput<typeof TotpDraft>

export const RecoveryCodes = v.object({ recoveryCodes: v.array(v.string()) })
export type RecoveryCodes = v.InferOutput<typeof RecoveryCodes>
