import { randomBytes, webcrypto } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, describe, expect, it } from 'vitest'
import { createKeys, loadKeys } from '#server/keys.ts'

const keys = createKeys(Buffer.alloc(32, 1))
const otherKeys = createKeys(Buffer.alloc(32, 2))

/** The sealed text with its bytes changed. */
function tampered(sealed: string, change: (bytes: Buffer) => Uint8Array): string {
  return Buffer.from(change(Buffer.from(sealed, 'base64url'))).toString('base64url')
}

describe('a sealed text', () => {
  it('opens to what was sealed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(keys.open(keys.seal(text))).toBe(text)
      }),
    )
  })

  it('shows nothing of what it holds, not even that two are alike', () => {
    const sealed = keys.seal('anna@example.org')
    expect(sealed).toMatch(/^[\w-]+$/)
    expect(Buffer.from(sealed, 'base64url').toString('latin1')).not.toContain('anna')
    expect(keys.seal('anna@example.org')).not.toBe(sealed)
  })

  it('does not open with the key of another installation', () => {
    expect(() => otherKeys.open(keys.seal('anna@example.org'))).toThrow()
  })

  it('does not open when a single bit of it was changed', () => {
    const sealed = keys.seal('anna@example.org')
    const length = Buffer.from(sealed, 'base64url').length
    for (let bit = 0; bit < length * 8; bit++) {
      const wrong = tampered(sealed, (bytes) => {
        bytes[bit >> 3]! ^= 1 << (bit & 7)
        return bytes
      })
      expect(() => keys.open(wrong)).toThrow()
    }
  })

  it.each(['', 'anna@example.org'])('does not open when its end is missing: %j', (text) => {
    const sealed = keys.seal(text)
    const { length } = Buffer.from(sealed, 'base64url')
    const opened: number[] = []
    for (let kept = 0; kept < length; kept++) {
      try {
        keys.open(tampered(sealed, (bytes) => bytes.subarray(0, kept)))
        opened.push(kept)
      } catch {
        // Refused, as it should be.
      }
    }
    expect(opened).toEqual([])
  })

  it('does not open when something was added', () => {
    const sealed = keys.seal('anna@example.org')
    expect(() => keys.open(tampered(sealed, (b) => Buffer.concat([b, b])))).toThrow()
  })
})

describe('a keyed hash', () => {
  it('is the same on every process with the same key', () => {
    const again = createKeys(Buffer.alloc(32, 1))
    expect(again.hash('address', 'anna@example.org')).toBe(keys.hash('address', 'anna@example.org'))
  })

  it('is the same in every version of the program', () => {
    expect(keys.hash('address', 'anna@example.org')).toMatchInlineSnapshot(
      `"IAOVstXrOqnmqcSmO18BbWjlh1PPB_Fl9vS4ZIAPi3Q"`,
    )
  })

  it('differs by purpose, text and key', () => {
    const hashes = [
      keys.hash('address', 'a'),
      keys.hash('ip', 'a'),
      keys.hash('idempotency', 'a'),
      keys.hash('proof', 'a'),
      keys.hash('address', 'b'),
      otherKeys.hash('address', 'a'),
    ]
    expect(new Set(hashes).size).toBe(hashes.length)
    for (const hash of hashes) expect(hash).toMatch(/^[\w-]{43}$/)
  })
})

describe('the signature of an entrance code', () => {
  async function verifies(publicKey: string, payload: string, signature: string) {
    const key = await webcrypto.subtle.importKey(
      'spki',
      Buffer.from(publicKey, 'base64url'),
      'Ed25519',
      false,
      ['verify'],
    )
    const [sign, data] = [Buffer.from(signature, 'base64url'), Buffer.from(payload)]
    return webcrypto.subtle.verify('Ed25519', key, sign, data)
  }

  it('is verified by a browser with the published key', async () => {
    const signature = keys.signEntrance('musterstadt', 'payload')
    expect(await verifies(keys.entrancePublicKey('musterstadt'), 'payload', signature)).toBe(true)
  })

  it('is not that of another payload, municipality or installation', async () => {
    const signature = keys.signEntrance('musterstadt', 'payload')
    const own = keys.entrancePublicKey('musterstadt')
    expect(await verifies(own, 'payloaf', signature)).toBe(false)
    expect(await verifies(keys.entrancePublicKey('neustadt'), 'payload', signature)).toBe(false)
    expect(await verifies(otherKeys.entrancePublicKey('musterstadt'), 'payload', signature)).toBe(
      false,
    )
  })

  it('has a key that stays, so that codes printed before a restart stay valid', () => {
    const again = createKeys(Buffer.alloc(32, 1))
    expect(again.entrancePublicKey('musterstadt')).toBe(keys.entrancePublicKey('musterstadt'))
    expect(keys.entrancePublicKey('musterstadt')).toMatchInlineSnapshot(
      `"MCowBQYDK2VwAyEA8DsURFBbGjOiN0_C_aMhsoxBsRMcb7xjUs2Aqqwqji4"`,
    )
  })
})

describe('the master key', () => {
  const folders: string[] = []
  const newFolder = () => {
    const folder = mkdtempSync(join(tmpdir(), 'rathauslotse-keys-'))
    folders.push(folder)
    return folder
  }
  const fileIn = (folder: string) => join(folder, 'keys', 'master.key')
  afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true })))

  it('is made at the first start, for the owner only, and read at every other', () => {
    const folder = newFolder()
    const sealed = loadKeys(folder).seal('anna@example.org')
    const { mode } = statSync(fileIn(folder))
    expect(mode & 0o777).toBe(0o600)
    expect(statSync(join(folder, 'keys')).mode & 0o777).toBe(0o700)
    expect(Buffer.from(readFileSync(fileIn(folder), 'utf8'), 'base64url')).toHaveLength(32)
    expect(loadKeys(folder).open(sealed)).toBe('anna@example.org')
  })

  it('differs from installation to installation', () => {
    const [a, b] = [loadKeys(newFolder()), loadKeys(newFolder())]
    expect(a.hash('address', 'x')).not.toBe(b.hash('address', 'x'))
  })

  it.each([
    ['is empty, as after a crash or while another process writes it', ''],
    ['was cut off', randomBytes(16).toString('base64url')],
  ])('stops the start when its file %s', (_, content) => {
    const folder = newFolder()
    mkdirSync(join(folder, 'keys'))
    writeFileSync(fileIn(folder), content)
    expect(() => loadKeys(folder)).toThrow()
  })
})

describe('the keys of notices', () => {
  it('are a pair that push services understand, one for each installation', () => {
    const { publicKey, privateKey } = keys.pushKeys()
    const raw = Buffer.from(publicKey, 'base64url')
    expect([raw.length, raw[0]]).toEqual([65, 4])
    expect(Buffer.from(privateKey, 'base64url')).toHaveLength(32)
    expect(keys.pushKeys()).toEqual({ publicKey, privateKey })
    expect(otherKeys.pushKeys().publicKey).not.toBe(publicKey)
  })
})
