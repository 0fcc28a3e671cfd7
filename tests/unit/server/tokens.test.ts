import { createHash } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { createToken, scopeOf, splitToken } from '#server/placing/tokens.ts'

describe('a token', () => {
  it('names its subject and carries 32 random bytes, in letters that a link can hold', () => {
    const { token } = createToken('a1')
    expect(token).toMatch(/^a1\.[\w-]{43}$/)
    expect(Buffer.from(splitToken(token).secret, 'base64url')).toHaveLength(32)
  })

  it('is a new one each time', () => {
    const tokens = Array.from({ length: 50 }, () => createToken('a1').token)
    expect(new Set(tokens).size).toBe(50)
  })

  it('is stored as the SHA-256 of its secret only', () => {
    const { token, secretHash } = createToken('a1')
    const { secret } = splitToken(token)
    expect(secretHash).toBe(createHash('sha256').update(secret).digest('base64url'))
    expect(secretHash).not.toContain(secret)
  })

  it('comes apart at its first dot', () => {
    expect(splitToken('a1.secret')).toEqual({ id: 'a1', secret: 'secret' })
    expect(splitToken('a1.b.c')).toEqual({ id: 'a1', secret: 'b.c' })
    expect(splitToken('.secret')).toEqual({ id: '', secret: 'secret' })
    expect(splitToken('a1.')).toEqual({ id: 'a1', secret: '' })
  })

  it('without a dot belongs to nothing', () => {
    expect(splitToken('secret')).toEqual({ id: '', secret: 'secret' })
  })
})

describe('what a secret allows', () => {
  const manage = createToken('a1')
  const hold = createToken('a1')
  const stored = [
    { secret_hash: manage.secretHash, scope: 'manage' as const },
    { secret_hash: hold.secretHash, scope: 'hold' as const },
  ]
  const secretOf = ({ token }: { token: string }) => splitToken(token).secret

  it('is the scope it was stored with', () => {
    expect(scopeOf(secretOf(manage), stored)).toBe('manage')
    expect(scopeOf(secretOf(hold), stored)).toBe('hold')
    expect(scopeOf(secretOf(hold), stored.toReversed())).toBe('hold')
  })

  it('is nothing for any other text, the stored hash included', () => {
    const others = ['', 'x', manage.token, manage.secretHash, secretOf(createToken('a1'))]
    for (const other of others) expect(scopeOf(other, stored)).toBeNull()
  })

  it('is nothing where nothing is stored, or something broken', () => {
    expect(scopeOf(secretOf(manage), [])).toBeNull()
    expect(scopeOf(secretOf(manage), [{ secret_hash: '', scope: 'manage' }])).toBeNull()
    const cut = { secret_hash: manage.secretHash.slice(0, 20), scope: 'manage' as const }
    expect(scopeOf(secretOf(manage), [cut])).toBeNull()
  })
})
