/**
 * One form for all spellings that reach the same person: lower case, without `+tag`, umlaut domains
 * as Punycode. It counts bookings of one address; mail goes to what the person typed.
 */
export function canonicalEmail(address: string, toAscii: (domain: string) => string): string {
  const at = address.lastIndexOf('@')
  const local = address.slice(0, at).toLowerCase().replace(/\+.*$/, '')
  return `${local}@${toAscii(address.slice(at + 1).toLowerCase())}`
}
