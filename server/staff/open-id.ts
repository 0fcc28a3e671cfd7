import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { type Auth, type AuthDeps, openAuth, openIdFailure, openIdProvider } from './auth.ts'
import { findAccountSubject } from './staff.queries.ts'
import { markStrong } from './sessions.queries.ts'
import { type WithCookies, begun } from './sign-in.ts'

/** The provider says that it has seen more than one factor (RFC 8176). */
const severalFactors = 'mfa'

/**
 * Sign-in at a provider of OpenID Connect. It is asked for its addresses when somebody first wants
 * to go there, and again as long as it does not answer: it may be down when this server starts.
 */
export class OpenId {
  readonly #deps: AuthDeps
  readonly #methods = new Map<string, readonly string[]>()
  #ready: Promise<Auth> | null = null

  constructor(deps: AuthDeps) {
    this.#deps = deps
  }

  /** @throws AppError 'unavailable' while the provider does not answer */
  async auth(): Promise<Auth> {
    this.#ready ??= this.#open()
    try {
      return await this.#ready
    } catch (error) {
      this.#ready = null
      throw error
    }
  }

  /** How the person has just signed in there; asked once. */
  takeMethods(subject: string): readonly string[] {
    const methods = this.#methods.get(subject) ?? []
    this.#methods.delete(subject)
    return methods
  }

  async #open(): Promise<Auth> {
    const auth = openAuth(this.#deps, (subject, methods) => this.#methods.set(subject, methods))
    const { socialProviders } = await auth.$context
    if (!socialProviders.some(({ id }) => id === openIdProvider)) throw new AppError('unavailable')
    return auth
  }
}

/** Where the browser goes to sign in. @throws AppError 'not-found', 'unavailable' */
export async function goElsewhere(
  deps: Deps,
  headers: Headers,
  returnTo: string,
): Promise<WithCookies<{ url: string }>> {
  const auth = await getOpenId(deps).auth()
  const answer = await auth.api.signInSocial({
    body: {
      provider: openIdProvider,
      callbackURL: `${deps.config.publicUrl}${returnTo}`,
      errorCallbackURL: `${deps.config.publicUrl}${openIdFailure}`,
      disableRedirect: true,
    },
    headers,
    returnHeaders: true,
  })
  return { headers: answer.headers, response: { url: answer.response.url ?? '' } }
}

/**
 * Takes somebody back whom the provider sends: signed in if their address, which the provider has
 * verified, was invited; else with a notice that is the same for every reason.
 * @throws AppError 'not-found', 'unavailable'
 */
export async function comeBack(
  deps: Deps,
  request: Request,
): Promise<{ headers: Headers; location: string }> {
  const openId = getOpenId(deps)
  const auth = await openId.auth()
  const { headers } = await auth.handler(request)
  const cookies = headers.getSetCookie().map((cookie) => cookie.split(';')[0])
  const signedIn = await auth.api.getSession({
    headers: new Headers({ cookie: cookies.join('; ') }),
  })
  const publicUrl = deps.config.publicUrl
  if (!signedIn) return { headers, location: `${publicUrl}${openIdFailure}` }
  const { id, userId } = signedIn.session
  const subject = await findAccountSubject(deps.db, userId, openIdProvider)
  if (subject && openId.takeMethods(subject).includes(severalFactors)) {
    await markStrong(deps.db, id)
  }
  await begun(deps, request.headers, headers, userId)
  return { headers, location: headers.get('Location') ?? `${publicUrl}/staff` }
}

function getOpenId({ openId }: Pick<Deps, 'openId'>): OpenId {
  if (!openId) throw new AppError('not-found')
  return openId
}
