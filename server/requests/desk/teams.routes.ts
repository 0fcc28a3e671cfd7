import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import {
  ChangeTeam,
  MailboxHealth,
  MailboxTeams,
  RoutingFigures,
  RoutingFiguresQuery,
} from '#shared/contracts/mailbox-teams.ts'
import { Absence, ClearAbsence, SetAbsence } from '#shared/contracts/staff-requests.ts'
import { readRoutingFigures } from '../routing/figures.ts'
import { clearAbsence, setAbsence } from './handover.ts'
import { readHealth } from './health.ts'
import { changeTeam, listTeams } from './mailbox-teams.ts'

const tag = 'request desk'
const rightErrors = ['sign-in-required', 'forbidden'] as const
const changeErrors = [...rightErrors, 'bad-request', 'invalid-input'] as const

/** Who is there and who is not, and how the mailboxes do. */
export function mailboxTeamRoutes(deps: Deps) {
  const team = requireRole(deps, 'caseworker', 'agent')
  const admins = requireRole(deps, 'admin')

  return new Hono<StaffEnv>()
    .post(
      '/absence',
      describe({
        summary: 'Say when somebody is away: oneself or a colleague',
        tag,
        answer: Absence,
        errors: [...changeErrors],
      }),
      team,
      validated('json', SetAbsence),
      async (c) => c.json(await setAbsence(deps, c.var, c.req.valid('json'))),
    )
    .post(
      '/absence-clear',
      describe({
        summary: 'Say that somebody is there again',
        tag,
        answer: Absence,
        errors: [...changeErrors],
      }),
      team,
      validated('json', ClearAbsence),
      async (c) => c.json(await clearAbsence(deps, c.var, c.req.valid('json'))),
    )
    .get(
      '/mailbox-teams',
      describe({
        summary: 'Who shares which mailbox',
        tag,
        answer: MailboxTeams,
        errors: [...rightErrors],
      }),
      admins,
      async (c) => c.json(await listTeams(deps, c.var)),
    )
    .post(
      '/mailbox-teams/:mailbox',
      describe({
        summary: 'Put a team in place of the one that a mailbox has',
        tag,
        answer: MailboxTeams,
        errors: [...changeErrors, 'not-found'],
      }),
      admins,
      validated('json', ChangeTeam),
      async (c) =>
        c.json(await changeTeam(deps, c.var, c.req.param('mailbox'), c.req.valid('json'))),
    )
    .get(
      '/mailbox-health',
      describe({
        summary:
          'How the mailboxes do: what is late, who is silent, whose address mail comes back from',
        tag,
        answer: MailboxHealth,
        errors: [...rightErrors],
      }),
      requireRole(deps, 'caseworker', 'agent', 'admin'),
      async (c) => c.json(await readHealth(deps, c.var)),
    )
    .get(
      '/routing-figures',
      describe({
        summary: 'The share of requests that reached the right mailbox at the first attempt',
        tag,
        answer: RoutingFigures,
        errors: [...rightErrors, 'invalid-input'],
      }),
      requireRole(deps, 'caseworker', 'editor', 'admin'),
      validated('query', RoutingFiguresQuery),
      async (c) => {
        const { months } = c.req.valid('query')
        return c.json(await readRoutingFigures(deps, c.var.municipality, months))
      },
    )
}
