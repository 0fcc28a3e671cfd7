import { Hono } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import * as v from 'valibot'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import { ExportQuery, ImportEntries, ImportOutcome } from '#shared/contracts/staff-entries.ts'
import { exportEntries } from './export.ts'
import { importEntries } from './import.ts'

const tag = 'editing'
/** A whole catalogue in one file. */
const largestImport = 8 * 1024 * 1024
const errors = ['sign-in-required', 'forbidden', 'invalid-input'] as const

/** The catalogue as files of other systems: CSV, XZuFi 2.2, YAML. */
export function exchangeRoutes(deps: Deps) {
  const editors = requireRole(deps, 'editor', 'admin')
  return new Hono<StaffEnv>()
    .get(
      '/entries-export',
      describe({
        summary: 'What residents see, as a file of the format',
        tag,
        answer: v.string(),
        contentType: 'application/octet-stream',
        errors: [...errors],
      }),
      editors,
      validated('query', ExportQuery),
      async (c) => {
        const { type, name, text } = await exportEntries(
          deps,
          c.var.municipality,
          c.req.valid('query'),
        )
        c.header('Content-Type', type)
        c.header('Content-Disposition', `attachment; filename="${name}"`)
        return c.body(text)
      },
    )
    .post(
      '/entries-import',
      describe({
        summary: 'Look at a file of entries and, if asked, take all of it over',
        tag,
        answer: ImportOutcome,
        errors: [...errors, 'bad-request', 'body-too-large'],
      }),
      editors,
      bodyLimit({ maxSize: largestImport, onError: refuseBody }),
      validated('json', ImportEntries),
      async (c) => {
        const { municipality, staff } = c.var
        return c.json(await importEntries(deps, municipality, staff.id, c.req.valid('json')))
      },
    )
}

function refuseBody(): never {
  throw new AppError('body-too-large')
}
