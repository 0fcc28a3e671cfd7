import type { InferInput, InferOutput } from 'valibot'
import { sendAsStaff } from '#client/lib/staff-api.ts'
import type { MailPreview, PreviewAnswer } from '#shared/contracts/answer-preview.ts'
import type {
  CallbackOutcome,
  CallbackWindows,
  MoveCallback,
  StaffCallbacks,
  StaffCallbacksQuery,
} from '#shared/contracts/callbacks.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { MailboxHealth, RoutingFigures } from '#shared/contracts/mailbox-teams.ts'
import type {
  Absence,
  AnswerRequest,
  AssignRequest,
  CannedTexts,
  ClearAbsence,
  CloseRequest,
  DraftFaq,
  FaqDrafted,
  ForwardRequest,
  Handover,
  HandoverQuery,
  MergeRequest,
  NoteOnRequest,
  ReopenRequest,
  RequestGone,
  RequestStatus,
  SetAbsence,
  SharedMailboxes,
  StaffRequest,
  StaffRequests,
  StaffRequestsQuery,
} from '#shared/contracts/staff-requests.ts'

/** What is done to a request, each with a body of its own; the request as it is then comes back. */
interface StepBodies {
  take: object
  release: object
  assign: InferInput<typeof AssignRequest>
  note: InferInput<typeof NoteOnRequest>
  answer: InferInput<typeof AnswerRequest>
  close: InferInput<typeof CloseRequest>
  reopen: InferInput<typeof ReopenRequest>
}

const at = (tenant: string, ...path: string[]) => `/api/${tenant}/staff/${path.join('/')}`
const withQuery = (path: string, query: object) => {
  const entries = Object.entries(query).filter(([, value]) => Boolean(value))
  return `${path}?${new URLSearchParams(entries as [string, string][])}`
}

/** The requests of the mailboxes that one shares. Every call throws `ApiError`. */
export const requestsApi = {
  /** Where changes of these mailboxes are told, for an EventSource. */
  livePath: (tenant: string) => at(tenant, 'requests-live'),
  mailboxes: (tenant: string) => sendAsStaff<SharedMailboxes>(at(tenant, 'mailboxes')),
  list: (tenant: string, query: InferInput<typeof StaffRequestsQuery>) =>
    sendAsStaff<StaffRequests>(withQuery(at(tenant, 'requests'), query)),
  one: (tenant: string, id: string) => sendAsStaff<StaffRequest>(at(tenant, 'requests', id)),
  /** What may be told to whoever names the ticket, wherever it lies. */
  status: (tenant: string, ticket: string) =>
    sendAsStaff<InferOutput<typeof RequestStatus>>(
      withQuery(at(tenant, 'request-status'), { ticket }),
    ),
  step: <Step extends keyof StepBodies>(
    tenant: string,
    id: string,
    step: Step,
    body: StepBodies[Step],
  ) => sendAsStaff<StaffRequest>(at(tenant, 'requests', id, step), { body }),
  forward: (tenant: string, id: string, body: InferInput<typeof ForwardRequest>) =>
    sendAsStaff<RequestGone>(at(tenant, 'requests', id, 'forward'), { body }),
  merge: (tenant: string, id: string, body: InferInput<typeof MergeRequest>) =>
    sendAsStaff<StaffRequest>(at(tenant, 'requests', id, 'merge'), { body }),
  draftFaq: (tenant: string, id: string, body: InferInput<typeof DraftFaq>) =>
    sendAsStaff<InferOutput<typeof FaqDrafted>>(at(tenant, 'requests', id, 'draft-faq'), { body }),
  preview: (tenant: string, id: string, body: InferInput<typeof PreviewAnswer>) =>
    sendAsStaff<MailPreview>(at(tenant, 'requests', id, 'answer-preview'), { body }),
  canned: (tenant: string, id: string, query: { lang: Language; q?: string }) =>
    sendAsStaff<CannedTexts>(withQuery(at(tenant, 'requests', id, 'canned'), query)),
  /** An address to download. */
  attachmentAddress: (tenant: string, id: string, attachment: string) =>
    at(tenant, 'requests', id, 'attachments', attachment),
}

/** Promised calls. */
export const callbacksApi = {
  list: (tenant: string, query: InferInput<typeof StaffCallbacksQuery>) =>
    sendAsStaff<StaffCallbacks>(withQuery(at(tenant, 'callbacks'), query)),
  windows: (tenant: string, mailbox: string) =>
    sendAsStaff<CallbackWindows>(withQuery(at(tenant, 'callback-windows'), { mailbox })),
  outcome: (tenant: string, id: string, body: InferInput<typeof CallbackOutcome>) =>
    sendAsStaff<StaffRequest>(at(tenant, 'callbacks', id, 'outcome'), { body }),
  /** @param request the request that the call was promised to */
  move: (tenant: string, request: string, body: InferInput<typeof MoveCallback>) =>
    sendAsStaff<StaffRequest>(at(tenant, 'requests', request, 'callback'), { body }),
}

/** For whoever stands in, and for whoever asks how the mailboxes do. */
export const handoverApi = {
  view: (tenant: string, query: InferInput<typeof HandoverQuery>) =>
    sendAsStaff<Handover>(withQuery(at(tenant, 'handover'), query)),
  setAbsence: (tenant: string, body: InferInput<typeof SetAbsence>) =>
    sendAsStaff<InferOutput<typeof Absence>>(at(tenant, 'absence'), { body }),
  clearAbsence: (tenant: string, body: InferInput<typeof ClearAbsence>) =>
    sendAsStaff<InferOutput<typeof Absence>>(at(tenant, 'absence-clear'), { body }),
  health: (tenant: string) => sendAsStaff<MailboxHealth>(at(tenant, 'mailbox-health')),
  routing: (tenant: string) => sendAsStaff<RoutingFigures>(at(tenant, 'routing-figures')),
}
