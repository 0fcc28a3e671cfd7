import { Hono } from 'hono'
import { countAskedAnyway } from '#server/catalogue/counts.ts'
import type { Deps } from '#server/deps.ts'
import type { Env } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { idempotencyKey, refuseParallel } from '#server/http/idempotency-key.ts'
import { requireProof } from '#server/http/proof.ts'
import { validated } from '#server/http/validated.ts'
import { ResendMail, Resent, WithToken } from '#shared/contracts/appointments.ts'
import {
  AddToRequest,
  MoveOwnCallback,
  PlaceRequest,
  PlacedRequest,
  RequestHelpful,
  RequestView,
} from '#shared/contracts/requests.ts'
import {
  addToRequest,
  confirmRequest,
  eraseByToken,
  moveOwnCallback,
  sayHelpful,
  viewRequest,
  withdrawRequest,
} from './manage.ts'
import { placeRequest } from './place.ts'
import { resendRequest } from './resend.ts'

const tag = 'requests'
const inputErrors = ['bad-request', 'invalid-input', 'unknown-tenant'] as const
const tokenErrors = [...inputErrors, 'link-invalid', 'link-expired'] as const
const repetitionErrors = ['idempotency-key-reused', 'request-in-flight'] as const

/** The life of a request as the resident sees it who wrote it. */
export function requestRoutes(deps: Deps) {
  return new Hono<Env>()
    .post(
      '/requests',
      describe({
        summary: 'Write to the municipality; a mail with the link to confirm goes out',
        tag,
        status: 201,
        answer: PlacedRequest,
        errors: [
          ...inputErrors,
          ...repetitionErrors,
          'limit-reached',
          'window-taken',
          'proof-required',
          'too-many-requests',
        ],
        parameters: [idempotencyKey.parameter],
      }),
      validated('json', PlaceRequest),
      refuseParallel(),
      async (c) => {
        const { proof, ...wish } = c.req.valid('json')
        const { municipality, callerKey } = c.var
        await requireProof(deps, callerKey, proof)
        const placed = await placeRequest(deps, municipality, wish, idempotencyKey.read(c))
        deps.limits.count('hold', callerKey)
        // The answer was offered before: editors learn that it did not settle it.
        if (wish.service) {
          await countAskedAnyway(
            deps,
            municipality,
            { kind: 'service', id: wish.service },
            callerKey,
          )
        }
        return c.json(placed, 201)
      },
    )
    .post(
      '/requests/view',
      describe({
        summary: 'All that is stored',
        tag,
        answer: RequestView,
        errors: [...tokenErrors],
      }),
      validated('json', WithToken),
      async (c) => c.json(await viewRequest(deps, c.var.municipality, c.req.valid('json').token)),
    )
    .post(
      '/requests/confirm',
      describe({
        summary: 'Confirm a request; it goes to the mailbox that is responsible',
        tag,
        answer: RequestView,
        errors: [...tokenErrors, 'state-conflict'],
      }),
      validated('json', WithToken),
      async (c) =>
        c.json(await confirmRequest(deps, c.var.municipality, c.req.valid('json').token)),
    )
    .post(
      '/requests/add',
      describe({
        summary: 'Add to a request; one that is closed is opened again',
        tag,
        answer: RequestView,
        errors: [
          ...tokenErrors,
          ...repetitionErrors,
          'state-conflict',
          'reopen-limit',
          'too-many-requests',
        ],
        parameters: [idempotencyKey.parameter],
      }),
      validated('json', AddToRequest),
      refuseParallel(),
      async (c) => {
        const key = idempotencyKey.read(c)
        return c.json(await addToRequest(deps, c.var.municipality, c.req.valid('json'), key))
      },
    )
    .post(
      '/requests/resend',
      describe({
        summary: 'Send the confirmation mail again, to a corrected address if there is one',
        tag,
        answer: Resent,
        errors: [...tokenErrors, 'state-conflict', 'too-many-requests', 'limit-reached'],
      }),
      validated('json', ResendMail),
      async (c) => {
        const { token, email } = c.req.valid('json')
        const view = await resendRequest(deps, c.var.municipality, token, email)
        return c.json({ resent: true as const, holdUntil: view.holdUntil })
      },
    )
    .post(
      '/requests/withdraw',
      describe({
        summary: 'Withdraw a request; matter and person are erased at once',
        tag,
        answer: RequestView,
        errors: [...tokenErrors, 'state-conflict'],
      }),
      validated('json', WithToken),
      async (c) =>
        c.json(await withdrawRequest(deps, c.var.municipality, c.req.valid('json').token)),
    )
    .post(
      '/requests/erase',
      describe({
        summary: 'Erase all that is stored at once; what is still open is withdrawn by it',
        tag,
        answer: RequestView,
        errors: [...tokenErrors, 'state-conflict'],
      }),
      validated('json', WithToken),
      async (c) => c.json(await eraseByToken(deps, c.var.municipality, c.req.valid('json').token)),
    )
    .post(
      '/requests/helpful',
      describe({
        summary: 'Say whether it helped, once it is closed',
        tag,
        answer: RequestView,
        errors: [...tokenErrors, 'state-conflict'],
      }),
      validated('json', RequestHelpful),
      async (c) => c.json(await sayHelpful(deps, c.var.municipality, c.req.valid('json'))),
    )
    .post(
      '/requests/callback',
      describe({
        summary: 'Choose another window for a promised call',
        tag,
        answer: RequestView,
        errors: [...tokenErrors, 'state-conflict', 'window-taken'],
      }),
      validated('json', MoveOwnCallback),
      async (c) => c.json(await moveOwnCallback(deps, c.var.municipality, c.req.valid('json'))),
    )
}
