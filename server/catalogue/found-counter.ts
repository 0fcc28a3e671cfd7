import type { EntryKind } from '#shared/contracts/entries.ts'

export interface FoundEntry {
  tenantId: string
  kind: EntryKind
  id: string
}

/**
 * What searches of this process have shown since the last write: a search only reads, and one write
 * for many of them is enough.
 */
export class FoundCounter {
  #counts = new Map<string, FoundEntry & { count: number }>()

  add(entry: FoundEntry): void {
    const name = `${entry.tenantId} ${entry.kind} ${entry.id}`
    const known = this.#counts.get(name)
    if (known) known.count++
    else this.#counts.set(name, { ...entry, count: 1 })
  }

  /** What has been counted; from here on it counts from nothing. */
  drain(): (FoundEntry & { count: number })[] {
    const counted = [...this.#counts.values()]
    this.#counts = new Map()
    return counted
  }
}
