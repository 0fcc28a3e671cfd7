import { shortCode } from './short-code.ts'

/** A ticket number, `A-K7M-4PXY`, from at least 12 random bytes: a short code that says what it is of. */
export function ticketNumber(bytes: Uint8Array): string {
  return `A-${shortCode(bytes)}`
}
