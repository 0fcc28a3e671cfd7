import type { Municipality } from '#server/tenants/municipality.ts'
import type { SearchBundle, SearchResults } from '#shared/contracts/search.ts'
import { type SearchFilter, entryFilter } from '#shared/domain/search-filter.ts'
import { type SearchIndex, buildIndex } from '#shared/search/search-index.ts'
import { packBundle } from '#shared/search/packed-bundle.ts'
import { toSearchResults } from '#shared/search/search-results.ts'
import { searchablesOf } from '#shared/search/searchables.ts'
import { search } from '#shared/search/search.ts'
import { describeBundle } from './bundle.ts'
import type { Reading } from './describe-entry.ts'

/** What somebody looks for, and in which part of the catalogue. */
export interface Asked extends SearchFilter {
  query: string
  limit: number
  /** The last word is still being typed. */
  unfinished?: boolean
}

/** A bundle with the index of it. */
export interface Prepared {
  today: string
  bundle: SearchBundle
  index: SearchIndex
  /** The JSON of it for phones, once one has asked. */
  packed?: string
}

/**
 * Bundles and indexes by municipality and language. A municipality that has changed is another
 * object, so an index is as old as what it was built from; a new day may bring new fees.
 */
export class SearchIndexes {
  readonly #known = new WeakMap<Municipality, Map<string, Prepared>>()

  /** What fits the words of a query, the best first, by the same index that phones build. */
  find(
    municipality: Municipality,
    reading: Reading,
    { query, limit, unfinished = false, ...filter }: Asked,
  ): SearchResults {
    const { bundle, index } = this.prepare(municipality, reading)
    const findings = search(index, query, { unfinished })
    const fits = entryFilter(bundle, filter)
    const results = findings.results.filter(({ entry }) => fits(entry))
    return toSearchResults(bundle, { ...findings, results }, limit)
  }

  /** All a phone needs to search by itself, as it is sent. */
  packed(municipality: Municipality, reading: Reading): string {
    const prepared = this.prepare(municipality, reading)
    prepared.packed ??= JSON.stringify(packBundle(prepared.bundle))
    return prepared.packed
  }

  /** Both, for whoever looks at them in another way; the same object until something changes. */
  prepare(municipality: Municipality, reading: Reading): Prepared {
    const ofMunicipality = this.#known.get(municipality) ?? new Map<string, Prepared>()
    this.#known.set(municipality, ofMunicipality)
    const known = ofMunicipality.get(reading.lang)
    if (known?.today === reading.today) return known
    const bundle = describeBundle(municipality, reading)
    const prepared: Prepared = {
      today: reading.today,
      bundle,
      index: buildIndex(searchablesOf(bundle)),
    }
    ofMunicipality.set(reading.lang, prepared)
    return prepared
  }
}
