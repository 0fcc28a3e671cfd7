/**
 * What stands in a QR code: `RL1.<payload>.<Ed25519 signature>`, both base64url.
 * It proves a reference, an office and a start without network, names nobody and does nothing by itself.
 */
export interface EntranceClaim {
  reference: string
  office: string
  /** Wall time at the office, `2026-11-23T08:05`. */
  start: string
}

const version = 'RL1'

export function encodeClaim(claim: EntranceClaim): string {
  return [claim.reference, claim.office, claim.start].join('~')
}

export function decodeClaim(text: string): EntranceClaim | null {
  const [reference, office, start, ...rest] = text.split('~')
  return reference && office && start && rest.length === 0 ? { reference, office, start } : null
}

export function joinEntranceCode(payload: string, signature: string): string {
  return `${version}.${payload}.${signature}`
}

/** The parts of a scanned code, still unverified; null if it is none of ours. */
export function splitEntranceCode(code: string): { payload: string; signature: string } | null {
  const [prefix, payload, signature, ...rest] = code.split('.')
  if (prefix !== version || !payload || !signature || rest.length > 0) return null
  return { payload, signature }
}
