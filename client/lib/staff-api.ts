import type { Account, RecoveryCodes, TotpDraft } from '#shared/contracts/account.ts'
import type { AuditActors, AuditPage, AuditQuery } from '#shared/contracts/audit.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { InvitePerson, People, Person } from '#shared/contracts/people.ts'
import type {
  AddPasskey,
  Assertion,
  Done,
  Elsewhere,
  LinkView,
  Me,
  PasskeyOptions,
  SignInOptions,
  SignedIn,
} from '#shared/contracts/sign-in.ts'
import type { Role } from '#shared/contracts/staff.ts'
import type { InferInput, InferOutput } from 'valibot'
import { ApiError, type Sent, send } from './api.ts'

type DoneBody = InferOutput<typeof Done>

/** Why a request of the staff has to wait: nobody is signed in any more, or the screen is locked. */
export type Interruption = 'sign-in-required' | 'session-locked'

/** Asks the person to come back; resolves to whether the same person did. */
type ComeBack = (why: Interruption) => Promise<boolean>

let comeBack: ComeBack = () => Promise.resolve(false)

/** For the shell: what happens when a session has ended, or was locked, while somebody works. */
export function whenInterrupted(handler: ComeBack): void {
  comeBack = handler
}

function interruptionOf(error: unknown): Interruption | null {
  if (!(error instanceof ApiError)) return null
  return error.code === 'sign-in-required' || error.code === 'session-locked' ? error.code : null
}

/**
 * One request of somebody who is signed in. If the session has ended or is locked, the request waits
 * until the same person is back, and is sent once more: nothing typed is lost.
 * @throws ApiError
 */
export async function sendAsStaff<Body>(path: string, sent?: Sent): Promise<Body> {
  try {
    return await send<Body>(path, sent)
  } catch (error) {
    const why = interruptionOf(error)
    if (!why || !(await comeBack(why))) throw error
    return send<Body>(path, sent)
  }
}

const post = <Body>(path: string, body: object = {}) => send<Body>(path, { body })
const postAsStaff = <Body>(path: string, body: object = {}) => sendAsStaff<Body>(path, { body })

/** Sign-in itself: no session stands behind these, or it is about to end. */
export const signInApi = {
  options: () => send<SignInOptions>('/api/auth/options'),
  me: () => send<Me>('/api/staff/me'),
  signIn: (email: string, password: string) =>
    post<SignedIn>('/api/auth/sign-in', { email, password }),
  secondFactor: (code: string) => post<SignedIn>('/api/auth/second-factor', { code }),
  passkeyOptions: () => post<PasskeyOptions>('/api/auth/passkey/options'),
  signInByPasskey: (response: Assertion) =>
    post<SignedIn>('/api/auth/passkey/sign-in', { response }),
  elsewhere: (returnTo: string) => post<Elsewhere>('/api/auth/elsewhere', { returnTo }),
  signOut: () => post<DoneBody>('/api/auth/sign-out'),
  lock: () => post<DoneBody>('/api/auth/lock'),
  unlock: (password: string) => post<DoneBody>('/api/auth/unlock', { password }),
  forgot: (email: string, lang: Language) => post<DoneBody>('/api/auth/forgot', { email, lang }),
  viewLink: (token: string) => post<LinkView>('/api/auth/link/view', { token }),
  setPassword: (token: string, password: string) =>
    post<DoneBody>('/api/auth/link/password', { token, password }),
}

/** The person's own account. */
export const accountApi = {
  account: () => sendAsStaff<Account>('/api/staff/account'),
  changePassword: (current: string, next: string) =>
    postAsStaff<DoneBody>('/api/staff/password', { current, next }),
  endSession: (id: string) => postAsStaff<DoneBody>(`/api/staff/sessions/${id}/end`),
  endOtherSessions: () => postAsStaff<DoneBody>('/api/staff/sessions/end-others'),
  draftTotp: (password: string) => postAsStaff<TotpDraft>('/api/staff/totp', { password }),
  confirmTotp: (code: string) => postAsStaff<DoneBody>('/api/staff/totp/confirm', { code }),
  removeTotp: (password: string) => postAsStaff<DoneBody>('/api/staff/totp/remove', { password }),
  renewRecoveryCodes: (password: string) =>
    postAsStaff<RecoveryCodes>('/api/staff/recovery-codes', { password }),
  draftPasskey: (password?: string) =>
    postAsStaff<PasskeyOptions>('/api/staff/passkeys/options', { password }),
  addPasskey: (body: InferInput<typeof AddPasskey>) =>
    postAsStaff<DoneBody>('/api/staff/passkeys', body),
  removePasskey: (id: string, password?: string) =>
    postAsStaff<DoneBody>(`/api/staff/passkeys/${id}/remove`, { password }),
}

const ofTenant = (tenant: string, path: string) => `/api/${tenant}/staff/${path}`

/** The people of a municipality, for its admins. */
export const peopleApi = {
  list: (tenant: string) => sendAsStaff<People>(ofTenant(tenant, 'people')),
  invite: (tenant: string, body: InferInput<typeof InvitePerson>) =>
    postAsStaff<Person>(ofTenant(tenant, 'people'), body),
  setRoles: (tenant: string, id: string, roles: Role[]) =>
    postAsStaff<People>(ofTenant(tenant, `people/${id}/roles`), { roles }),
  disable: (tenant: string, id: string) =>
    postAsStaff<Person>(ofTenant(tenant, `people/${id}/disable`)),
  enable: (tenant: string, id: string) =>
    postAsStaff<Person>(ofTenant(tenant, `people/${id}/enable`)),
  resend: (tenant: string, id: string, lang: Language) =>
    postAsStaff<Person>(ofTenant(tenant, `people/${id}/resend`), { lang }),
  resetSecondFactor: (tenant: string, id: string) =>
    postAsStaff<Person>(ofTenant(tenant, `people/${id}/reset-second-factor`)),
}

/** What was done at a municipality, for its admins. */
export const auditApi = {
  page: (tenant: string, query: AuditQuery) =>
    sendAsStaff<AuditPage>(`${ofTenant(tenant, 'audit')}?${queryOf(query)}`),
  actors: (tenant: string) => sendAsStaff<AuditActors>(ofTenant(tenant, 'audit/actors')),
  /** An address to download. */
  exportAddress: (tenant: string, query: AuditQuery) =>
    `${ofTenant(tenant, 'audit/export')}?${queryOf(query)}`,
}

function queryOf(query: AuditQuery): URLSearchParams {
  return new URLSearchParams(
    Object.entries(query).flatMap(([name, value]) => (value ? [[name, value]] : [])),
  )
}
