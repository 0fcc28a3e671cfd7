import type { Language } from '#shared/contracts/fields.ts'
import type { SearchResult } from '#shared/contracts/search.ts'
import { finderFor } from './finder.ts'
import { recentSearches } from './recent-searches.ts'
import SuggestionRow from './SuggestionRow.vue'

/** One row under the field: an entry, an earlier search, or something to do. */
export type Suggestion =
  | { key: string; what: 'entry'; entry: SearchResult }
  | { key: string; what: 'recent'; query: string }
  | { key: 'all'; what: 'all' }
  | { key: 'forget'; what: 'forget' }

const entriesAtMost = 6

export { forgetSearches as forget, rememberSearch as remember } from './recent-searches.ts'
export { SuggestionRow }

/** Begins to load what is searched. */
export function prepare(slug: string, lang: Language): void {
  void finderFor(slug, lang).prepare()
}

/** What fits the letters typed so far; where there are none, what was looked for before. */
export async function suggest(slug: string, lang: Language, typed: string): Promise<Suggestion[]> {
  const query = typed.trim()
  if (!query) {
    const searches = recentSearches().map(({ query: text }): Suggestion => ({
      key: `recent ${text}`,
      what: 'recent',
      query: text,
    }))
    return searches.length > 0 ? [...searches, { key: 'forget', what: 'forget' }] : []
  }
  const asked = { query, unfinished: true, limit: entriesAtMost }
  const { results } = await finderFor(slug, lang).find(asked)
  const entries = results.map((entry): Suggestion => ({
    key: `${entry.kind} ${entry.slug}`,
    what: 'entry',
    entry,
  }))
  return entries.length > 0 ? [...entries, { key: 'all', what: 'all' }] : []
}
