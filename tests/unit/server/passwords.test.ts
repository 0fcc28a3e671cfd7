import { expect, it } from 'vitest'
import { hashPassword, verifyPassword } from '#server/staff/passwords.ts'

it('keeps a password as Argon2id with a salt of its own', async () => {
  const [first, second] = await Promise.all([hashPassword('geheim'), hashPassword('geheim')])
  expect(first).toMatch(/^\$argon2id\$v=19\$m=19456,t=2,p=1\$[\w+/]{22}\$[\w+/]{43}$/)
  expect(second).not.toBe(first)
  expect(await verifyPassword('geheim', first)).toBe(true)
  expect(await verifyPassword('Geheim', first)).toBe(false)
})

it('takes the same letters from every keyboard', async () => {
  const hash = await hashPassword('Größe ﬁn')
  expect(await verifyPassword('Gro\u0308ße fin'.normalize('NFD'), hash)).toBe(true)
})

it('verifies by the parameters that the hash names, as others write it', async () => {
  // The reference implementation: echo -n password | argon2 somesalt -id -t 2 -k 256 -p 1
  const foreign =
    '$argon2id$v=19$m=256,t=2,p=1$c29tZXNhbHQ$nf65EOgLrQMR/uIPnA4rEsF5h7TKyQwu9U1bMCHGi/4'
  expect(await verifyPassword('password', foreign)).toBe(true)
  expect(await verifyPassword('Password', foreign)).toBe(false)
})

it.each(['', 'password', '$2b$10$abcdefghijklmnopqrstuv', '$argon2i$v=19$m=256,t=2,p=1$YQ$YQ'])(
  'lets nobody in by %j, which is no hash of ours',
  async (hash) => {
    expect(await verifyPassword('password', hash)).toBe(false)
  },
)
