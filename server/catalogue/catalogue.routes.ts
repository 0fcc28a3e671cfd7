import { Hono } from 'hono'
import type { Env } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { sendJson } from '#server/http/send-json.ts'
import { validated } from '#server/http/validated.ts'
import {
  Catalogue,
  LanguageQuery,
  SearchQuery,
  SearchResults,
  ServiceView,
} from '#shared/contracts/catalogue.ts'
import { describeCatalogue, describeService, searchCatalogue } from './catalogue.ts'

const tag = 'catalogue'

/** Services, as lists, one by one, and found by words. */
export function catalogueRoutes() {
  return new Hono<Env>()
    .get(
      '/catalogue',
      describe({
        summary: 'All published services',
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
      (c) =>
        c.json(describeService(c.var.municipality, c.req.param('slug'), c.req.valid('query').lang)),
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
