import { Hono } from 'hono'
import {
  addTerminal,
  removeTerminal,
  showTerminals,
} from '#server/appointments/waiting/terminals.ts'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import {
  AddTerminal,
  AddedTerminal,
  Terminals,
  TerminalsQuery,
} from '#shared/contracts/waiting-room.ts'

const tag = 'desk'
const errors = ['sign-in-required', 'forbidden', 'invalid-input', 'not-found'] as const

/** The screens at which people take numbers by themselves. */
export function terminalRoutes(deps: Deps) {
  const counterStaff = requireRole(deps, 'clerk', 'admin')

  return new Hono<StaffEnv>()
    .get(
      '/terminals',
      describe({
        summary: 'The screens of an office at which numbers are taken',
        tag,
        answer: Terminals,
        errors: [...errors],
      }),
      counterStaff,
      validated('query', TerminalsQuery),
      async (c) => {
        const { office } = c.req.valid('query')
        return c.json(await showTerminals(deps, c.var.municipality, office))
      },
    )
    .post(
      '/terminals',
      describe({
        summary: 'Make the key of one more screen; answered this once',
        tag,
        status: 201,
        answer: AddedTerminal,
        errors: [...errors, 'bad-request'],
      }),
      counterStaff,
      validated('json', AddTerminal),
      async (c) => c.json(await addTerminal(deps, c.var, c.req.valid('json')), 201),
    )
    .post(
      '/terminals/:id/remove',
      describe({
        summary: 'Take the key of a screen back',
        tag,
        answer: Terminals,
        errors: [...errors],
      }),
      counterStaff,
      async (c) => c.json(await removeTerminal(deps, c.var, c.req.param('id'))),
    )
}
