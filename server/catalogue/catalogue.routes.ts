import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { Env } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { sendJson } from '#server/http/send-json.ts'
import { validated } from '#server/http/validated.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import {
  Catalogue,
  FaqView,
  Feedback,
  FeedbackTaken,
  LanguageQuery,
  ServiceView,
} from '#shared/contracts/catalogue.ts'
import type { Language } from '#shared/contracts/fields.ts'
import { PackedBundle } from '#shared/contracts/packed-bundle.ts'
import { SearchQuery, SearchResults } from '#shared/contracts/search.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { describeCatalogue } from './catalogue.ts'
import { countFound, countMiss, takeFeedback } from './counts.ts'
import type { Reading } from './describe-entry.ts'
import { describeFaq } from './describe-faq.ts'
import { describeService } from './describe-service.ts'

const tag = 'catalogue'

/** Services and questions, as lists, one by one, and found by words. */
export function catalogueRoutes(deps: Deps) {
  const reading = ({ zone }: Municipality, lang: Language): Reading => ({
    lang,
    today: localMoment(deps.clock.now(), zone).date,
  })

  return new Hono<Env>()
    .get(
      '/catalogue',
      describe({
        summary: 'All published services and questions',
        tag,
        answer: Catalogue,
        errors: ['unknown-tenant', 'invalid-input'],
      }),
      validated('query', LanguageQuery),
      (c) => {
        c.header('Cache-Control', 'no-cache')
        const { municipality } = c.var
        const catalogue = describeCatalogue(municipality, c.req.valid('query').lang)
        return sendJson(c, JSON.stringify(catalogue))
      },
    )
    .get(
      '/services/:slug',
      describe({
        summary: 'One service with all its texts',
        tag,
        answer: ServiceView,
        errors: ['unknown-tenant', 'not-found', 'invalid-input'],
      }),
      validated('query', LanguageQuery),
      (c) => {
        const { municipality } = c.var
        const { lang } = c.req.valid('query')
        return c.json(
          describeService(municipality, c.req.param('slug'), reading(municipality, lang)),
        )
      },
    )
    .get(
      '/faq/:slug',
      describe({
        summary: 'One question with all its texts',
        tag,
        answer: FaqView,
        errors: ['unknown-tenant', 'not-found', 'invalid-input'],
      }),
      validated('query', LanguageQuery),
      (c) => {
        const { municipality } = c.var
        const { lang } = c.req.valid('query')
        return c.json(describeFaq(municipality, c.req.param('slug'), reading(municipality, lang)))
      },
    )
    .post(
      '/feedback',
      describe({
        summary: 'Say whether an answer has helped; it is counted, nothing else is kept',
        tag,
        answer: FeedbackTaken,
        errors: ['unknown-tenant', 'not-found', 'bad-request', 'invalid-input'],
      }),
      validated('json', Feedback),
      async (c) => {
        const { municipality, callerKey } = c.var
        await takeFeedback(deps, municipality, c.req.valid('json'), callerKey)
        return c.json({ taken: true as const })
      },
    )
    .get(
      '/search',
      describe({
        summary: 'Services and questions that fit the words of a query, or who else is responsible',
        tag,
        answer: SearchResults,
        errors: ['unknown-tenant', 'invalid-input'],
      }),
      validated('query', SearchQuery),
      async (c) => {
        const { q: query, lang, ...asked } = c.req.valid('query')
        const { municipality, callerKey } = c.var
        const found = deps.searches.find(municipality, reading(municipality, lang), {
          query,
          ...asked,
        })
        if (asked.unfinished) return c.json(found)
        countFound(
          deps,
          municipality,
          found.results.map(({ kind, slug: id }) => ({ kind, id })),
        )
        if (!found.confident) await countMiss(deps, municipality, query, callerKey)
        return c.json(found)
      },
    )
    .get(
      '/search-bundle',
      describe({
        summary: 'All that a phone needs to search and read without network',
        tag,
        answer: PackedBundle,
        errors: ['unknown-tenant', 'invalid-input'],
      }),
      validated('query', LanguageQuery),
      (c) => {
        c.header('Cache-Control', 'no-cache')
        const { municipality } = c.var
        const { lang } = c.req.valid('query')
        return sendJson(c, deps.searches.packed(municipality, reading(municipality, lang)))
      },
    )
}
