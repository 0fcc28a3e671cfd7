import { type Context, Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import { type EntryKind, entryKinds } from '#shared/contracts/entries.ts'
import {
  Difference,
  DifferenceQuery,
  EntriesQuery,
  EntryDetail,
  EntryRows,
  Findings,
  VersionRows,
  VersionView,
  textToCheckOf,
} from '#shared/contracts/staff-entries.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { draftRoutes } from './drafts.routes.ts'
import { readErrors } from './edit-of.ts'
import { findingsOf } from './entry-content.ts'
import { listEntries } from './entry-list.ts'
import { compareVersions, describeEntry, describeVersions, getVersion } from './entry-view.ts'
import { publicationRoutes } from './publication.routes.ts'

const tag = 'editing'

/** The catalogue as its editors see and change it. */
export function entryRoutes(deps: Deps) {
  const editors = requireRole(deps, 'editor', 'admin')
  const routes = new Hono<StaffEnv>().get(
    '/entries',
    describe({
      summary: 'The entries of the catalogue, filtered',
      tag,
      answer: EntryRows,
      errors: [...readErrors],
    }),
    editors,
    validated('query', EntriesQuery),
    async (c) =>
      c.json({ entries: await listEntries(deps, c.var.municipality, c.req.valid('query')) }),
  )
  for (const kind of entryKinds) {
    routes.route('/', readingRoutes(deps, kind))
    routes.route('/', draftRoutes(deps, kind))
    routes.route('/', publicationRoutes(deps, kind))
  }
  return routes
}

/** What is there of one entry: now, in its versions, and between them. */
function readingRoutes(deps: Deps, kind: EntryKind) {
  const editors = requireRole(deps, 'editor', 'admin')
  const keyOf = (c: Context<StaffEnv>) => ({
    tenantId: c.var.municipality.id,
    kind,
    id: c.req.param('id') ?? '',
  })
  return new Hono<StaffEnv>()
    .get(
      `/entries/${kind}/:id`,
      describe({
        summary: 'One entry: what residents see, its draft, and what the checks say',
        tag,
        answer: EntryDetail,
        errors: [...readErrors],
      }),
      editors,
      async (c) => c.json(await describeEntry(deps, c.var.municipality.id, keyOf(c))),
    )
    .get(
      `/entries/${kind}/:id/versions`,
      describe({
        summary: 'Who has published what when, the newest first',
        tag,
        answer: VersionRows,
        errors: [...readErrors],
      }),
      editors,
      async (c) => c.json({ versions: await describeVersions(deps, c.var.municipality, keyOf(c)) }),
    )
    .get(
      `/entries/${kind}/:id/versions/:version{[1-9][0-9]{0,5}}`,
      describe({
        summary: 'One version as it was published',
        tag,
        answer: VersionView,
        errors: [...readErrors],
      }),
      editors,
      async (c) => c.json(await getVersion(deps, keyOf(c), Number(c.req.param('version')))),
    )
    .get(
      `/entries/${kind}/:id/difference`,
      describe({
        summary: 'What differs between a version and a later one, or the draft',
        tag,
        answer: Difference,
        errors: [...readErrors],
      }),
      editors,
      validated('query', DifferenceQuery),
      async (c) => c.json(await compareVersions(deps, keyOf(c), c.req.valid('query'))),
    )
    .post(
      `/entry-checks/${kind}`,
      describe({
        summary: 'What the checks say of a text that is being written; nothing is stored',
        tag,
        answer: Findings,
        errors: [...readErrors, 'bad-request'],
      }),
      editors,
      validated('json', textToCheckOf(kind)),
      async (c) => {
        const { municipality } = c.var
        const { id, content } = c.req.valid('json')
        const today = localMoment(deps.clock.now(), municipality.zone).date
        const key = { tenantId: municipality.id, kind, id }
        return c.json({
          findings: await findingsOf(deps.db, municipality, { key, content, today }),
        })
      },
    )
}
