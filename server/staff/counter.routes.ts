import { Hono } from 'hono'
import { callNext, callVisitor } from '#server/appointments/counter/call.ts'
import { checkIn, checkInLater } from '#server/appointments/counter/check-in.ts'
import { changeAtCounter } from '#server/appointments/counter/steps.ts'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { idempotencyKey, refuseParallel } from '#server/http/idempotency-key.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import {
  CheckIn,
  CheckInAnswer,
  CheckInById,
  CheckInAnswers,
  CheckIns,
} from '#shared/contracts/check-in.ts'
import {
  CallNext,
  CallVisitor,
  CalledNext,
  type CounterAction,
  StaffAppointment,
  counterActions,
} from '#shared/contracts/staff.ts'

const tag = 'counter'
const writeErrors = ['sign-in-required', 'forbidden', 'bad-request', 'invalid-input'] as const

const summaries: Record<CounterAction, string> = {
  recall: 'Call a visitor once more',
  complete: 'End a visit; its counter is free again',
  'no-show': 'Note that nobody came; the counter is free again',
  undo: 'Take the last step back',
}

/** What happens to a visitor from the entrance to the end. */
export function counterRoutes(deps: Deps) {
  const counterStaff = requireRole(deps, 'clerk', 'admin')

  const routes = new Hono<StaffEnv>()
    .post(
      '/check-in',
      describe({
        summary: 'Judge who comes, by QR code, short code or tap, and let in',
        tag,
        answer: CheckInAnswer,
        errors: [...writeErrors, 'not-found', 'state-conflict', 'idempotency-key-reused'],
      }),
      counterStaff,
      validated('json', CheckIn),
      async (c) => c.json(await checkIn(deps, c.var, c.req.valid('json'))),
    )
    .post(
      '/check-ins',
      describe({
        summary: 'Check-ins that a device kept while it had no network; each happens once',
        tag,
        answer: CheckInAnswers,
        errors: [...writeErrors],
      }),
      counterStaff,
      validated('json', CheckIns),
      async (c) => c.json(await checkInLater(deps, c.var, c.req.valid('json'))),
    )
    .post(
      '/call-next',
      describe({
        summary: 'Call whoever is next to a counter',
        tag,
        answer: CalledNext,
        errors: [...writeErrors, 'state-conflict', 'idempotency-key-reused', 'request-in-flight'],
        parameters: [idempotencyKey.parameter],
      }),
      counterStaff,
      validated('json', CallNext),
      refuseParallel(),
      async (c) => c.json(await callNext(deps, c.var, c.req.valid('json'), idempotencyKey.read(c))),
    )
    .post(
      '/appointments/:id/check-in',
      describe({
        summary: 'The same for an appointment that was tapped in the list',
        tag,
        answer: CheckInAnswer,
        errors: [...writeErrors, 'not-found', 'state-conflict', 'idempotency-key-reused'],
      }),
      counterStaff,
      validated('json', CheckInById),
      async (c) => {
        const arrival = { ...c.req.valid('json'), appointment: c.req.param('id') }
        return c.json(await checkIn(deps, c.var, arrival))
      },
    )
    .post(
      '/appointments/:id/call',
      describe({
        summary: 'Call one visitor to a counter, out of turn',
        tag,
        answer: StaffAppointment,
        errors: [...writeErrors, 'not-found', 'state-conflict'],
      }),
      counterStaff,
      validated('json', CallVisitor),
      async (c) => {
        const { counter } = c.req.valid('json')
        return c.json(await callVisitor(deps, c.var, c.req.param('id'), counter))
      },
    )

  for (const action of counterActions) {
    routes.post(
      `/appointments/:id/${action}`,
      describe({
        summary: summaries[action],
        tag,
        answer: StaffAppointment,
        errors: ['sign-in-required', 'forbidden', 'not-found', 'state-conflict'],
      }),
      counterStaff,
      async (c) => c.json(await changeAtCounter(deps, c.var, c.req.param('id'), action)),
    )
  }
  return routes
}
