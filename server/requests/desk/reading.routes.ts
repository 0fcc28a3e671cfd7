import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { eventStream } from '#server/http/event-stream.ts'
import { isStillAllowed, requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import {
  CallbackWindows,
  CallbackWindowsQuery,
  StaffCallbacks,
  StaffCallbacksQuery,
} from '#shared/contracts/callbacks.ts'
import {
  CannedTexts,
  CannedTextsQuery,
  Handover,
  HandoverQuery,
  RequestRevisions,
  RequestStatus,
  RequestStatusQuery,
  SharedMailboxes,
  StaffRequest,
  StaffRequests,
  StaffRequestsQuery,
} from '#shared/contracts/staff-requests.ts'
import { listWindows } from '../callbacks/promise.ts'
import { concernsMailboxes } from '../live.ts'
import { shareOf } from './access.ts'
import { listCannedTexts } from './canned.ts'
import { readHandover } from './handover.ts'
import { listCalls, listForStaff, listShared, readRequestRevisions } from './lists.ts'
import { readStatus } from './status.ts'
import { readRequest } from './thread.ts'

const tag = 'request desk'
const readErrors = ['sign-in-required', 'forbidden', 'invalid-input'] as const
const teamRoles = ['caseworker', 'agent'] as const

/** What teams see of the requests in the mailboxes that they share. */
export function requestReadingRoutes(deps: Deps) {
  const team = requireRole(deps, ...teamRoles)
  const phoneToo = requireRole(deps, ...teamRoles, 'clerk', 'admin')

  return new Hono<StaffEnv>()
    .get(
      '/mailboxes',
      describe({
        summary: 'The mailboxes one shares, with what lies in them and who else has access',
        tag,
        answer: SharedMailboxes,
        errors: ['sign-in-required', 'forbidden'],
      }),
      team,
      async (c) => c.json(await listShared(deps, c.var)),
    )
    .get(
      '/requests',
      describe({
        summary: 'Requests of the mailboxes one shares, by view',
        tag,
        answer: StaffRequests,
        errors: [...readErrors],
      }),
      team,
      validated('query', StaffRequestsQuery),
      async (c) => c.json(await listForStaff(deps, c.var, c.req.valid('query'))),
    )
    .get(
      '/requests/:id',
      describe({
        summary: 'One request with its whole thread',
        tag,
        answer: StaffRequest,
        errors: [...readErrors, 'not-found'],
      }),
      team,
      async (c) => c.json(await readRequest(deps, c.var, c.req.param('id'))),
    )
    .get(
      '/requests/:id/canned',
      describe({
        summary: 'Texts of the catalogue to answer with',
        tag,
        answer: CannedTexts,
        errors: [...readErrors, 'not-found'],
      }),
      team,
      validated('query', CannedTextsQuery),
      async (c) =>
        c.json(await listCannedTexts(deps, c.var, c.req.param('id'), c.req.valid('query'))),
    )
    .get(
      '/request-status',
      describe({
        summary: 'How a ticket stands and who has it; neither its matter nor its person',
        tag,
        answer: RequestStatus,
        errors: [...readErrors, 'not-found'],
      }),
      phoneToo,
      validated('query', RequestStatusQuery),
      async (c) => c.json(await readStatus(deps, c.var, c.req.valid('query').ticket)),
    )
    .get(
      '/callbacks',
      describe({
        summary: 'Promised calls, the earliest window first',
        tag,
        answer: StaffCallbacks,
        errors: [...readErrors],
      }),
      team,
      validated('query', StaffCallbacksQuery),
      async (c) => c.json(await listCalls(deps, c.var, c.req.valid('query'))),
    )
    .get(
      '/callback-windows',
      describe({
        summary: 'Windows in which a call can be promised, from now on',
        tag,
        answer: CallbackWindows,
        errors: [...readErrors],
      }),
      team,
      validated('query', CallbackWindowsQuery),
      async (c) => {
        const { municipality } = c.var
        const { mailbox = municipality.file.tenant.generalMailbox, lang } = c.req.valid('query')
        const asked = { mailboxId: mailbox, lang, by: 'staff' } as const
        return c.json(await listWindows(deps, municipality, asked))
      },
    )
    .get(
      '/handover',
      describe({
        summary: 'What is unanswered, by age, and who else has access',
        tag,
        answer: Handover,
        errors: [...readErrors],
      }),
      team,
      validated('query', HandoverQuery),
      async (c) => c.json(await readHandover(deps, c.var, c.req.valid('query'))),
    )
    .get(
      '/requests-live',
      describe({
        summary: 'Server-sent events `changed`: something is different in a mailbox one shares',
        tag,
        answer: RequestRevisions,
        contentType: 'text/event-stream',
        errors: ['sign-in-required', 'forbidden', 'too-many-requests'],
      }),
      team,
      async (c) => {
        const { municipality, staff } = c.var
        const { headers } = c.req.raw
        const { readable } = await shareOf(deps.db, c.var)
        return eventStream(c, deps, {
          event: 'changed',
          concerns: concernsMailboxes(municipality.id, readable),
          read: async () => {
            // A person that has been disabled since must not go on looking.
            const isAllowed = await isStillAllowed(deps, headers, municipality.id, teamRoles)
            return isAllowed ? readRequestRevisions(deps, { municipality, staff }) : null
          },
        })
      },
    )
}
