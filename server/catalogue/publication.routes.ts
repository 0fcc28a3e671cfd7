import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import type { EntryKind } from '#shared/contracts/entries.ts'
import {
  ArchiveEntry,
  AtRevision,
  EntryDetail,
  MarkChecked,
  ScheduleDraft,
} from '#shared/contracts/staff-entries.ts'
import { editErrors, editOf } from './edit-of.ts'
import {
  acknowledgeSource,
  approveDraft,
  archiveEntry,
  markChecked,
  publishDraft,
  scheduleDraft,
} from './publish.ts'

const tag = 'editing'

/** What residents see, and when. */
export function publicationRoutes(deps: Deps, kind: EntryKind) {
  const editors = requireRole(deps, 'editor', 'admin')
  const path = `/entries/${kind}/:id` as const
  const routes = new Hono<StaffEnv>()
    .post(
      `${path}/schedule`,
      describe({
        summary: 'Publish the draft at a time to come',
        tag,
        answer: EntryDetail,
        errors: [...editErrors, 'second-person-needed'],
      }),
      editors,
      validated('json', ScheduleDraft),
      async (c) => {
        const body = c.req.valid('json')
        return c.json(await scheduleDraft(deps, editOf(kind, c, body), body.publishAt))
      },
    )
    .post(
      `${path}/archive`,
      describe({
        summary: 'Take an entry from residents’ sight, and say where its readers are sent',
        tag,
        answer: EntryDetail,
        errors: [...editErrors],
      }),
      editors,
      validated('json', ArchiveEntry),
      async (c) => {
        const body = c.req.valid('json')
        return c.json(await archiveEntry(deps, editOf(kind, c, body), body.redirect))
      },
    )
    .post(
      `${path}/checked`,
      describe({
        summary: 'Say that what residents see has been checked',
        tag,
        answer: EntryDetail,
        errors: [...editErrors],
      }),
      editors,
      validated('json', MarkChecked),
      async (c) => {
        const body = c.req.valid('json')
        return c.json(await markChecked(deps, editOf(kind, c, body), body))
      },
    )

  const steps = {
    publish: { summary: 'Publish the draft at once', step: publishDraft },
    approve: { summary: 'Approve a draft as the second person', step: approveDraft },
    acknowledge: { summary: 'Note that the shared text has been seen', step: acknowledgeSource },
  }
  for (const [name, { summary, step }] of Object.entries(steps)) {
    routes.post(
      `${path}/${name}`,
      describe({
        summary,
        tag,
        answer: EntryDetail,
        errors: [...editErrors, 'second-person-needed'],
      }),
      editors,
      validated('json', AtRevision),
      async (c) => c.json(await step(deps, editOf(kind, c, c.req.valid('json')))),
    )
  }
  return routes
}
