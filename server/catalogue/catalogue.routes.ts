import { Hono } from 'hono'
import { etag } from 'hono/etag'
import type { Deps } from '#server/deps.ts'
import type { Env } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { validated } from '#server/http/validated.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import {
  Catalogue,
  FaqView,
  Feedback,
  FeedbackTaken,
  LanguageQuery,
  SearchQuery,
  SearchResults,
  ServiceView,
} from '#shared/contracts/catalogue.ts'
import type { Language } from '#shared/contracts/fields.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { describeCatalogue, searchCatalogue } from './catalogue.ts'
import { takeFeedback } from './counts.ts'
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
      etag(),
      validated('query', LanguageQuery),
      (c) => {
        c.header('Cache-Control', 'no-cache')
        return c.json(describeCatalogue(c.var.municipality, c.req.valid('query').lang))
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
        summary: 'Services that fit the words of a query',
        tag,
        answer: SearchResults,
        errors: ['unknown-tenant', 'invalid-input'],
      }),
      validated('query', SearchQuery),
      (c) => {
        const { q, lang, limit } = c.req.valid('query')
        return c.json(searchCatalogue(c.var.municipality, q, { lang, limit }))
      },
    )
}
