import { bundleOf, readMusterstadt } from '#bench/search/texts.ts'
import { buildIndex } from '#shared/search/search-index.ts'
import { searchablesOf } from '#shared/search/searchables.ts'

/** The demo's city as phones search it; read once for each test file. */
export const municipality = readMusterstadt()
export const bundle = bundleOf(municipality)
export const searchables = searchablesOf(bundle)
export const index = buildIndex(searchables)
