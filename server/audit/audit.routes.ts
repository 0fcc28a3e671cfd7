import { Hono } from 'hono'
import * as v from 'valibot'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import { AuditActors, AuditFilter, AuditPage, AuditQuery } from '#shared/contracts/audit.ts'
import { describeActors, describeAudit, exportAudit } from './audit-log.ts'

const tag = 'audit'
const rightErrors = ['sign-in-required', 'session-locked', 'forbidden'] as const

/** What was done at a municipality and by whom, for its admins. */
export function auditRoutes(deps: Deps): Hono<StaffEnv> {
  const admins = requireRole(deps, 'admin')
  return new Hono<StaffEnv>()
    .get(
      '/audit',
      describe({
        summary: 'What happened, the newest first',
        tag,
        answer: AuditPage,
        errors: [...rightErrors, 'invalid-input'],
      }),
      admins,
      validated('query', AuditQuery),
      async (c) => c.json(await describeAudit(deps, c.var.municipality, c.req.valid('query'))),
    )
    .get(
      '/audit/actors',
      describe({
        summary: 'Whose doing can be looked for',
        tag,
        answer: AuditActors,
        errors: [...rightErrors],
      }),
      admins,
      async (c) => c.json(await describeActors(deps, c.var.municipality)),
    )
    .get(
      '/audit/export',
      describe({
        summary: 'The same as a table (CSV)',
        tag,
        answer: v.string(),
        contentType: 'text/csv',
        errors: [...rightErrors, 'invalid-input'],
      }),
      admins,
      validated('query', AuditFilter),
      async (c) => {
        const { municipality } = c.var
        const csv = await exportAudit(deps, municipality, c.req.valid('query'))
        c.header('Content-Type', 'text/csv; charset=utf-8')
        const file = `protokoll-${municipality.id}.csv`
        c.header('Content-Disposition', `attachment; filename="${file}"`)
        return c.body(csv)
      },
    )
}
