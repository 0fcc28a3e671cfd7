import type { Received } from './receive.ts'

/** What mail servers understand of a program that they hand mail to (sysexits.h). */
export const exitCodes = {
  taken: 0,
  usage: 64,
  /** The message is none: its sender is told. */
  data: 65,
  noUser: 67,
  /** The message stays in the mail server's queue. */
  temporary: 75,
  config: 78,
} as const

/** Programs and loops are taken, and go no further: nobody may get a mail because of them. */
export function exitCodeOf({ verdict }: Pick<Received, 'verdict'>): number {
  if (verdict === 'deferred') return exitCodes.temporary
  return verdict === 'unreadable' ? exitCodes.data : exitCodes.taken
}
