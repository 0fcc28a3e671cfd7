import type { Clock } from '#server/clock.ts'
import { AppError } from '#server/errors.ts'

/** How many of a kind one key may do in a time. */
interface Policy {
  most: number
  perSeconds: number
}

/** Generous for people behind one address of a town or a school; a script meets them soon. */
export const defaultPolicies = {
  /** Requests that change something, per IP address. */
  write: { most: 1200, perSeconds: 60 },
  /** Confirmation mails sent again, per appointment. */
  resend: { most: 5, perSeconds: 600 },
  /** What is added to a request and goes to its department, per request. */
  add: { most: 10, perSeconds: 3600 },
  /** Holds and requests per IP address from which on the browser has to prove work. */
  hold: { most: 100, perSeconds: 3600 },
  /** Numbers drawn at screens that nobody has set up: no faster than people can stand before one. */
  number: { most: 60, perSeconds: 600 },
  /** Files that are sent for requests, and drafts for them, per IP address. */
  upload: { most: 100, perSeconds: 3600 },
  /** What is counted of a reader: searches that led nowhere, answers that did not help. */
  signal: { most: 60, perSeconds: 3600 },
} as const satisfies Record<string, Policy>

export type PolicyName = keyof typeof defaultPolicies
export type Policies = Record<PolicyName, Policy>

const mostKeys = 100_000

/** Counts in fixed windows, in memory, by keys that are no addresses but keyed hashes of them. */
export class Limits {
  readonly #windows = new Map<string, { count: number; endsAt: number }>()
  readonly #clock: Clock
  readonly #policies: Policies

  constructor(clock: Clock, policies: Policies = defaultPolicies) {
    this.#clock = clock
    this.#policies = policies
  }

  /** Counts one more. @throws AppError 'too-many-requests' above the limit */
  check(policy: PolicyName, key: string): void {
    const window = this.#window(policy, key)
    if (window.count >= this.#policies[policy].most) {
      const milliseconds = window.endsAt - Date.parse(this.#clock.now())
      throw new AppError('too-many-requests', { retryAfter: Math.ceil(milliseconds / 1000) })
    }
    window.count++
  }

  /** Counts one more without a limit; `isReached` tells. */
  count(policy: PolicyName, key: string): void {
    this.#window(policy, key).count++
  }

  isReached(policy: PolicyName, key: string): boolean {
    return this.#window(policy, key).count >= this.#policies[policy].most
  }

  /** True the first time a key is seen within `seconds`, false after. */
  once(key: string, seconds: number): boolean {
    const now = Date.parse(this.#clock.now())
    const id = `once ${key}`
    const known = this.#windows.get(id)
    if (known && known.endsAt > now) return false
    this.#keep(id, { count: 1, endsAt: now + seconds * 1000 })
    return true
  }

  #window(policy: PolicyName, key: string): { count: number; endsAt: number } {
    const now = Date.parse(this.#clock.now())
    const id = `${policy} ${key}`
    const known = this.#windows.get(id)
    if (known && known.endsAt > now) return known
    const window = { count: 0, endsAt: now + this.#policies[policy].perSeconds * 1000 }
    this.#keep(id, window)
    return window
  }

  #keep(id: string, window: { count: number; endsAt: number }): void {
    this.#windows.delete(id)
    this.#windows.set(id, window)
    if (this.#windows.size > mostKeys) this.#windows.delete(this.#windows.keys().next().value!)
  }
}
