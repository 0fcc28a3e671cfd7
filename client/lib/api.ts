import type {
  AppointmentView,
  Erased,
  MoveAppointment,
  PlaceAppointment,
  Placed,
  ResendMail,
  Resent,
} from '#shared/contracts/appointments.ts'
import type {
  Catalogue,
  FaqView,
  Feedback,
  FeedbackTaken,
  ServiceView,
} from '#shared/contracts/catalogue.ts'
import type { ErrorCode } from '#shared/contracts/error-codes.ts'
import type { ErrorBody } from '#shared/contracts/errors.ts'
import type { FieldErrorCode, Language } from '#shared/contracts/fields.ts'
import type { SearchResults } from '#shared/contracts/search.ts'
import type { ReplacementView } from '#shared/contracts/replacements.ts'
import type { Alternative, Slots } from '#shared/contracts/slots.ts'
import type {
  EarliestView,
  MailboxList,
  TenantList,
  TenantView,
} from '#shared/contracts/tenants.ts'
import type { InferInput, InferOutput } from 'valibot'

const timeoutMs = 15_000
/** Pauses before the second and the third try of a write that carries an idempotency key. */
const retryPausesMs = [600, 1800]

type ErrorDetails = Omit<ErrorBody['error'], 'code' | 'message'>

/** A request that failed: refused by the server with one of its codes, or never answered (`offline`). */
export class ApiError extends Error {
  override readonly name = 'ApiError'
  readonly code: ErrorCode | 'offline'
  readonly status: number
  readonly fields?: Record<string, FieldErrorCode>
  readonly alternatives?: Alternative[]
  readonly retryAfter?: number
  readonly challenge?: Record<string, unknown>
  readonly movedTo?: string
  readonly usedBy?: ErrorDetails['usedBy']

  constructor(code: ErrorCode | 'offline', status: number, details: ErrorDetails = {}) {
    super(code)
    this.code = code
    this.status = status
    Object.assign(this, details)
  }
}

export interface SlotsWish {
  /** `slug` or `slug:persons`, as in the address bar. */
  service: readonly string[]
  from?: string
  days?: number
  office?: string
}

export interface Sent {
  /** Left out: POST with a body, GET without. */
  method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE'
  /** Sent as JSON. */
  body?: unknown
  idempotencyKey?: string
  signal?: AbortSignal
}

const isErrorBody = (body: unknown): body is ErrorBody =>
  typeof body === 'object' && body !== null && 'error' in body

/** What an answer that refuses says. */
export function failure(status: number, body: unknown): ApiError {
  if (!isErrorBody(body)) return new ApiError(status >= 500 ? 'unavailable' : 'bad-request', status)
  const { code, fields, alternatives, retryAfter, challenge, usedBy } = body.error
  return new ApiError(code, status, { fields, alternatives, retryAfter, challenge, usedBy })
}

/** `fetch` that is given up after a while. Not by `AbortSignal.any`: many phones do not know it yet. */
async function fetchInTime(path: string, init: RequestInit, signal?: AbortSignal) {
  const controller = new AbortController()
  const abort = () => controller.abort()
  const timer = setTimeout(abort, timeoutMs)
  if (signal?.aborted) abort()
  signal?.addEventListener('abort', abort)
  try {
    const response = await fetch(path, { ...init, signal: controller.signal })
    return { response, body: (await response.json().catch(() => null)) as unknown }
  } finally {
    clearTimeout(timer)
    signal?.removeEventListener('abort', abort)
  }
}

/** One request to the server. @throws ApiError */
export async function send<Body>(
  path: string,
  { body, method = body === undefined ? 'GET' : 'POST', idempotencyKey, signal }: Sent = {},
): Promise<Body> {
  const headers = new Headers({ Accept: 'application/json' })
  if (method !== 'GET') headers.set('Content-Type', 'application/json')
  if (idempotencyKey) headers.set('Idempotency-Key', idempotencyKey)
  const init = { method, headers, body: JSON.stringify(body) }

  const answer = await fetchInTime(path, init, signal).catch((error: unknown) => {
    throw signal?.aborted ? error : new ApiError('offline', 0)
  })
  const { response } = answer
  if (!response.ok) throw failure(response.status, answer.body)
  // Cut off on the way: what the server did is unknown, as if the reply had been lost.
  if (answer.body === null) throw new ApiError('offline', response.status)
  return answer.body as Body
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))

/** The reply was lost, or an earlier try of the same write is still being worked on. */
const isWorthRetrying = (error: unknown): boolean =>
  error instanceof ApiError && (error.code === 'offline' || error.code === 'request-in-flight')

