/** A real provider of OpenID Connect on a free port of this machine; it asks nobody anything. */
import { generateKeyPairSync } from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, type ServerResponse, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import Provider, { type Configuration } from 'oidc-provider'

/** Somebody who has an account there. */
export interface ProviderAccount {
  sub: string
  email: string
  email_verified: boolean
  /** How they have signed in: RFC 8176. */
  amr?: string[]
}

export interface OpenIdProvider {
  issuer: string
  clientId: string
  clientSecret: string
  /** Who signs in next, in whatever browser; null: somebody who gives up. */
  next: ProviderAccount | null
  stop(): Promise<void>
}

const client = { clientId: 'rathauslotse', clientSecret: 'a secret between the two of them' }

export async function startOpenIdProvider(redirectUri: string): Promise<OpenIdProvider> {
  const server = createServer((request, response) => void answer(request, response))
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const issuer = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const known = new Map<string, ProviderAccount>()
  const provider = new Provider(issuer, configuration(redirectUri, known))
  // Their own notes on stderr are about a production that this is not.
  provider.silent = true
  const callback = provider.callback()

  const self: OpenIdProvider = {
    issuer,
    ...client,
    next: null,
    async stop() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
    },
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (!request.url?.startsWith('/interaction/')) {
      await callback(request, response)
      return
    }
    const account = self.next
    if (account) known.set(account.sub, account)
    await provider.interactionFinished(
      request,
      response,
      account
        ? { login: { accountId: account.sub, amr: account.amr ?? ['pwd'], remember: false } }
        : { error: 'access_denied', error_description: 'gave up' },
    )
  }
  return self
}

function configuration(redirectUri: string, known: Map<string, ProviderAccount>): Configuration {
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  return {
    clients: [
      {
        client_id: client.clientId,
        client_secret: client.clientSecret,
        redirect_uris: [redirectUri],
      },
    ],
    jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), alg: 'RS256', use: 'sig' }] },
    cookies: { keys: ['for tests'] },
    ttl: { AccessToken: 600, Grant: 600, IdToken: 600, Interaction: 600, Session: 600 },
    claims: { openid: ['sub', 'amr'], email: ['email', 'email_verified'], profile: ['name'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_context, { uid }) => `/interaction/${uid}` },
    pkce: { required: () => true },
    findAccount: (_context, sub) => {
      const account = known.get(sub)
      return account && { accountId: sub, claims: () => ({ name: 'Jemand', ...account }) }
    },
    // Nobody is asked what the municipality's own application may know.
    loadExistingGrant: async ({ oidc }) => {
      const grant = new oidc.provider.Grant({
        clientId: oidc.client!.clientId,
        accountId: oidc.session!.accountId!,
      })
      grant.addOIDCScope('openid email profile')
      await grant.save()
      return grant
    },
  }
}
