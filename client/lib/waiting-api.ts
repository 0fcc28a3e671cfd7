import type {
  CallDisplay,
  NumberOffer,
  PushState,
  SubscribePush,
  TakeNumber,
  TakenNumber,
} from '#shared/contracts/waiting-room.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { InferInput, InferOutput } from 'valibot'
import { send } from './api.ts'

const ofOffice = (slug: string, office: string, what: string, lang: Language) =>
  `/api/${slug}/offices/${office}/${what}?lang=${lang}`

type Subscription = InferInput<typeof SubscribePush>

/** What the waiting room asks the server. Every call throws `ApiError`. */
export const waitingApi = {
  calls: (slug: string, office: string, lang: Language) =>
    send<CallDisplay>(ofOffice(slug, office, 'calls', lang)),
  offer: (slug: string, office: string, lang: Language) =>
    send<NumberOffer>(ofOffice(slug, office, 'numbers', lang)),
  takeNumber: (
    slug: string,
    office: string,
    body: InferInput<typeof TakeNumber>,
    idempotencyKey: string,
  ) => send<TakenNumber>(`/api/${slug}/offices/${office}/numbers`, { body, idempotencyKey }),
  subscribe: (slug: string, body: Subscription) =>
    send<InferOutput<typeof PushState>>(`/api/${slug}/appointments/push/subscribe`, { body }),
  unsubscribe: (slug: string, body: Subscription) =>
    send<InferOutput<typeof PushState>>(`/api/${slug}/appointments/push/unsubscribe`, { body }),
}

/** Streams to `useEventStream`. */
export const waitingStreams = {
  calls: (slug: string, office: string, lang: Language) => (signal: AbortSignal) =>
    fetch(ofOffice(slug, office, 'calls/live', lang), { signal }),
  own: (slug: string, token: string) => (signal: AbortSignal) =>
    fetch(`/api/${slug}/appointments/waiting/live`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ token }),
      signal,
    }),
}