/** Repeats a write until it is answered. Its key lets the server do it once, whatever got lost. */
export async function untilAnswered<Body>(attempt: () => Promise<Body>): Promise<Body> {
  for (const pauseMs of retryPausesMs) {
    try {
      return await attempt()
    } catch (error) {
      if (!isWorthRetrying(error)) throw error
      await pause(pauseMs)
    }
  }
  return attempt()
}

/** A write that takes effect once, however often its reply is lost. @throws ApiError */
export const sendOnce = <Body>(
  path: string,
  body: unknown,
  idempotencyKey: string,
): Promise<Body> => untilAnswered(() => send<Body>(path, { body, idempotencyKey }))

/** 128 random bits as hex; `crypto.randomUUID` is missing where a town tries the demo over plain HTTP. */
export function newIdempotencyKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function slotsPath(slug: string, wish: SlotsWish): string {
  const query = new URLSearchParams(wish.service.map((service) => ['service', service]))
  if (wish.from) query.set('from', wish.from)
  if (wish.days) query.set('days', String(wish.days))
  if (wish.office) query.set('office', wish.office)
  return `/api/${slug}/slots?${query}`
}

/** What is looked for, and in which part of the catalogue. */
export interface SearchWish {
  query: string
  /** The last word is still being typed. */
  unfinished: boolean
  limit: number
  topic?: string | undefined
  channel?: string | undefined
}

function searchPath(slug: string, lang: Language, wish: SearchWish): string {
  const { query, unfinished, limit, topic, channel } = wish
  const asked = new URLSearchParams({ q: query, lang, limit: String(limit) })
  if (unfinished) asked.set('unfinished', 'true')
  if (topic) asked.set('topic', topic)
  if (channel) asked.set('channel', channel)
  return `/api/${slug}/search?${asked}`
}

const appointments = (slug: string, action: string) => `/api/${slug}/appointments/${action}`

/** The server, typed by the shared contracts. Every call throws `ApiError`. */
export const api = {
  tenants: () => send<InferOutput<typeof TenantList>>('/api/tenants', {}),
  tenant: (slug: string, lang: Language) => send<TenantView>(`/api/${slug}?lang=${lang}`, {}),
  catalogue: (slug: string, lang: Language) =>
    send<Catalogue>(`/api/${slug}/catalogue?lang=${lang}`, {}),
  service: (slug: string, id: string, lang: Language) =>
    send<ServiceView>(`/api/${slug}/services/${id}?lang=${lang}`, {}),
  faq: (slug: string, id: string, lang: Language) =>
    send<FaqView>(`/api/${slug}/faq/${id}?lang=${lang}`, {}),
  search: (slug: string, lang: Language, wish: SearchWish) =>
    send<SearchResults>(searchPath(slug, lang, wish), {}),
  feedback: (slug: string, body: Feedback) =>
    send<InferOutput<typeof FeedbackTaken>>(`/api/${slug}/feedback`, { body }),
  slots: (slug: string, wish: SlotsWish, signal?: AbortSignal) =>
    send<Slots>(slotsPath(slug, wish), { signal }),
  earliest: (slug: string, lang: Language) =>
    send<InferOutput<typeof EarliestView>>(`/api/${slug}/earliest?lang=${lang}`, {}),
  mailboxes: (slug: string, lang: Language) =>
    send<MailboxList>(`/api/${slug}/mailboxes?lang=${lang}`, {}),

  place: (slug: string, body: InferInput<typeof PlaceAppointment>, idempotencyKey: string) =>
    sendOnce<Placed>(`/api/${slug}/appointments`, body, idempotencyKey),
  confirm: (slug: string, token: string) =>
    send<AppointmentView>(appointments(slug, 'confirm'), { body: { token } }),
  view: (slug: string, token: string, signal?: AbortSignal) =>
    send<AppointmentView>(appointments(slug, 'view'), { body: { token }, signal }),
  move: (slug: string, body: InferInput<typeof MoveAppointment>) =>
    sendOnce<AppointmentView>(appointments(slug, 'move'), body, newIdempotencyKey()),
  cancel: (slug: string, token: string) =>
    send<AppointmentView>(appointments(slug, 'cancel'), { body: { token } }),
  erase: (slug: string, token: string) =>
    send<InferOutput<typeof Erased>>(appointments(slug, 'erase'), { body: { token } }),
  replacement: (slug: string, token: string) =>
    send<ReplacementView>(`/api/${slug}/replacements/view`, { body: { token } }),
  acceptReplacement: (slug: string, token: string) =>
    send<ReplacementView>(`/api/${slug}/replacements/accept`, { body: { token } }),
  resend: (slug: string, body: InferInput<typeof ResendMail>) =>
    send<InferOutput<typeof Resent>>(appointments(slug, 'resend'), { body }),
}
