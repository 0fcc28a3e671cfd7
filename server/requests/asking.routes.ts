import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { Env } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { validated } from '#server/http/validated.ts'
import { CallbackWindows, CallbackWindowsQuery } from '#shared/contracts/callbacks.ts'
import {
  AskForProposals,
  RequestProposals,
  RequestTopics,
  RequestTopicsQuery,
} from '#shared/contracts/requests.ts'
import { listWindows } from './callbacks/promise.ts'
import { propose } from './routing/propose.ts'
import { describeTopics } from './topics.ts'

const tag = 'requests'
const readErrors = ['unknown-tenant', 'invalid-input'] as const

/** What somebody needs to know who is about to write: topics, who is responsible, when we call. */
export function askingRoutes(deps: Deps) {
  return new Hono<Env>()
    .get(
      '/requests/topics',
      describe({
        summary: 'What people often write about, and what has to be known of it',
        tag,
        answer: RequestTopics,
        errors: [...readErrors],
      }),
      validated('query', RequestTopicsQuery),
      (c) => c.json(describeTopics(c.var.municipality, c.req.valid('query').lang)),
    )
    .post(
      '/requests/proposals',
      describe({
        summary: 'Answers that may settle a matter, and who is responsible; the words are not kept',
        tag,
        answer: RequestProposals,
        errors: [...readErrors, 'bad-request'],
      }),
      validated('json', AskForProposals),
      async (c) => c.json(await propose(deps, c.var.municipality, c.req.valid('json'))),
    )
    .get(
      '/requests/callback-windows',
      describe({
        summary: 'When the team of a mailbox can call back',
        tag,
        answer: CallbackWindows,
        errors: [...readErrors],
      }),
      validated('query', CallbackWindowsQuery),
      async (c) => {
        const { municipality } = c.var
        const { mailbox = municipality.file.tenant.generalMailbox, lang } = c.req.valid('query')
        const asked = { mailboxId: mailbox, lang, by: 'resident' } as const
        return c.json(await listWindows(deps, municipality, asked))
      },
    )
}
