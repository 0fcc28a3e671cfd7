import { APIError } from 'better-auth/api'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { describeTenantShortly } from '#server/tenants/describe-tenant.ts'
import type { ErrorCode } from '#shared/contracts/error-codes.ts'
import type { Me, SecondFactor, SignIn, SignedIn } from '#shared/contracts/sign-in.ts'
import { findSession } from './session.ts'

/** An answer of better-auth with the headers that set its cookies. */
interface WithCookies<T> {
  headers: Headers
  response: T
}

/**
 * Begins a session, or asks for a second factor.
 * @throws AppError 'sign-in-failed', whatever of it was wrong
 */
export async function signIn(
  { auth }: Pick<Deps, 'auth'>,
  headers: Headers,
  { email, password }: SignIn,
): Promise<WithCookies<SignedIn>> {
  const answer = await orRefuse(
    'sign-in-failed',
    auth.api.signInEmail({
      // The cookie ends with the browser: counters are shared.
      body: { email, password, rememberMe: false },
      headers,
      returnHeaders: true,
    }),
  )
  const isHalfWay = 'twoFactorRedirect' in answer.response
  return { headers: answer.headers, response: { state: isHalfWay ? 'second-factor' : 'signed-in' } }
}

/**
 * Ends a sign-in with the code of an app or a recovery code.
 * @throws AppError 'code-wrong'
 */
export async function verifySecondFactor(
  { auth }: Pick<Deps, 'auth'>,
  headers: Headers,
  { code }: SecondFactor,
): Promise<WithCookies<SignedIn>> {
  const digits = code.replace(/\s/g, '')
  const request = { body: { code: digits }, headers, returnHeaders: true } as const
  const answer = await orRefuse(
    'code-wrong',
    /^\d{6}$/.test(digits) ? auth.api.verifyTOTP(request) : auth.api.verifyBackupCode(request),
  )
  return { headers: answer.headers, response: { state: 'signed-in' } }
}

export async function signOut({ auth }: Pick<Deps, 'auth'>, headers: Headers): Promise<Headers> {
  return (await auth.api.signOut({ headers, returnHeaders: true })).headers
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
  }
}

/** What better-auth refuses is refused in our words, and always in the same. */
async function orRefuse<T>(code: ErrorCode, work: Promise<T>): Promise<T> {
  try {
    return await work
  } catch (error) {
    if (error instanceof APIError && error.statusCode < 500) throw new AppError(code)
    throw error
  }
}
