import type { SearchResults } from '#shared/contracts/search.ts'
import type { SearchFilter } from '#shared/domain/search-filter.ts'

/** What somebody looks for, and in which part of the catalogue. */
export interface Asked extends SearchFilter {
  query: string
  /** The last word is still being typed. */
  unfinished: boolean
  limit: number
}

export type ToWorker = { bytes: ArrayBuffer } | { id: number; asked: Asked }
export type FromWorker = { ready: true } | { id: number; found: SearchResults }
