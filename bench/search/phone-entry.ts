import type { PackedBundle } from '#shared/contracts/packed-bundle.ts'
import { unpackBundle } from '#shared/search/packed-bundle.ts'
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
  const bundle = unpackBundle(JSON.parse(json) as PackedBundle)
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
