import type { Clock } from '#server/clock.ts'
import { AppError } from '#server/errors.ts'

/** How wrong attempts slow down the next ones: never for ever, so that nobody can be locked out. */
interface Rule {
  /** So many cost nothing: people mistype. */
  free: number
  /** The longest pause between two attempts. */
  longestSeconds: number
}

/**
 * Somebody who guesses one account meets the first rule, many machines that guess one account the
 * second, one machine that guesses many accounts the third. The second is mild: it holds for the
 * person, too.
 */
export const backoffRules = {
  accountFromAddress: { free: 5, longestSeconds: 900 },
  account: { free: 30, longestSeconds: 20 },
  address: { free: 60, longestSeconds: 300 },
} as const satisfies Record<string, Rule>

interface Failures {
  count: number
  /** Milliseconds. */
  blockedUntil: number
  forgottenAt: number
}

const forgetAfterSeconds = 3600
const mostKeys = 100_000

/** Counts wrong attempts by keyed hashes, in memory. Two processes know of one another's nothing. */
export class Backoff {
  readonly #known = new Map<string, Failures>()
  readonly #clock: Clock

  constructor(clock: Clock) {
    this.#clock = clock
  }

  /**
   * Counts an attempt as wrong until it has succeeded: many that come at once count one by one.
   * @throws AppError 'too-many-requests'
   */
  begin(accountKey: string, addressKey: string): void {
    const now = Date.parse(this.#clock.now())
    const keys = keysOf(accountKey, addressKey)
    const wait = Math.max(...keys.map(([, key]) => (this.#at(key, now)?.blockedUntil ?? 0) - now))
    if (wait > 0) {
      throw new AppError('too-many-requests', { retryAfter: Math.ceil(wait / 1000) })
    }
    for (const [name, key] of keys) {
      const count = (this.#at(key, now)?.count ?? 0) + 1
      this.#keep(key, {
        count,
        blockedUntil: now + pauseSeconds(backoffRules[name], count) * 1000,
        forgottenAt: now + forgetAfterSeconds * 1000,
      })
    }
  }

  /** The attempt was right: the account's mistakes are forgotten, the address has one less. */
  succeeded(accountKey: string, addressKey: string): void {
    const now = Date.parse(this.#clock.now())
    for (const [name, key] of keysOf(accountKey, addressKey)) {
      const known = this.#at(key, now)
      if (!known) continue
      if (name === 'address' && known.count > 1) {
        this.#keep(key, { ...known, count: known.count - 1, blockedUntil: 0 })
      } else this.#known.delete(key)
    }
  }

  #at(key: string, now: number): Failures | undefined {
    const known = this.#known.get(key)
    return known && known.forgottenAt > now ? known : undefined
  }

  #keep(key: string, failures: Failures): void {
    this.#known.delete(key)
    this.#known.set(key, failures)
    if (this.#known.size > mostKeys) this.#known.delete(this.#known.keys().next().value!)
  }
}

function keysOf(account: string, address: string): [keyof typeof backoffRules, string][] {
  return [
    ['accountFromAddress', `${account} ${address}`],
    ['account', `account ${account}`],
    ['address', `address ${address}`],
  ]
}

/** 1, 2, 4, 8 … seconds after the attempts that cost nothing. */
function pauseSeconds({ free, longestSeconds }: Rule, count: number): number {
  return count < free ? 0 : Math.min(2 ** Math.min(count - free, 30), longestSeconds)
}
