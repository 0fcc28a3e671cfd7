import * as v from 'valibot'
import { ContactDetails, Proof, WithToken } from './appointments.ts'
import { Language, Slug } from './fields.ts'

export const requestStates = ['unconfirmed', 'open', 'closed', 'withdrawn', 'expired'] as const
export const RequestState = v.picklist(requestStates)
export type RequestState = v.InferOutput<typeof RequestState>

/** One line about what it is; header lines are made of it, so no line may end in it. */
const Subject = v.pipe(
  v.string('invalid'),
  v.transform((text) => text.normalize('NFC').trim()),
  v.maxLength(120, 'too-long'),
  v.regex(/^[^\p{Cc}\p{Zl}\p{Zp}]*$/u, 'invalid'),
  v.transform((text) => text || undefined),
)

/** What a resident writes: lines end in `\n` whatever machine they come from, tabs become spaces. */
export const FreeText = v.pipe(
  v.string('required'),
  v.transform((text) =>
    text
      .normalize('NFC')
      .replace(/\r\n?|[\u0085\u2028\u2029]/g, '\n')
      .replaceAll('\t', ' ')
      .trim(),
  ),
  v.minLength(1, 'required'),
  v.maxLength(5000, 'too-long'),
  v.regex(/^(\n|\P{Cc})+$/u, 'invalid'),
)

/** What stands before the @ of a functional address, as the public list names it. */
const MailboxName = v.pipe(
  v.string('invalid'),
  v.maxLength(80, 'too-long'),
  v.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'invalid'),
)

/** The fields of the request form; the form and the route use this one schema. */
export const PlaceRequest = v.strictObject({
  subject: v.optional(Subject),
  text: FreeText,
  /** What it is about; its mailbox is responsible. */
  service: v.optional(Slug),
  /** The mailbox that shall have it; else the service's, else the general one. */
  mailbox: v.optional(MailboxName),
  ...ContactDetails.entries,
  lang: Language,
  proof: Proof,
})
export type PlaceRequest = v.InferOutput<typeof PlaceRequest>

export const PlacedRequest = v.object({
  id: v.string(),
  /** The ticket number, `A-K7M-4PXY`: for phone and mail. */
  ticket: v.string(),
  state: RequestState,
  /** Instant (ISO 8601, UTC) at which it is erased unless it is confirmed. */
  holdUntil: v.string(),
  /** Lets this browser see the state, and withdraw what is not confirmed. It confirms nothing. */
  holdToken: v.string(),
})
export type PlacedRequest = v.InferOutput<typeof PlacedRequest>

export const AddToRequest = v.strictObject({ ...WithToken.entries, text: FreeText })

export const requestEventKinds = ['received', 'confirmed', 'added', 'withdrawn'] as const
export type RequestEventKind = (typeof requestEventKinds)[number]

/** What the mailed link shows: all that is stored about the request. */
export const RequestView = v.object({
  id: v.string(),
  ticket: v.string(),
  state: RequestState,
  /** `manage`: everything. `hold`: the browser that wrote; once confirmed it sees the state only. */
  scope: v.picklist(['manage', 'hold']),
  /** Instant at which it is erased unless it is confirmed; null once it is. */
  holdUntil: v.nullable(v.string()),
  /** Who has it. */
  mailbox: v.object({ slug: v.string(), name: v.string(), address: v.string() }),
  /** Title of the service that it is about. */
  service: v.nullable(v.string()),
  subject: v.nullable(v.string()),
  /** Text and person are empty once erased, and for `hold` once confirmed. */
  text: v.string(),
  name: v.string(),
  email: v.string(),
  phone: v.nullable(v.string()),
  lang: Language,
  /** What has happened to it, the oldest first. */
  events: v.array(
    v.object({
      /** Instant (ISO 8601, UTC). */
      at: v.string(),
      kind: v.picklist(requestEventKinds),
      /** With `added`: what was added. */
      text: v.optional(v.string()),
    }),
  ),
  canAdd: v.boolean(),
  canWithdraw: v.boolean(),
})
export type RequestView = v.InferOutput<typeof RequestView>
