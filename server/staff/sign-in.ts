import { APIError } from 'better-auth/api'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { describeTenantShortly } from '#server/tenants/describe-tenant.ts'
import type { ErrorCode } from '#shared/contracts/error-codes.ts'
import type {
  Assertion,
  CodeOnly,
  Me,
  PasskeyOptions,
  SignIn,
  SignedIn,
} from '#shared/contracts/sign-in.ts'
import { withoutSession } from './auth.ts'
import { recordByPerson } from './person-events.ts'
import { findSession } from './session.ts'
import { deleteSession } from './sessions.queries.ts'

/** A request for sign-in: its cookies, and who it comes from as a keyed hash. */
export interface Caller {
  headers: Headers
  callerKey: string
}

/** An answer with the headers that set the cookies. */
export interface WithCookies<T> {
  headers: Headers
  response: T
}

/**
 * Begins a session in the place of the one that the browser had, or asks for a second factor.
 * @throws AppError 'sign-in-failed', whatever of it was wrong; 'too-many-requests'
 */
export async function signIn(
  deps: Deps,
  { headers, callerKey }: Caller,
  { email, password }: SignIn,
): Promise<WithCookies<SignedIn>> {
  const accountKey = deps.keys.hash('sign-in', email)
  deps.backoff.begin(accountKey, callerKey)
  const answer = await orRefuse(
    'sign-in-failed',
    deps.auth.api.signInEmail({
      // The cookie ends with the browser: counters are shared.
      body: { email, password, rememberMe: false },
      headers,
      returnHeaders: true,
    }),
  )
  deps.backoff.succeeded(accountKey, callerKey)
  const { response } = answer
  if ('twoFactorRedirect' in response) {
    return { headers: answer.headers, response: { state: 'second-factor' } }
  }
  return begun(deps, headers, answer.headers, response.user.id)
}

/**
 * Ends a sign-in with the code of an app or a recovery code.
 * @throws AppError 'code-wrong', 'too-many-requests'
 */
export async function verifySecondFactor(
  deps: Deps,
  { headers, callerKey }: Caller,
  { code }: CodeOnly,
): Promise<WithCookies<SignedIn>> {
  // A right password allows five tries, which the database counts; here they count by address.
  const attemptKey = deps.keys.hash('sign-in', headers.get('cookie') ?? '')
  deps.backoff.begin(attemptKey, callerKey)
  const typed = code.replace(/\s/g, '')
  const request = {
    body: { code: typed },
    headers: withoutSession(deps.config, headers),
    returnHeaders: true,
  } as const
  const answer = await orRefuse(
    'code-wrong',
    /^\d{6}$/.test(typed)
      ? deps.auth.api.verifyTOTP(request)
      : deps.auth.api.verifyBackupCode(request),
  )
  deps.backoff.succeeded(attemptKey, callerKey)
  return begun(deps, headers, answer.headers, answer.response.user.id)
}

/** What the browser asks a passkey of, whoever's it is. */
export async function offerPasskey(
  { auth, config }: Pick<Deps, 'auth' | 'config'>,
  headers: Headers,
): Promise<WithCookies<PasskeyOptions>> {
  const answer = await auth.api.generatePasskeyAuthenticationOptions({
    headers: withoutSession(config, headers),
    returnHeaders: true,
  })
  return {
    headers: answer.headers,
    response: { ...answer.response, userVerification: 'required' },
  }
}

/** @throws AppError 'passkey-failed' */
export async function signInByPasskey(
  deps: Deps,
  headers: Headers,
  response: Assertion,
): Promise<WithCookies<SignedIn>> {
  const answer = await orRefuse(
    'passkey-failed',
    deps.auth.api.verifyPasskeyAuthentication({
      body: { response },
      headers: withoutSession(deps.config, headers),
      returnHeaders: true,
    }),
  )
  return begun(deps, headers, answer.headers, answer.response.user.id)
}

export async function signOut(deps: Deps, headers: Headers): Promise<Headers> {
  const session = await findSession(deps, headers)
  const answer = await deps.auth.api.signOut({ headers, returnHeaders: true })
  if (session) await recordByPerson(deps, session.staffId, 'staff-signed-out')
  return answer.headers
}

/** The person who sent a request. @throws AppError 'sign-in-required' */
export async function describeMe(deps: Deps, headers: Headers): Promise<Me> {
  const session = await findSession(deps, headers)
  if (!session) throw new AppError('sign-in-required')
  const byTenant = Map.groupBy(session.roles, ({ tenantId }) => tenantId)
  const tenants = []
  for (const [tenantId, roles] of byTenant) {
    const municipality = await deps.municipalities.find(deps.db, tenantId)
    if (!municipality) continue
    const summary = describeTenantShortly(municipality.file.tenant)
    tenants.push({ ...summary, roles: roles.map(({ role }) => role) })
  }
  return {
    id: session.staffId,
    name: session.name,
    email: session.email,
    tenants: tenants.sort((a, b) => a.name.localeCompare(b.name, 'de')),
    secondFactor: session.secondFactor,
    locked: session.isLocked,
  }
}

/** What better-auth refuses is refused in our words, and always in the same. */
export async function orRefuse<T>(code: ErrorCode, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof APIError) throw new AppError(code)
    throw error
  }
}

/** Somebody has signed in: whoever was signed in at this browser before is no longer. */
async function begun(
  deps: Deps,
  before: Headers,
  headers: Headers,
  staffId: string,
): Promise<WithCookies<SignedIn>> {
  const former = await deps.auth.api.getSession({ headers: before })
  if (former) await deleteSession(deps.db, former.user.id, former.session.id)
  await recordByPerson(deps, staffId, 'staff-signed-in')
  return { headers, response: { state: 'signed-in' } }
}
