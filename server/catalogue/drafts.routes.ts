import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import type { EntryKind } from '#shared/contracts/entries.ts'
import {
  AtRevision,
  Discarded,
  DuplicateEntry,
  EntryDetail,
  RejectDraft,
  RestoreVersion,
  SubmitDraft,
  draftChangeOf,
  newEntryOf,
} from '#shared/contracts/staff-entries.ts'
import {
  changeDraft,
  createDraft,
  discardDraft,
  duplicateEntry,
  rejectDraft,
  restoreVersion,
  submitDraft,
} from './drafts.ts'
import { editErrors, editOf, readErrors } from './edit-of.ts'

const tag = 'editing'

/** A draft from its first word to the second person's desk. */
export function draftRoutes(deps: Deps, kind: EntryKind) {
  const editors = requireRole(deps, 'editor', 'admin')
  const path = `/entries/${kind}/:id` as const
  return new Hono<StaffEnv>()
    .post(
      `/entries/${kind}`,
      describe({
        summary: 'Begin a new entry',
        tag,
        status: 201,
        answer: EntryDetail,
        errors: [...readErrors, 'bad-request'],
      }),
      editors,
      validated('json', newEntryOf(kind)),
      async (c) => {
        const { municipality, staff } = c.var
        const wish = { kind, ...c.req.valid('json') }
        return c.json(await createDraft(deps, municipality, staff, wish), 201)
      },
    )
    .patch(
      path,
      describe({
        summary: 'Put a content in place of the draft’s, or begin a draft with it',
        tag,
        answer: EntryDetail,
        errors: [...editErrors],
      }),
      editors,
      validated('json', draftChangeOf(kind)),
      async (c) => {
        const body = c.req.valid('json')
        return c.json(await changeDraft(deps, editOf(kind, c, body), body.content))
      },
    )
    .post(
      `${path}/duplicate`,
      describe({
        summary: 'Begin a new entry with what this one says',
        tag,
        status: 201,
        answer: EntryDetail,
        errors: [...readErrors, 'bad-request'],
      }),
      editors,
      validated('json', DuplicateEntry),
      async (c) => {
        const { municipality, staff } = c.var
        const wish = { kind, id: c.req.param('id'), as: c.req.valid('json').id }
        return c.json(await duplicateEntry(deps, municipality, staff, wish), 201)
      },
    )
    .post(
      `${path}/submit`,
      describe({
        summary: 'Hand the draft to a second person',
        tag,
        answer: EntryDetail,
        errors: [...editErrors],
      }),
      editors,
      validated('json', SubmitDraft),
      async (c) => {
        const body = c.req.valid('json')
        return c.json(await submitDraft(deps, editOf(kind, c, body), body.publishAt))
      },
    )
    .post(
      `${path}/reject`,
      describe({
        summary: 'Give the draft back, with what should be changed',
        tag,
        answer: EntryDetail,
        errors: [...editErrors],
      }),
      editors,
      validated('json', RejectDraft),
      async (c) => {
        const body = c.req.valid('json')
        return c.json(await rejectDraft(deps, editOf(kind, c, body), body.note))
      },
    )
    .post(
      `${path}/restore`,
      describe({
        summary: 'Make a draft of an earlier version',
        tag,
        answer: EntryDetail,
        errors: [...editErrors],
      }),
      editors,
      validated('json', RestoreVersion),
      async (c) => {
        const body = c.req.valid('json')
        return c.json(await restoreVersion(deps, editOf(kind, c, body), body.version))
      },
    )
    .post(
      `${path}/discard`,
      describe({
        summary: 'Throw the draft away',
        tag,
        answer: Discarded,
        errors: [...editErrors],
      }),
      editors,
      validated('json', AtRevision),
      async (c) =>
        c.json({ entry: await discardDraft(deps, editOf(kind, c, c.req.valid('json'))) }),
    )
}
