import { Hono } from 'hono'
import * as v from 'valibot'
import type { Deps } from '#server/deps.ts'
import type { Env } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { validated } from '#server/http/validated.ts'
import { LanguageQuery } from '#shared/contracts/catalogue.ts'
import { EarliestView, MailboxList, TenantList, TenantView } from '#shared/contracts/tenants.ts'
import { describeMailboxes, describeTenant, describeTenantShortly } from './describe-tenant.ts'
import { findEarliest } from './earliest.ts'
import { mailboxesCsv } from './mailboxes-csv.ts'
import { listMunicipalities } from './tenants.ts'

const tag = 'municipalities'

/** `/api/tenants`. */
export function tenantListRoutes(deps: Deps) {
  return new Hono<Env>().get(
    '/tenants',
    describe({ summary: 'The municipalities of this installation', tag, answer: TenantList }),
    async (c) => {
      const tenants = await listMunicipalities(deps.db)
      return c.json({ tenants: tenants.map(describeTenantShortly) })
    },
  )
}

/** `/api/{tenant}` and what describes the municipality as a whole. */
export function tenantRoutes(deps: Deps) {
  const errors = ['unknown-tenant', 'invalid-input'] as const
  return new Hono<Env>()
    .get(
      '/',
      describe({
        summary: 'One municipality: offices, hours, phones, languages',
        tag,
        answer: TenantView,
        errors: [...errors],
      }),
      validated('query', LanguageQuery),
      (c) => c.json(describeTenant(deps, c.var.municipality, c.req.valid('query').lang)),
    )
    .get(
      '/earliest',
      describe({
        summary: 'The next free place of the services people book most',
        tag,
        answer: EarliestView,
        errors: [...errors],
      }),
      validated('query', LanguageQuery),
      async (c) => c.json(await findEarliest(deps, c.var.municipality, c.req.valid('query').lang)),
    )
    .get(
      '/mailboxes',
      describe({
        summary: 'The public list of functional addresses',
        tag,
        answer: MailboxList,
        errors: [...errors],
      }),
      validated('query', LanguageQuery),
      (c) => c.json(describeMailboxes(c.var.municipality, c.req.valid('query').lang)),
    )
    .get(
      '/mailboxes.csv',
      describe({
        summary: 'The same list as a table (CSV)',
        tag,
        answer: v.string(),
        contentType: 'text/csv',
        errors: [...errors],
      }),
      validated('query', LanguageQuery),
      (c) => {
        const { municipality } = c.var
        c.header('Content-Type', 'text/csv; charset=utf-8')
        c.header('Content-Disposition', `attachment; filename="adressen-${municipality.id}.csv"`)
        return c.body(mailboxesCsv(municipality, c.req.valid('query').lang))
      },
    )
}
