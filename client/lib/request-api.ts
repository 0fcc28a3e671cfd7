import type { ResendMail, Resent } from '#shared/contracts/appointments.ts'
import { draftHeader, type Attachment, type UploadDraft } from '#shared/contracts/attachments.ts'
import type { CallbackWindows, ChosenWindow } from '#shared/contracts/callbacks.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type {
  AddToRequest,
  AskForProposals,
  PlacedRequest,
  RequestForm,
  RequestProposals,
  RequestTopics,
  RequestView,
} from '#shared/contracts/requests.ts'
import type { InferInput, InferOutput } from 'valibot'
import { send, sendOnce } from './api.ts'
import { fetchFile, sendFile } from './send-file.ts'

const requests = (slug: string, action: string) => `/api/${slug}/requests/${action}`

/** What a resident's request asks the server. Every call throws `ApiError`. */
export const requestApi = {
  proposals: (slug: string, body: AskForProposals) =>
    send<RequestProposals>(requests(slug, 'proposals'), { body }),
  topics: (slug: string, lang: Language) =>
    send<RequestTopics>(requests(slug, `topics?lang=${lang}`)),
  windows: (slug: string, mailbox: string | null) =>
    send<CallbackWindows>(
      requests(slug, `callback-windows${mailbox ? `?mailbox=${encodeURIComponent(mailbox)}` : ''}`),
    ),
  place: (slug: string, body: RequestForm, idempotencyKey: string) =>
    sendOnce<PlacedRequest>(`/api/${slug}/requests`, body, idempotencyKey),
  confirm: (slug: string, token: string) =>
    send<RequestView>(requests(slug, 'confirm'), { body: { token } }),
  view: (slug: string, token: string) =>
    send<RequestView>(requests(slug, 'view'), { body: { token } }),
  add: (slug: string, body: InferInput<typeof AddToRequest>, idempotencyKey: string) =>
    sendOnce<RequestView>(requests(slug, 'add'), body, idempotencyKey),
  withdraw: (slug: string, token: string) =>
    send<RequestView>(requests(slug, 'withdraw'), { body: { token } }),
  erase: (slug: string, token: string) =>
    send<RequestView>(requests(slug, 'erase'), { body: { token } }),
  resend: (slug: string, body: InferInput<typeof ResendMail>) =>
    send<InferOutput<typeof Resent>>(requests(slug, 'resend'), { body }),
  sayHelpful: (slug: string, token: string, helpful: boolean) =>
    send<RequestView>(requests(slug, 'helpful'), { body: { token, helpful } }),
  moveCallback: (slug: string, token: string, window: ChosenWindow) =>
    send<RequestView>(requests(slug, 'callback'), { body: { token, window } }),

  draftUpload: (slug: string) =>
    send<InferOutput<typeof UploadDraft>>(requests(slug, 'attachments/draft'), { body: {} }),
  upload: (slug: string, draft: string, file: Blob, onProgress: (share: number) => void) =>
    sendFile<Attachment>(requests(slug, 'attachments'), file, {
      headers: { [draftHeader]: draft },
      onProgress,
    }),
  readFile: (slug: string, token: string, id: string) =>
    fetchFile(requests(slug, 'attachments/read'), { token, id }),
  discard: (slug: string, draft: string, id: string) =>
    send<object>(requests(slug, 'attachments/discard'), { body: { draft, id } }),
}
