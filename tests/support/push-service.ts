import {
  createDecipheriv,
  createECDH,
  createPublicKey,
  hkdfSync,
  randomBytes,
  verify,
} from 'node:crypto'
import { once } from 'node:events'
import { type IncomingMessage, createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { PushNotice, PushSubscription } from '#shared/contracts/waiting-room.ts'

/** A browser as a push service knows it: an address, and keys that only the browser can undo. */
export interface FakeBrowser {
  subscription: PushSubscription
  /** What it was sent, decrypted. */
  notices: PushNotice[]
}

export interface PushService {
  origin: string
  /** A browser that has subscribed with the public key of an installation. */
  browser(publicKey: string): FakeBrowser
  /** From now on every browser counts as gone. */
  forgetAll(): void
  /** How many requests came, whatever became of them. */
  requests(): number
  close(): Promise<void>
}

/**
 * A push service on this machine (RFC 8030) with the browsers behind it: it takes only what is signed
 * by the key that a browser subscribed with (RFC 8292), and undoes the encryption as a browser does
 * (RFC 8291).
 */
export async function startPushService(): Promise<PushService> {
  const browsers = new Map<string, (request: IncomingMessage, body: Buffer) => number>()
  let requests = 0
  let isForgetful = false
  const server = createServer((request, response) => {
    void (async () => {
      requests++
      const parts: Buffer[] = []
      for await (const part of request) parts.push(part as Buffer)
      const take = browsers.get(request.url ?? '')
      response.statusCode = take && !isForgetful ? take(request, Buffer.concat(parts)) : 410
      response.end()
    })()
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  const origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  return {
    origin,
    browser(publicKey) {
      const pair = createECDH('prime256v1')
      pair.generateKeys()
      const auth = randomBytes(16)
      const path = `/push/${randomBytes(8).toString('hex')}`
      const notices: PushNotice[] = []
      browsers.set(path, (request, body) => {
        if (!isSignedBy(publicKey, request.headers.authorization ?? '', origin)) return 403
        notices.push(JSON.parse(decrypt(body, pair, auth)) as PushNotice)
        return 201
      })
      const keys = { p256dh: pair.getPublicKey('base64url'), auth: auth.toString('base64url') }
      return { subscription: { endpoint: `${origin}${path}`, keys }, notices }
    },
    forgetAll() {
      isForgetful = true
    },
    requests: () => requests,
    async close() {
      server.close()
      server.closeAllConnections()
      await once(server, 'close')
    },
  }
}

/** `vapid t=<JWT>, k=<key>`: by this key, for this service, not expired. */
function isSignedBy(publicKey: string, authorization: string, audience: string): boolean {
  const [, token = '', key] = /^vapid t=([^,]+), k=(.+)$/.exec(authorization) ?? []
  const [head = '', body = '', signature = ''] = token.split('.')
  const claims = JSON.parse(Buffer.from(body, 'base64url').toString()) as Record<string, unknown>
  const raw = Buffer.from(publicKey, 'base64url')
  const coordinates = { x: raw.subarray(1, 33), y: raw.subarray(33) }
  const jwk = {
    kty: 'EC',
    crv: 'P-256',
    x: coordinates.x.toString('base64url'),
    y: coordinates.y.toString('base64url'),
  }
  const isValid = verify(
    'sha256',
    Buffer.from(`${head}.${body}`),
    { key: createPublicKey({ key: jwk, format: 'jwk' }), dsaEncoding: 'ieee-p1363' },
    Buffer.from(signature, 'base64url'),
  )
  return (
    isValid &&
    key === publicKey &&
    claims.aud === audience &&
    String(claims.sub).startsWith('mailto:') &&
    Number(claims.exp) > Date.now() / 1000
  )
}

function decrypt(body: Buffer, own: ReturnType<typeof createECDH>, auth: Buffer): string {
  const salt = body.subarray(0, 16)
  const keyLength = body.readUInt8(20)
  const senderKey = body.subarray(21, 21 + keyLength)
  const sealed = body.subarray(21 + keyLength)
  const derive = (key: Buffer, by: Buffer, info: Buffer | string, length: number) =>
    Buffer.from(hkdfSync('sha256', key, by, info, length))
  const info = Buffer.concat([Buffer.from('WebPush: info\0'), own.getPublicKey(), senderKey])
  const input = derive(own.computeSecret(senderKey), auth, info, 32)
  const key = derive(input, salt, 'Content-Encoding: aes128gcm\0', 16)
  const nonce = derive(input, salt, 'Content-Encoding: nonce\0', 12)
  const decipher = createDecipheriv('aes-128-gcm', key, nonce)
  decipher.setAuthTag(sealed.subarray(-16))
  const padded = Buffer.concat([decipher.update(sealed.subarray(0, -16)), decipher.final()])
  return padded.subarray(0, padded.lastIndexOf(2)).toString('utf8')
}
