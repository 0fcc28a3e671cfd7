import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'

/** Who answers: an address that the resident has seen must not speak for the department. */
export type Side = 'resident' | 'department'
const sides = ['resident', 'department'] as const satisfies Side[]

/** 26 letters of a request's id, and 16 of a signature: 80 bits that nobody hits by trying. */
const [idLength, signatureLength] = [26, 16]
const letters = 'abcdefghijklmnopqrstuvwxyz234567'

type Signing = Pick<Deps, 'keys'>

/**
 * The address to which one side's answer to a request is mailed: the one that Rathauslotse reads,
 * with the request and a signature behind a plus (RFC 5233). Null where the municipality has no
 * such address.
 */
export function replyAddress(
  deps: Signing,
  municipality: Municipality,
  requestId: string,
  side: Side,
): string | null {
  const address = municipality.file.requests.replyTo
  if (address === undefined) return null
  const at = address.lastIndexOf('@')
  const code = base32(Buffer.from(requestId.replaceAll('-', ''), 'hex'))
  const signature = signatureOf(deps, municipality, requestId, side)
  return `${address.slice(0, at)}+${code}${signature}${address.slice(at)}`
}

/** The request that a signed address is of, and whose it is; null for any other, and a forged one. */
export function requestOfAddress(
  deps: Signing,
  municipality: Municipality,
  address: string,
): { requestId: string; side: Side } | null {
  const own = municipality.file.requests.replyTo
  if (own === undefined) return null
  const at = own.lastIndexOf('@')
  const given = address.toLowerCase()
  const [start, end] = [`${own.slice(0, at)}+`.toLowerCase(), own.slice(at).toLowerCase()]
  if (!given.startsWith(start) || !given.endsWith(end)) return null
  const code = given.slice(start.length, given.length - end.length)
  if (code.length !== idLength + signatureLength || !/^[a-z2-7]+$/.test(code)) return null
  const requestId = idOf(code.slice(0, idLength))
  const actual = Buffer.from(code.slice(idLength))
  const side = sides.find((one) =>
    timingSafeEqual(Buffer.from(signatureOf(deps, municipality, requestId, one)), actual),
  )
  return side ? { requestId, side } : null
}

function signatureOf(
  { keys }: Signing,
  { id: tenantId }: Municipality,
  requestId: string,
  side: Side,
): string {
  const key = keys.hash('reply', tenantId)
  const digest = createHmac('sha256', key).update(`${side} ${requestId}`).digest()
  return base32(digest).slice(0, signatureLength)
}

/** Lower case only: mail programs and servers may change the case of an address (RFC 4648, 6). */
function base32(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => letters[parseInt(five.padEnd(5, '0'), 2)])
    .join('')
}

function idOf(code: string): string {
  const bits = [...code].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
  const hex = (bits.join('').match(/.{4}/g) ?? []).map((four) => parseInt(four, 2).toString(16))
  return hex
    .slice(0, 32)
    .join('')
    .replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
