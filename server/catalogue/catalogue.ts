import type { Municipality } from '#server/tenants/municipality.ts'
import type { Catalogue, SearchResults } from '#shared/contracts/catalogue.ts'
import type { Language } from '#shared/contracts/fields.ts'
import { findMatches } from '#shared/search/match.ts'
import { summariseFaq, summariseService } from './describe-entry.ts'

/** All published services and questions, in one language. */
export function describeCatalogue(municipality: Municipality, lang: Language): Catalogue {
  return {
    services: [...municipality.services.values()].map((service) =>
      summariseService(municipality, service, lang),
    ),
    faq: [...municipality.faq.values()].map((entry) => summariseFaq(entry, lang)),
  }
}

/** Services that fit the words of a query, the best first. */
export function searchCatalogue(
  municipality: Municipality,
  query: string,
  { lang, limit }: { lang: Language; limit: number },
): SearchResults {
  const matches = findMatches(describeCatalogue(municipality, lang).services, query)
  return {
    results: matches.slice(0, limit).map(({ entry: { slug, title, teaser }, score }) => ({
      kind: 'service' as const,
      slug,
      title,
      teaser,
      score,
    })),
    confident: matches.length > 0,
  }
}
