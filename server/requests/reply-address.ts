import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'

/**
 * What stands behind the plus: the 128 bits of the request's id and 80 of the signature, five to a
 * letter. With the plus they leave 21 of the 64 letters that may stand before an @ (RFC 5321,
 * 4.5.3.1.1).
 */
const idLength = 26
const signatureLength = 16
/** In lower case only: mail programs and servers may change the case of an address. */
const letters = 'abcdefghijklmnopqrstuvwxyz234567'

type Signing = Pick<Deps, 'keys'>

/**
 * The address to which an answer to a request is mailed: the one that Rathauslotse reads, with the
 * request and a signature behind a plus (RFC 5233). Null where the municipality has no such address.
 */
export function replyAddress(
  deps: Signing,
  municipality: Municipality,
  requestId: string,
): string | null {
  const address = municipality.file.requests.replyTo
  if (address === undefined) return null
  const at = address.lastIndexOf('@')
  const code = toLetters(Buffer.from(requestId.replaceAll('-', ''), 'hex'))
  const signature = signatureOf(deps, municipality, requestId)
  return `${address.slice(0, at)}+${code}${signature}${address.slice(at)}`
}

/** The request that a signed address is of; null for any other address, and for a forged one. */
export function requestOfAddress(
  deps: Signing,
  municipality: Municipality,
  address: string,
): string | null {
  const own = municipality.file.requests.replyTo?.toLowerCase()
  if (own === undefined) return null
  const at = own.lastIndexOf('@')
  const given = address.toLowerCase()
  const [start, end] = [`${own.slice(0, at)}+`, own.slice(at)]
  if (!given.startsWith(start) || !given.endsWith(end)) return null
  const code = given.slice(start.length, given.length - end.length)
  if (code.length !== idLength + signatureLength || !/^[a-z2-7]+$/.test(code)) return null
  const requestId = idOf(code.slice(0, idLength))
  const expected = Buffer.from(signatureOf(deps, municipality, requestId))
  return timingSafeEqual(expected, Buffer.from(code.slice(idLength))) ? requestId : null
}

function signatureOf({ keys }: Signing, { id: tenantId }: Municipality, requestId: string): string {
  const key = keys.hash('reply', tenantId)
  return toLetters(createHmac('sha256', key).update(requestId).digest()).slice(0, signatureLength)
}

/** Base32 (RFC 4648, section 6) without padding. */
function toLetters(bytes: Buffer): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((group) => letters[Number.parseInt(group.padEnd(5, '0'), 2)]).join('')
}

function idOf(code: string): string {
  const bits = [...code].map((letter) => letters.indexOf(letter).toString(2).padStart(5, '0'))
  const hex = BigInt(`0b${bits.join('').slice(0, 128)}`)
    .toString(16)
    .padStart(32, '0')
  return hex.replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-')
}
