import { Hono } from 'hono'
import {
  bookForSomebody,
  cancelForSomebody,
  moveForSomebody,
} from '#server/appointments/counter/book.ts'
import { findSlots } from '#server/appointments/free-places.ts'
import { staffRights } from '#server/appointments/rights.ts'
import { takeNumber } from '#server/appointments/waiting/numbers.ts'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { idempotencyKey, refuseParallel } from '#server/http/idempotency-key.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import { Slots, SlotsQuery } from '#shared/contracts/slots.ts'
import {
  BookForSomebody,
  BookedForSomebody,
  MoveForSomebody,
  WalkIn,
} from '#shared/contracts/staff-booking.ts'
import { StaffAppointment } from '#shared/contracts/staff.ts'
import { TakenNumber } from '#shared/contracts/waiting-room.ts'

const tag = 'desk'
const rightErrors = ['sign-in-required', 'forbidden'] as const
const placeErrors = ['bad-request', 'invalid-input', 'not-bookable', 'slot-taken'] as const
const onceErrors = ['idempotency-key-reused', 'request-in-flight'] as const

/** What the staff books for somebody, at the desk or on the phone. */
export function deskRoutes(deps: Deps) {
  const counterStaff = requireRole(deps, 'clerk', 'admin')
  const phoneToo = requireRole(deps, 'clerk', 'admin', 'agent')

  return new Hono<StaffEnv>()
    .get(
      '/slots',
      describe({
        summary: 'Free places with what is kept back for the staff, at once',
        tag,
        answer: Slots,
        errors: [...rightErrors, 'invalid-input', 'not-bookable'],
      }),
      phoneToo,
      validated('query', SlotsQuery),
      async (c) => {
        const { service: services, ...search } = c.req.valid('query')
        const { municipality } = c.var
        return c.json(await findSlots(deps, municipality, { services, ...search }, staffRights))
      },
    )
    .post(
      '/appointments',
      describe({
        summary: 'Book for somebody; confirmed at once',
        tag,
        status: 201,
        answer: BookedForSomebody,
        errors: [...rightErrors, ...placeErrors, ...onceErrors],
        parameters: [idempotencyKey.parameter],
      }),
      phoneToo,
      validated('json', BookForSomebody),
      refuseParallel(),
      async (c) => {
        const wish = c.req.valid('json')
        return c.json(await bookForSomebody(deps, c.var, wish, idempotencyKey.read(c)), 201)
      },
    )
    .post(
      '/appointments/:id/move',
      describe({
        summary: 'Take another place for somebody',
        tag,
        answer: StaffAppointment,
        errors: [...rightErrors, ...placeErrors, 'not-found', 'state-conflict'],
      }),
      phoneToo,
      validated('json', MoveForSomebody),
      async (c) => {
        const to = c.req.valid('json')
        return c.json(await moveForSomebody(deps, c.var, c.req.param('id'), to))
      },
    )
    .post(
      '/appointments/:id/cancel',
      describe({
        summary: 'Give the place of somebody back',
        tag,
        answer: StaffAppointment,
        errors: [...rightErrors, 'not-found', 'state-conflict'],
      }),
      phoneToo,
      async (c) => c.json(await cancelForSomebody(deps, c.var, c.req.param('id'))),
    )
    .post(
      '/walk-ins',
      describe({
        summary: 'Give a number to somebody without an appointment',
        tag,
        status: 201,
        answer: TakenNumber,
        errors: [
          ...rightErrors,
          'bad-request',
          'invalid-input',
          'not-bookable',
          'not-found',
          'no-walk-ins',
          ...onceErrors,
        ],
        parameters: [idempotencyKey.parameter],
      }),
      counterStaff,
      validated('json', WalkIn),
      refuseParallel(),
      async (c) => {
        const { municipality, staff } = c.var
        const by = { drawer: 'desk', actor: `staff:${staff.id}` } as const
        const wish = c.req.valid('json')
        return c.json(await takeNumber(deps, municipality, wish, by, idempotencyKey.read(c)), 201)
      },
    )
}
