import type { PlacedRequest, PlaceRequest, RequestView } from '#shared/contracts/requests.ts'
import type { InferInput } from 'valibot'
import { send, sendOnce } from './api.ts'

const requests = (slug: string, action: string) => `/api/${slug}/requests/${action}`

/** What a resident's request asks the server. Every call throws `ApiError`. */
export const requestApi = {
  place: (slug: string, body: InferInput<typeof PlaceRequest>, idempotencyKey: string) =>
    sendOnce<PlacedRequest>(`/api/${slug}/requests`, body, idempotencyKey),
  confirm: (slug: string, token: string) =>
    send<RequestView>(requests(slug, 'confirm'), { body: { token } }),
  view: (slug: string, token: string) =>
    send<RequestView>(requests(slug, 'view'), { body: { token } }),
  add: (slug: string, token: string, text: string, idempotencyKey: string) =>
    sendOnce<RequestView>(requests(slug, 'add'), { token, text }, idempotencyKey),
  withdraw: (slug: string, token: string) =>
    send<RequestView>(requests(slug, 'withdraw'), { body: { token } }),
}
