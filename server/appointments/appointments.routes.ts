import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { Env } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { idempotencyKey, refuseParallel } from '#server/http/idempotency-key.ts'
import { requireProof } from '#server/http/proof.ts'
import { sendJson } from '#server/http/send-json.ts'
import { validated } from '#server/http/validated.ts'
import {
  AppointmentView,
  Erased,
  MoveAppointment,
  PlaceAppointment,
  Placed,
  ResendMail,
  Resent,
  WithToken,
} from '#shared/contracts/appointments.ts'
import { Slots, SlotsQuery } from '#shared/contracts/slots.ts'
import { findSlotsJson } from './free-places.ts'
import {
  cancelAppointment,
  confirmAppointment,
  resendConfirmation,
  viewAppointment,
} from './manage.ts'
import { eraseAppointment } from './erase.ts'
import { moveAppointment } from './move.ts'
import { placeAppointment } from './place.ts'

const tag = 'appointments'
const linkErrors = ['link-invalid', 'link-expired', 'link-cancelled', 'link-past'] as const
const tokenErrors = ['bad-request', 'invalid-input', 'unknown-tenant', ...linkErrors] as const

/** Free places, and the whole life of an appointment as a resident sees it. */
export function appointmentRoutes(deps: Deps) {
  return new Hono<Env>()
    .get(
      '/slots',
      describe({
        summary: 'Free places for services, by day and office',
        tag,
        answer: Slots,
        errors: ['invalid-input', 'not-bookable', 'unknown-tenant'],
      }),
      validated('query', SlotsQuery),
      async (c) => {
        const { service: services, ...search } = c.req.valid('query')
        const json = await findSlotsJson(deps, c.var.municipality, { services, ...search })
        return sendJson(c, json)
      },
    )
    .post(
      '/appointments',
      describe({
        summary: 'Reserve a place; a mail with the link to confirm goes out',
        tag,
        status: 201,
        answer: Placed,
        errors: [
          'bad-request',
          'invalid-input',
          'not-bookable',
          'slot-taken',
          'limit-reached',
          'proof-required',
          'too-many-requests',
          'idempotency-key-reused',
          'request-in-flight',
          'unknown-tenant',
        ],
        parameters: [idempotencyKey.parameter],
      }),
      validated('json', PlaceAppointment),
      refuseParallel(),
      async (c) => {
        const { proof, ...wish } = c.req.valid('json')
        const { municipality, callerKey } = c.var
        await requireProof(deps, callerKey, proof)
        const placed = await placeAppointment(deps, municipality, wish, idempotencyKey.read(c))
        deps.limits.count('hold', callerKey)
        return c.json(placed, 201)
      },
    )
    .post(
      '/appointments/view',
      describe({
        summary: 'All that is stored',
        tag,
        answer: AppointmentView,
        errors: [...tokenErrors],
      }),
      validated('json', WithToken),
      async (c) =>
        c.json(await viewAppointment(deps, c.var.municipality, c.req.valid('json').token)),
    )
    .post(
      '/appointments/confirm',
      describe({
        summary: 'Confirm a reserved place',
        tag,
        answer: AppointmentView,
        errors: [...tokenErrors, 'state-conflict'],
      }),
      validated('json', WithToken),
      async (c) =>
        c.json(await confirmAppointment(deps, c.var.municipality, c.req.valid('json').token)),
    )
    .post(
      '/appointments/cancel',
      describe({
        summary: 'Give the place back',
        tag,
        answer: AppointmentView,
        errors: [...tokenErrors, 'state-conflict'],
      }),
      validated('json', WithToken),
      async (c) =>
        c.json(await cancelAppointment(deps, c.var.municipality, c.req.valid('json').token)),
    )
    .post(
      '/appointments/move',
      describe({
        summary: 'Take another place; the old one is freed only if the new one is won',
        tag,
        answer: AppointmentView,
        errors: [...tokenErrors, 'slot-taken', 'not-bookable', 'state-conflict'],
      }),
      validated('json', MoveAppointment),
      async (c) => {
        const { token, ...to } = c.req.valid('json')
        return c.json(await moveAppointment(deps, c.var.municipality, token, to))
      },
    )
    .post(
      '/appointments/resend',
      describe({
        summary: 'Send the confirmation mail again, to a corrected address if there is one',
        tag,
        answer: Resent,
        errors: [...tokenErrors, 'state-conflict', 'too-many-requests', 'limit-reached'],
      }),
      validated('json', ResendMail),
      async (c) => {
        const { token, email } = c.req.valid('json')
        const view = await resendConfirmation(deps, c.var.municipality, token, email)
        return c.json({ resent: true as const, holdUntil: view.holdUntil })
      },
    )
    .post(
      '/appointments/erase',
      describe({
        summary: 'Erase the person at once, and give a live place back',
        tag,
        answer: Erased,
        errors: ['bad-request', 'invalid-input', 'link-invalid', 'unknown-tenant'],
      }),
      validated('json', WithToken),
      async (c) => {
        await eraseAppointment(deps, c.var.municipality, c.req.valid('json').token)
        return c.json({ erased: true as const })
      },
    )
}
