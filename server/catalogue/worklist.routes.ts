import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import { EntryDetail, MissDone, MissToTerm, Worklist } from '#shared/contracts/staff-entries.ts'
import { describeWorklist, dropMiss, missToDraft, missToTerm } from './worklist.ts'

const tag = 'editing'
const rightErrors = ['sign-in-required', 'forbidden'] as const

/** What residents looked for and did not find, and what of it one click makes. */
export function worklistRoutes(deps: Deps) {
  const editors = requireRole(deps, 'editor', 'admin')
  return new Hono<StaffEnv>()
    .get(
      '/worklist',
      describe({
        summary: 'What editors should look at; counts of three and more',
        tag,
        answer: Worklist,
        errors: [...rightErrors],
      }),
      editors,
      async (c) => c.json(await describeWorklist(deps, c.var.municipality)),
    )
    .post(
      '/worklist/misses/:id/term',
      describe({
        summary: 'Let words that led nowhere find an entry from now on',
        tag,
        answer: EntryDetail,
        errors: [...rightErrors, 'bad-request', 'invalid-input', 'not-found', 'state-conflict'],
      }),
      editors,
      validated('json', MissToTerm),
      async (c) => {
        const { municipality, staff } = c.var
        const wish = { ...c.req.valid('json'), missId: c.req.param('id') }
        return c.json(await missToTerm(deps, municipality, staff, wish))
      },
    )
    .post(
      '/worklist/misses/:id/draft',
      describe({
        summary: 'Begin a question with words that led nowhere',
        tag,
        status: 201,
        answer: EntryDetail,
        errors: [...rightErrors, 'not-found'],
      }),
      editors,
      async (c) => {
        const { municipality, staff } = c.var
        return c.json(await missToDraft(deps, municipality, staff, c.req.param('id')), 201)
      },
    )
    .post(
      '/worklist/misses/:id/dismiss',
      describe({
        summary: 'Take words off the list',
        tag,
        answer: MissDone,
        errors: [...rightErrors, 'not-found'],
      }),
      editors,
      async (c) => {
        const { municipality, staff } = c.var
        await dropMiss(deps, municipality, staff, c.req.param('id'))
        return c.json({ done: true as const })
      },
    )
}
