import { randomUUID } from 'node:crypto'
import { hashPassword } from '#server/staff/passwords.ts'
import {
  insertRole,
  insertStaff,
  markEmailVerified,
  savePassword,
} from '#server/staff/staff.queries.ts'
import type { StaffMember } from '#server/staff/staff-member.ts'
import type { SignedIn } from '#shared/contracts/sign-in.ts'
import type { Role } from '#shared/contracts/staff.ts'
import type { Answer, TestApp } from './app.ts'

/** What a browser adds to requests: it keeps cookies, as those who sign in need. */
export interface BrowserSession {
  get<T>(path: string): Promise<Answer<T>>
  post<T>(path: string, body?: unknown): Promise<Answer<T>>
  /** An answer that goes on: a stream. */
  open(path: string): Promise<Response>
  /** Signs in with a password only; `code` ends it where a second factor is asked for. */
  signIn(email: string, password?: string): Promise<Answer<SignedIn>>
  cookies(): Map<string, string>
  /** All that was ever set, as the server said it. */
  lastCookies(): string[]
  /** Opens an address of ours that sends the browser on; returns where to. */
  follow(address: string): Promise<string>
}

export const staffPassword = 'vier Wörter ohne Zusammenhang'

let hash: Promise<string> | undefined

/** Adds somebody who has chosen `staffPassword`. */
export async function addStaff(
  { deps }: TestApp,
  email: string,
  ...roles: [role: Role, tenantId?: string][]
): Promise<StaffMember> {
  const id = randomUUID()
  const now = deps.clock.now()
  await insertStaff(deps.db, { id, name: email.split('@')[0]!, email, now })
  await markEmailVerified(deps.db, id, now)
  hash ??= hashPassword(staffPassword)
  await savePassword(deps.db, { id: randomUUID(), staffId: id, hash: await hash, now })
  const held = roles.map(([role, tenantId = 'teststadt']) => ({ role, tenantId }))
  for (const { role, tenantId } of held) await insertRole(deps.db, tenantId, id, role)
  return { id, roles: held }
}

export function openBrowser(app: TestApp, headers: Record<string, string> = {}): BrowserSession {
  const cookies = new Map<string, string>()
  const said: string[] = []
  const ask = async (path: string, init: RequestInit): Promise<Response> => {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ')
    const response = await app.fetch(path, {
      ...init,
      headers: { ...headers, ...init.headers, ...(cookie && { cookie }) },
    })
    for (const line of response.headers.getSetCookie()) {
      said.push(line)
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return response
  }
  const send = async <T>(path: string, init: RequestInit): Promise<Answer<T>> => {
    const response = await ask(path, init)
    const body = (await response.json()) as T
    const error = response.ok ? undefined : (body as { error: Answer<T>['error'] }).error
    return { status: response.status, headers: response.headers, body, error }
  }
  const post = <T>(path: string, body: unknown = {}) =>
    send<T>(path, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    })
  return {
    get: (path) => send(path, {}),
    post,
    open: (path) => ask(path, {}),
    signIn: (email, password = staffPassword) => post('/api/auth/sign-in', { email, password }),
    cookies: () => cookies,
    lastCookies: () => said,
    async follow(address) {
      const { pathname, search } = new URL(address)
      const response = await ask(pathname + search, {})
      return response.headers.get('Location') ?? `${response.status}`
    },
  }
}

/** What an authenticator app shows for the secret of an `otpauth:` address. */
export async function codeOf({ deps }: TestApp, uri: string): Promise<string> {
  const secret = new URL(uri).searchParams.get('secret') ?? ''
  const { code } = await deps.auth.api.generateTOTP({ body: { secret: fromBase32(secret) } })
  return code
}

/** RFC 4648, section 6. */
function fromBase32(text: string): string {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...text.replace(/=+$/, '')]
    .map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0'))
    .join('')
  const bytes = (bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2))
  return Buffer.from(bytes).toString('utf8')
}
