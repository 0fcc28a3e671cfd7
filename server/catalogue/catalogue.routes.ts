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
  LanguageQuery,
  SearchQuery,
  SearchResults,
  ServiceView,
} from '#shared/contracts/catalogue.ts'
import type { Language } from '#shared/contracts/fields.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { describeCatalogue, searchCatalogue } from './catalogue.ts'
import type { Reading } from './describe-entry.ts'
import { describeFaq } from './describe-faq.ts'
import { describeService } from './describe-service.ts'

const tag = 'catalogue'

/** Services and questions, as lists, one by one, and found by words. */
export function catalogueRoutes({ clock }: Pick<Deps, 'clock'>) {
  const reading = ({ zone }: Municipality, lang: Language): Reading => ({
    lang,
    today: localMoment(clock.now(), zone).date,
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
