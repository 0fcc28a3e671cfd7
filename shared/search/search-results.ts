import type { SearchBundle, SearchResults } from '../contracts/search.ts'
import type { Findings } from './search.ts'
import type { Searchable } from './search-index.ts'

/** What was found in a bundle, as the server and the phone show it. */
export function toSearchResults(
  { authorities }: Pick<SearchBundle, 'authorities'>,
  { results, confident, didYouMean, elsewhere }: Findings<Searchable>,
  limit: number,
): SearchResults {
  return {
    results: results.slice(0, limit).map(({ entry: { kind, slug, title, teaser }, score }) => ({
      kind: kind === 'faq' ? 'faq' : 'service',
      slug,
      title,
      teaser,
      score: Math.min(1, score),
    })),
    confident,
    didYouMean,
    elsewhere: elsewhere.flatMap(({ entry }) => {
      const authority = authorities.find(({ id }) => id === entry.slug)
      if (!authority) return []
      const { id, name, text, phone, website } = authority
      return [{ id, name, text, ...(phone && { phone }), ...(website && { website }) }]
    }),
  }
}
