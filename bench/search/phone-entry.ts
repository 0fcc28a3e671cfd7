import type { SearchBundle } from '#shared/contracts/search.ts'
import { buildIndex } from '#shared/search/search-index.ts'
import { search } from '#shared/search/search.ts'
import { searchablesOf } from '#shared/search/searchables.ts'
import type { PhoneTimes } from './phone.ts'

declare global {
  var measureSearch: (json: string, queries: readonly string[]) => PhoneTimes
}

/** What the page of `phone.ts` runs: once cold, as a phone does that has just been opened. */
globalThis.measureSearch = (json, queries) => {
  const started = performance.now()
  const bundle = JSON.parse(json) as SearchBundle
  const parsed = performance.now()
  const index = buildIndex(searchablesOf(bundle))
  const built = performance.now()
  const queryMs = queries.map((query) => {
    const before = performance.now()
    search(index, query)
    return performance.now() - before
  })
  return { parseMs: parsed - started, buildMs: built - parsed, queryMs }
}
