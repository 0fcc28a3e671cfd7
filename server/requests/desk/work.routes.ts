import { Hono } from 'hono'
import type { Deps } from '#server/deps.ts'
import type { StaffEnv } from '#server/http/context.ts'
import { describe } from '#server/http/describe.ts'
import { requireRole } from '#server/http/require-role.ts'
import { validated } from '#server/http/validated.ts'
import { MailPreview, PreviewAnswer } from '#shared/contracts/answer-preview.ts'
import { CallbackOutcome, MoveCallback } from '#shared/contracts/callbacks.ts'
import {
  AnswerRequest,
  AssignRequest,
  CloseRequest,
  DraftFaq,
  FaqDrafted,
  ForwardRequest,
  MergeRequest,
  NoteOnRequest,
  ReopenRequest,
  RequestGone,
  StaffRequest,
} from '#shared/contracts/staff-requests.ts'
import { promiseAsStaff, settleCall } from './calls.ts'
import { draftFaq } from './draft-faq.ts'
import { forwardRequest } from './forward.ts'
import { mergeRequest } from './merge.ts'
import { previewAnswer } from './preview.ts'
import {
  answerRequest,
  assignRequest,
  closeRequest,
  noteOnRequest,
  reopenRequest,
  takeRequest,
} from './work.ts'

const tag = 'request desk'
const idErrors = ['sign-in-required', 'forbidden', 'not-found', 'state-conflict'] as const
const workErrors = [...idErrors, 'bad-request', 'invalid-input'] as const

/** What teams do with the requests in the mailboxes that they share. */
export function requestWorkRoutes(deps: Deps) {
  const team = requireRole(deps, 'caseworker', 'agent')

  return new Hono<StaffEnv>()
    .post(
      '/requests/:id/take',
      describe({
        summary: 'Take a request upon oneself',
        tag,
        answer: StaffRequest,
        errors: [...idErrors],
      }),
      team,
      async (c) => c.json(await takeRequest(deps, c.var, c.req.param('id'))),
    )
    .post(
      '/requests/:id/release',
      describe({
        summary: 'Give a request back to the team',
        tag,
        answer: StaffRequest,
        errors: [...idErrors],
      }),
      team,
      async (c) => c.json(await assignRequest(deps, c.var, c.req.param('id'), null)),
    )
    .post(
      '/requests/:id/assign',
      describe({
        summary: 'Give a request to a colleague of the team',
        tag,
        answer: StaffRequest,
        errors: [...workErrors],
      }),
      team,
      validated('json', AssignRequest),
      async (c) =>
        c.json(await assignRequest(deps, c.var, c.req.param('id'), c.req.valid('json').to)),
    )
    .post(
      '/requests/:id/note',
      describe({
        summary: 'Note something for the colleagues',
        tag,
        answer: StaffRequest,
        errors: [...workErrors],
      }),
      team,
      validated('json', NoteOnRequest),
      async (c) =>
        c.json(await noteOnRequest(deps, c.var, c.req.param('id'), c.req.valid('json').text)),
    )
    .post(
      '/requests/:id/answer',
      describe({
        summary: 'Answer the resident by mail',
        tag,
        answer: StaffRequest,
        errors: [...workErrors],
      }),
      team,
      validated('json', AnswerRequest),
      async (c) => c.json(await answerRequest(deps, c.var, c.req.param('id'), c.req.valid('json'))),
    )
    .post(
      '/requests/:id/forward',
      describe({
        summary: 'Send a request on to another mailbox, whether or not one may read it there',
        tag,
        answer: RequestGone,
        errors: [...workErrors],
      }),
      team,
      validated('json', ForwardRequest),
      async (c) =>
        c.json(await forwardRequest(deps, c.var, c.req.param('id'), c.req.valid('json'))),
    )
    .post(
      '/requests/:id/merge',
      describe({
        summary: 'Let a request go on in another one of the same person',
        tag,
        answer: StaffRequest,
        errors: [...workErrors],
      }),
      team,
      validated('json', MergeRequest),
      async (c) =>
        c.json(await mergeRequest(deps, c.var, c.req.param('id'), c.req.valid('json').into)),
    )
    .post(
      '/requests/:id/close',
      describe({
        summary: 'Close a request without a further answer',
        tag,
        answer: StaffRequest,
        errors: [...workErrors],
      }),
      team,
      validated('json', CloseRequest),
      async (c) =>
        c.json(await closeRequest(deps, c.var, c.req.param('id'), c.req.valid('json').note)),
    )
    .post(
      '/requests/:id/reopen',
      describe({
        summary: 'Open a closed request again',
        tag,
        answer: StaffRequest,
        errors: [...workErrors, 'reopen-limit'],
      }),
      team,
      validated('json', ReopenRequest),
      async (c) =>
        c.json(await reopenRequest(deps, c.var, c.req.param('id'), c.req.valid('json').note)),
    )
    .post(
      '/requests/:id/draft-faq',
      describe({
        summary: 'Make a draft of a question out of an answer',
        tag,
        status: 201,
        answer: FaqDrafted,
        errors: [...workErrors],
      }),
      team,
      validated('json', DraftFaq),
      async (c) => c.json(await draftFaq(deps, c.var, c.req.param('id'), c.req.valid('json')), 201),
    )
    .post(
      '/requests/:id/callback',
      describe({
        summary: 'Promise a call, or another window for one',
        tag,
        answer: StaffRequest,
        errors: [...workErrors, 'window-taken'],
      }),
      team,
      validated('json', MoveCallback),
      async (c) =>
        c.json(await promiseAsStaff(deps, c.var, c.req.param('id'), c.req.valid('json'))),
    )
    .post(
      '/callbacks/:id/outcome',
      describe({
        summary: 'Note how a promised call went',
        tag,
        answer: StaffRequest,
        errors: [...workErrors],
      }),
      team,
      validated('json', CallbackOutcome),
      async (c) => c.json(await settleCall(deps, c.var, c.req.param('id'), c.req.valid('json'))),
    )
    .post(
      '/requests/:id/answer-preview',
      describe({
        summary: 'The mail that an answer would be; nothing is sent',
        tag,
        answer: MailPreview,
        errors: [...workErrors],
      }),
      team,
      validated('json', PreviewAnswer),
      async (c) => c.json(await previewAnswer(deps, c.var, c.req.param('id'), c.req.valid('json'))),
    )
}
