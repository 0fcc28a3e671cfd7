import type { LockDays } from '#server/appointments/ledger.ts'

/** A day of a counter group whose appointments have changed. */
export interface ChangedDay {
  tenantId: string
  group: string
  date: string
}

/** What has changed; `anything`: word may have been lost, so look again. */
export type Change = readonly ChangedDay[] | 'anything'

/** Hears what changes, wherever it happens. */
export type Listener = (change: Change) => void

/** Passes word on to other processes; on a database of one process there is nothing to pass. */
export interface Relay {
  send(days: readonly ChangedDay[]): void
  /** Begins to listen, and goes on until it is stopped. */
  listen(listener: Listener): { stop(): void }
  close(): Promise<void>
}

/**
 * Tells everybody who looks that a day has changed: in this process at once, in others as soon as the
 * relay has passed it on. It carries no content: who hears it reads what is committed.
 */
export class Bell {
  readonly #relay: Relay | null
  readonly #here = new Set<Listener>()
  readonly #everywhere = new Set<Listener>()
  #relayed: { stop(): void } | null = null

  constructor(relay: Relay | null) {
    this.#relay = relay
  }

  ring(days: readonly ChangedDay[]): void {
    for (const listener of [...this.#here, ...this.#everywhere]) listener(days)
    this.#relay?.send(days)
  }

  /** Hears what any process changes. Returns what ends it. */
  hear(listener: Listener): () => void {
    this.#everywhere.add(listener)
    this.#relayed ??=
      this.#relay?.listen((change) => {
        for (const other of this.#everywhere) other(change)
      }) ?? null
    return () => {
      this.#everywhere.delete(listener)
      if (this.#everywhere.size > 0) return
      this.#relayed?.stop()
      this.#relayed = null
    }
  }

  /** Hears only what this process changes, for work that one process should do. */
  hearHere(listener: Listener): () => void {
    this.#here.add(listener)
    return () => this.#here.delete(listener)
  }

  async close(): Promise<void> {
    this.#here.clear()
    this.#everywhere.clear()
    this.#relayed?.stop()
    await this.#relay?.close()
  }
}

/** The ledger's lock, which also rings once the change is committed. */
export function ringing(lockDays: LockDays, bell: Bell): LockDays {
  return async (db, tenantId, days, work) => {
    const result = await lockDays(db, tenantId, days, work)
    bell.ring(days.map(({ group, date }) => ({ tenantId, group, date })))
    return result
  }
}
