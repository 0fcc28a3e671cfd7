import { Hono } from 'hono'
import { changeAtCounter, checkInByCode, listAtCounter } from '#server/appointments/counter.ts'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import {
  CheckInByCode,
  type CounterAction,
  StaffAppointment,
  StaffAppointments,
  StaffAppointmentsQuery,
  counterActions,
} from '#shared/contracts/staff.ts'

const tag = 'counter'
const rightErrors = ['sign-in-required', 'forbidden'] as const

const summaries: Record<CounterAction, string> = {
  'check-in': 'Let in a visitor who has a confirmed appointment today',
  call: 'Call a visitor to the counter',
  complete: 'End a visit; its counter is free again',
  'no-show': 'Note that nobody came; the counter is free again',
  undo: 'Take a check-in back',
}

/** The day of an office, and what happens to a visitor from the entrance to the end. */
export function counterRoutes(deps: Deps) {
  const counterStaff = requireRole(deps, 'clerk', 'admin')

  const routes = new Hono<StaffEnv>()
    .get(
      '/appointments',
      describe({
        summary: 'The appointments of a day, by time',
        tag,
        answer: StaffAppointments,
        errors: [...rightErrors, 'invalid-input'],
      }),
      counterStaff,
      validated('query', StaffAppointmentsQuery),
      async (c) => c.json(await listAtCounter(deps, c.var.municipality, c.req.valid('query'))),
    )
    .post(
      '/check-in',
      describe({
        summary: 'Let a visitor in by QR code or short code; once in, the same answer again',
        tag,
        answer: StaffAppointment,
        errors: [...rightErrors, 'bad-request', 'invalid-input', 'not-found', 'state-conflict'],
      }),
      counterStaff,
      validated('json', CheckInByCode),
      async (c) => {
        const { municipality, staff } = c.var
        return c.json(await checkInByCode(deps, municipality, staff, c.req.valid('json')))
      },
    )

  for (const action of counterActions) {
    routes.post(
      `/appointments/:id/${action}`,
      describe({
        summary: summaries[action],
        tag,
        answer: StaffAppointment,
        errors: [...rightErrors, 'not-found', 'state-conflict'],
      }),
      counterStaff,
      async (c) => {
        const { municipality, staff } = c.var
        return c.json(await changeAtCounter(deps, municipality, staff, c.req.param('id'), action))
      },
    )
  }
  return routes
}
