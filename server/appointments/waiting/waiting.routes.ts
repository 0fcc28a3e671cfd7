import { Hono } from 'hono'
import * as v from 'valibot'
import type { Deps } from '#server/deps.ts'
import type { Env } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { eventStream } from '#server/http/event-stream.ts'
import { idempotencyKey, refuseParallel } from '#server/http/idempotency-key.ts'
import { requireProof } from '#server/http/proof.ts'
import { validated } from '#server/http/validated.ts'
import { WithToken } from '#shared/contracts/appointments.ts'
import { Language } from '#shared/contracts/fields.ts'
import {
  CallDisplay,
  NumberOffer,
  PushState,
  SubscribePush,
  TakeNumber,
  TakenNumber,
  WaitingView,
} from '#shared/contracts/waiting-room.ts'
import { changesAt } from '../counter/office-counters.ts'
import { showCalls } from './display.ts'
import { offerNumbers, takeNumber } from './numbers.ts'
import { subscribePush, unsubscribePush } from './push.ts'
import { viewWaiting } from './resident.ts'
import { isTerminal } from './terminals.ts'

const tag = 'waiting room'
const linkErrors = ['link-invalid', 'link-expired', 'link-cancelled', 'link-past'] as const
const tokenErrors = ['bad-request', 'invalid-input', 'unknown-tenant', ...linkErrors] as const
const LanguageQuery = v.strictObject({ lang: v.optional(Language, 'de') })

/** What a waiting room shows to everybody, and to each who waits. */
export function waitingRoutes(deps: Deps) {
  return new Hono<Env>()
    .get(
      '/offices/:office/calls',
      describe({
        summary: 'The last calls of an office: numbers and counters',
        tag,
        answer: CallDisplay,
        errors: ['invalid-input', 'not-found', 'unknown-tenant'],
      }),
      validated('query', LanguageQuery),
      async (c) => {
        const { lang } = c.req.valid('query')
        return c.json(await showCalls(deps, c.var.municipality, c.req.param('office'), lang))
      },
    )
    .get(
      '/offices/:office/calls/live',
      describe({
        summary: 'The same as server-sent events `calls`, now and whenever it changes',
        tag,
        answer: CallDisplay,
        contentType: 'text/event-stream',
        errors: ['invalid-input', 'not-found', 'too-many-requests', 'unknown-tenant'],
      }),
      validated('query', LanguageQuery),
      async (c) => {
        const { municipality } = c.var
        const office = c.req.param('office')
        const read = () => showCalls(deps, municipality, office, c.req.valid('query').lang)
        // Refused before the stream begins, if there is no such office.
        await read()
        return eventStream(c, deps, {
          event: 'calls',
          concerns: changesAt(municipality, office),
          read,
        })
      },
    )
    .get(
      '/offices/:office/numbers',
      describe({
        summary: 'Whether numbers are handed out without an appointment, and how long one waits',
        tag,
        answer: NumberOffer,
        errors: ['invalid-input', 'not-found', 'unknown-tenant'],
      }),
      validated('query', LanguageQuery),
      async (c) => {
        const { lang } = c.req.valid('query')
        return c.json(await offerNumbers(deps, c.var.municipality, c.req.param('office'), lang))
      },
    )
    .post(
      '/offices/:office/numbers',
      describe({
        summary: 'Take a number without an appointment',
        tag,
        status: 201,
        answer: TakenNumber,
        errors: [
          'bad-request',
          'forbidden',
          'invalid-input',
          'not-bookable',
          'not-found',
          'no-walk-ins',
          'proof-required',
          'too-many-requests',
          'idempotency-key-reused',
          'request-in-flight',
          'unknown-tenant',
        ],
        parameters: [idempotencyKey.parameter],
      }),
      validated('json', TakeNumber),
      refuseParallel(),
      async (c) => {
        const { proof, terminal, ...wish } = c.req.valid('json')
        const { municipality, callerKey } = c.var
        const office = c.req.param('office')
        // A queue stands before a terminal; anybody may open the page on a screen of their own.
        const isOurs = await isTerminal(deps, municipality, office, terminal)
        if (!isOurs) {
          deps.limits.check('number', callerKey)
          await requireProof(deps, callerKey, proof)
        }
        const taken = await takeNumber(
          deps,
          municipality,
          { ...wish, office },
          { drawer: isOurs ? 'terminal' : 'kiosk', actor: 'resident' },
          idempotencyKey.read(c),
        )
        if (!isOurs) deps.limits.count('hold', callerKey)
        return c.json(taken, 201)
      },
    )
    .post(
      '/appointments/waiting',
      describe({
        summary: 'How an appointment stands in the queue',
        tag,
        answer: WaitingView,
        errors: [...tokenErrors],
      }),
      validated('json', WithToken),
      async (c) => c.json(await viewWaiting(deps, c.var.municipality, c.req.valid('json').token)),
    )
    .post(
      '/appointments/waiting/live',
      describe({
        summary: 'The same as server-sent events `waiting`, now and whenever it changes',
        tag,
        answer: WaitingView,
        contentType: 'text/event-stream',
        errors: [...tokenErrors, 'too-many-requests'],
      }),
      validated('json', WithToken),
      async (c) => {
        const { municipality } = c.var
        const { token } = c.req.valid('json')
        const { office } = await viewWaiting(deps, municipality, token)
        return eventStream(c, deps, {
          event: 'waiting',
          concerns: changesAt(municipality, office),
          read: () => viewWaiting(deps, municipality, token),
        })
      },
    )
    .post(
      '/appointments/push/subscribe',
      describe({
        summary: 'Let a browser be told when it is the turn of an appointment',
        tag,
        answer: PushState,
        errors: [...tokenErrors, 'limit-reached', 'state-conflict'],
      }),
      validated('json', SubscribePush),
      async (c) => {
        const { token, subscription } = c.req.valid('json')
        return c.json(await subscribePush(deps, c.var.municipality, token, subscription))
      },
    )
    .post(
      '/appointments/push/unsubscribe',
      describe({
        summary: 'End it for one browser',
        tag,
        answer: PushState,
        errors: ['bad-request', 'invalid-input', 'link-invalid', 'unknown-tenant'],
      }),
      validated('json', SubscribePush),
      async (c) => {
        const { token, subscription } = c.req.valid('json')
        return c.json(await unsubscribePush(deps, c.var.municipality, token, subscription))
      },
    )
}
