import { createHash, randomBytes, timingSafeEqual } from 'node:crypto'

/** What a token allows: everything (mailed to the address), or watching what is not confirmed yet (this browser). */
export type TokenScope = 'manage' | 'hold'

export interface NewToken {
  /** `id.secret`, for the mail or the browser; never stored. */
  token: string
  /** SHA-256 of the secret, base64url. */
  secretHash: string
}

/** A token for an appointment or a request, by its id. */
export function createToken(subjectId: string): NewToken {
  const secret = randomBytes(32).toString('base64url')
  return { token: `${subjectId}.${secret}`, secretHash: hashSecret(secret) }
}

export function splitToken(token: string): { id: string; secret: string } {
  const dot = token.indexOf('.')
  return dot < 0
    ? { id: '', secret: token }
    : { id: token.slice(0, dot), secret: token.slice(dot + 1) }
}

/** The scope of the stored token that fits the secret; every comparison takes the same time. */
export function scopeOf(
  secret: string,
  stored: readonly { secret_hash: string; scope: TokenScope }[],
): TokenScope | null {
  const given = Buffer.from(hashSecret(secret))
  let scope: TokenScope | null = null
  for (const row of stored) {
    const known = Buffer.from(row.secret_hash)
    if (known.length === given.length && timingSafeEqual(known, given)) scope = row.scope
  }
  return scope
}

function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
