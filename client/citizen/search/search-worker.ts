import type { PackedBundle } from '#shared/contracts/packed-bundle.ts'
import type { SearchResults } from '#shared/contracts/search.ts'
import { entryFilter } from '#shared/domain/search-filter.ts'
import { unpackBundle } from '#shared/search/packed-bundle.ts'
import { buildIndex } from '#shared/search/search-index.ts'
import { toSearchResults } from '#shared/search/search-results.ts'
import { searchablesOf } from '#shared/search/searchables.ts'
import { search } from '#shared/search/search.ts'
import type { Asked, FromWorker, ToWorker } from './worker-messages.ts'

/** Reads the bundle and searches it, so that the page stays free for the fingers. */
let find: ((asked: Asked) => SearchResults) | null = null

function read(bytes: ArrayBuffer) {
  const bundle = unpackBundle(JSON.parse(new TextDecoder().decode(bytes)) as PackedBundle)
  const index = buildIndex(searchablesOf(bundle))
  return ({ query, unfinished, limit, ...filter }: Asked) => {
    const findings = search(index, query, { unfinished })
    const fits = entryFilter(bundle, filter)
    const results = findings.results.filter(({ entry }) => fits(entry))
    return toSearchResults(bundle, { ...findings, results }, limit)
  }
}

const tell = (message: FromWorker) => self.postMessage(message)

self.addEventListener('message', ({ data }: MessageEvent<ToWorker>) => {
  if ('bytes' in data) {
    find = read(data.bytes)
    tell({ ready: true })
  } else if (find) {
    tell({ id: data.id, found: find(data.asked) })
  }
})
