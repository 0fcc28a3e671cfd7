import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { Env, StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import { WithToken } from '#shared/contracts/appointments.ts'
import {
  NoteOutcome,
  Noted,
  ReplacementCases,
  ReplacementView,
} from '#shared/contracts/replacements.ts'
import { acceptReplacement, viewReplacement } from './answer.ts'
import { listCases, noteOutcome } from './phone.ts'

const tag = 'replacements'
const tokenErrors = [
  'bad-request',
  'invalid-input',
  'unknown-tenant',
  'not-found',
  'link-invalid',
  'link-expired',
  'link-cancelled',
  'link-past',
] as const

/** What a resident is offered whose appointment cannot take place. */
export function replacementRoutes(deps: Deps) {
  return new Hono<Env>()
    .post(
      '/replacements/view',
      describe({
        summary: 'What falls away, and the place that is held instead',
        tag,
        answer: ReplacementView,
        errors: [...tokenErrors],
      }),
      validated('json', WithToken),
      async (c) =>
        c.json(await viewReplacement(deps, c.var.municipality, c.req.valid('json').token)),
    )
    .post(
      '/replacements/accept',
      describe({
        summary: 'Take the place that is held; once taken, the same answer again',
        tag,
        answer: ReplacementView,
        errors: [...tokenErrors, 'slot-taken', 'state-conflict'],
      }),
      validated('json', WithToken),
      async (c) =>
        c.json(await acceptReplacement(deps, c.var.municipality, c.req.valid('json').token)),
    )
}

/** Those who have to be phoned, and what came of it. */
export function replacementStaffRoutes(deps: Deps) {
  const phoning = requireRole(deps, 'clerk', 'admin')
  const rightErrors = ['sign-in-required', 'forbidden'] as const
  return new Hono<StaffEnv>()
    .get(
      '/replacements',
      describe({
        summary: 'Everybody whose appointment cannot take place and who waits for another',
        tag,
        answer: ReplacementCases,
        errors: [...rightErrors],
      }),
      phoning,
      async (c) => c.json(await listCases(deps, c.var.municipality)),
    )
    .post(
      '/replacements/:id/outcome',
      describe({
        summary: 'Note what a call has led to, and do it',
        tag,
        answer: Noted,
        errors: [
          ...rightErrors,
          'bad-request',
          'invalid-input',
          'not-found',
          'state-conflict',
          'slot-taken',
          'not-bookable',
        ],
      }),
      phoning,
      validated('json', NoteOutcome),
      async (c) => {
        const { municipality, staff } = c.var
        const note = c.req.valid('json')
        return c.json(await noteOutcome(deps, municipality, staff, c.req.param('id'), note))
      },
    )
}
