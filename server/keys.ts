import {
  createCipheriv,
  createDecipheriv,
  createECDH,
  createHmac,
  createPrivateKey,
  createPublicKey,
  createSecretKey,
  hkdfSync,
  randomBytes,
  sign,
  verify,
} from 'node:crypto'
import { existsSync, linkSync, mkdirSync, readFileSync, unlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'

/** What keyed hashes are made for: the same text gives another one for another purpose. */
type HashPurpose =
  | 'address'
  | 'ip'
  | 'idempotency'
  | 'proof'
  | 'push'
  | 'sign-in'
  | 'miss'
  | 'asker'
  | 'reply'
  | 'attachment'
  | 'mail'

/** All secrets of an installation, derived from one master key. Processes on one database share it. */
export interface Keys {
  /** Encrypts a text for the database, so that neither its rows nor its log ever hold it in clear. */
  seal(text: string): string
  /** Reverses `seal`; throws if the text was sealed with another key or tampered with. */
  open(sealed: string): string
  /** A keyed hash, base64url: equal texts can be counted, but not read or guessed from outside. */
  hash(purpose: HashPurpose, text: string): string
  /** Signs the cookies of the staff and encrypts their second factors. */
  signInSecret: string
  /** Ed25519 signature of a tenant's QR payload, base64url. */
  signEntrance(tenant: string, payload: string): string
  /** Whether `signature` is what `signEntrance` gave this tenant for this payload. */
  verifyEntrance(tenant: string, payload: string, signature: string): boolean
  /** The key that verifies it: SPKI, base64url. */
  entrancePublicKey(tenant: string): string
  /** The pair by which push services know this installation (RFC 8292): raw P-256 keys, base64url. */
  pushKeys(): { publicKey: string; privateKey: string }
}

const masterBytes = 32
const tagBytes = 16

/** DER of a PKCS #8 Ed25519 private key without the 32 bytes of its seed (RFC 8410, section 7). */
const pkcs8Prefix = Buffer.from('302e020100300506032b657004220420', 'hex')

export function createKeys(master: Buffer): Keys {
  const derive = (info: string) => Buffer.from(hkdfSync('sha256', master, '', info, 32))
  const sealingKey = derive('seal')
  // As an object: making one of the bytes takes ten times as long as the hash.
  const hashKey = createSecretKey(derive('hash'))
  const entranceKeys = new Map<string, ReturnType<typeof createPrivateKey>>()

  const entranceKey = (tenant: string) => {
    let key = entranceKeys.get(tenant)
    if (!key) {
      const der = Buffer.concat([pkcs8Prefix, derive(`entrance:${tenant}`)])
      key = createPrivateKey({ key: der, format: 'der', type: 'pkcs8' })
      entranceKeys.set(tenant, key)
    }
    return key
  }

  return {
    seal(text) {
      const nonce = randomBytes(12)
      const cipher = createCipheriv('aes-256-gcm', sealingKey, nonce)
      const body = Buffer.concat([cipher.update(text, 'utf8'), cipher.final()])
      return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url')
    },
    open(sealed) {
      const bytes = Buffer.from(sealed, 'base64url')
      const decipher = createDecipheriv('aes-256-gcm', sealingKey, bytes.subarray(0, 12), {
        authTagLength: tagBytes,
      })
      decipher.setAuthTag(bytes.subarray(12, 28))
      return decipher.update(bytes.subarray(28), undefined, 'utf8') + decipher.final('utf8')
    },
    hash: (purpose, text) =>
      createHmac('sha256', hashKey).update(`${purpose}:${text}`).digest('base64url'),
    signInSecret: derive('sign-in').toString('base64url'),
    signEntrance: (tenant, payload) =>
      sign(null, Buffer.from(payload), entranceKey(tenant)).toString('base64url'),
    verifyEntrance: (tenant, payload, signature) =>
      verify(
        null,
        Buffer.from(payload),
        createPublicKey(entranceKey(tenant)),
        Buffer.from(signature, 'base64url'),
      ),
    entrancePublicKey: (tenant) =>
      createPublicKey(entranceKey(tenant))
        .export({ format: 'der', type: 'spki' })
        .toString('base64url'),
    pushKeys() {
      const pair = createECDH('prime256v1')
      pair.setPrivateKey(derive('push'))
      return {
        publicKey: pair.getPublicKey('base64url'),
        privateKey: pair.getPrivateKey('base64url'),
      }
    },
  }
}

/**
 * Reads the master key of an installation, or makes it at the first start.
 * @throws Error if the file holds no whole key: to go on would lose what the real one sealed
 */
export function loadKeys(dataDir: string): Keys {
  const folder = join(dataDir, 'keys')
  const file = join(folder, 'master.key')
  mkdirSync(folder, { recursive: true, mode: 0o700 })
  if (!existsSync(file)) createMasterKey(file)
  const master = Buffer.from(readFileSync(file, 'utf8'), 'base64url')
  if (master.length !== masterBytes) {
    throw new Error(`${file} holds no whole key: restore it from the backup of this installation`)
  }
  return createKeys(master)
}

/** Writes the key aside and links it into place: it appears whole, and for one process only. */
function createMasterKey(file: string): void {
  const whole = `${file}.${randomBytes(6).toString('hex')}`
  writeFileSync(whole, randomBytes(masterBytes).toString('base64url'), { mode: 0o600 })
  try {
    linkSync(whole, file)
  } catch (error) {
    // Another process was faster; its key is the one.
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error
  } finally {
    unlinkSync(whole)
  }
}
