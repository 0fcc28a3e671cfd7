import * as v from 'valibot'
import { ContactDetails, Proof, WithToken } from './appointments.ts'
import { ChosenWindow, ResidentCallback } from './callbacks.ts'
import { IsoDate, Language, Slug } from './fields.ts'
import { FieldType } from './request-settings.ts'

/** `waiting`: for the resident, who has been asked something. */
export const requestStates = [
  'unconfirmed',
  'open',
  'waiting',
  'closed',
  'withdrawn',
  'expired',
] as const
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
export const MailboxName = v.pipe(
  v.string('invalid'),
  v.maxLength(80, 'too-long'),
  v.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'invalid'),
)

export const replyWays = ['mail', 'callback'] as const
export const ReplyWay = v.picklist(replyWays, 'unknown-value')
export type ReplyWay = v.InferOutput<typeof ReplyWay>

/** A file that has been uploaded before, and the field of the topic that it belongs to. */
export const AttachmentId = v.pipe(v.string('invalid'), v.regex(/^[\w-]{1,80}$/, 'invalid'))
const NamedAttachment = v.strictObject({ id: AttachmentId, field: v.optional(Slug) })
const NamedAttachments = v.optional(
  v.pipe(v.array(NamedAttachment), v.maxLength(5, 'out-of-range')),
  [],
)

/** Answers to the fields of a topic, by the id of the field; files are attachments instead. */
const Answers = v.optional(
  v.record(
    Slug,
    v.pipe(
      v.string('invalid'),
      v.transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim()),
      v.maxLength(2000, 'too-long'),
      v.regex(/^(\n|\P{Cc})*$/u, 'invalid'),
    ),
  ),
  {},
)

/** The fields of the request form; the form and the route use this one schema. */
export const PlaceRequest = v.strictObject({
  subject: v.optional(Subject),
  text: FreeText,
  /** The topic whose fields are answered. */
  topic: v.optional(Slug),
  fields: Answers,
  /** What it is about; its mailbox is responsible. */
  service: v.optional(Slug),
  /** The mailbox that shall have it; else the topic's, the service's, the general one. */
  mailbox: v.optional(MailboxName),
  ...ContactDetails.entries,
  replyBy: v.optional(ReplyWay, 'mail'),
  /** With `callback`, which needs a phone number too. */
  window: v.optional(ChosenWindow),
  attachments: NamedAttachments,
  lang: Language,
  proof: Proof,
})
export type PlaceRequest = v.InferOutput<typeof PlaceRequest>
/** As it is sent: what may be left out is optional. */
export type RequestForm = v.InferInput<typeof PlaceRequest>

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

/** What the municipality asks besides, in the reader's language. */
export const RequestTopics = v.object({
  topics: v.array(
    v.object({
      slug: Slug,
      name: v.string(),
      hint: v.nullable(v.string()),
      mailbox: v.object({ slug: v.string(), name: v.string() }),
      service: v.nullable(v.object({ slug: v.string(), title: v.string() })),
      fields: v.array(
        v.object({
          id: Slug,
          type: FieldType,
          label: v.string(),
          hint: v.nullable(v.string()),
          required: v.boolean(),
          /** With `choice`. */
          choices: v.array(v.object({ id: Slug, name: v.string() })),
        }),
      ),
    }),
  ),
})
export type RequestTopics = v.InferOutput<typeof RequestTopics>

export const RequestTopicsQuery = v.strictObject({ lang: v.optional(Language, 'de') })

/** What somebody is about to write about: in their own words, which are not kept, or a service. */
export const AskForProposals = v.strictObject({
  text: v.optional(v.pipe(v.string('invalid'), v.trim(), v.maxLength(5000, 'too-long'))),
  service: v.optional(Slug),
  topic: v.optional(Slug),
  lang: Language,
})
export type AskForProposals = v.InferOutput<typeof AskForProposals>

/** Why a mailbox is proposed. */
export const proposalReasons = ['topic', 'service', 'words', 'experience', 'general'] as const

export const RequestProposals = v.object({
  /** Answers that may settle it, the best first; at most three. */
  entries: v.array(
    v.object({
      kind: v.picklist(['service', 'faq']),
      slug: v.string(),
      title: v.string(),
      teaser: v.string(),
    }),
  ),
  /** At most three and the general one, the best first; the general one is the last. */
  mailboxes: v.array(
    v.object({
      slug: v.string(),
      name: v.string(),
      address: v.string(),
      department: v.string(),
      reason: v.object({
        /**
         * `topic`, `service`: that was chosen or is what the words mean (`what` names it);
         * `words`: the words fit what the mailbox does; `experience`: such requests ended there;
         * `general`: takes everything.
         */
        kind: v.picklist(proposalReasons),
        what: v.nullable(v.string()),
      }),
      /** Whether it promises calls at all. */
      callbacks: v.boolean(),
    }),
  ),
  /** Topics whose fields fit, the best first. */
  topics: v.array(v.object({ slug: v.string(), name: v.string() })),
  /** Whether the first mailbox is more than a guess. */
  confident: v.boolean(),
})
export type RequestProposals = v.InferOutput<typeof RequestProposals>

export const AddToRequest = v.strictObject({
  ...WithToken.entries,
  text: FreeText,
  attachments: NamedAttachments,
})
export type AddToRequest = v.InferOutput<typeof AddToRequest>

/** Whether it helped, once it is closed; it can be said anew. */
export const RequestHelpful = v.strictObject({ ...WithToken.entries, helpful: v.boolean() })

/** Another window for a promised call that has not taken place. */
export const MoveOwnCallback = v.strictObject({ ...WithToken.entries, window: ChosenWindow })

/** What a resident sees of the life of a request. */
export const requestEventKinds = [
  'received',
  'confirmed',
  'added',
  'replied',
  'taken',
  'answered',
  'asked',
  'forwarded',
  'callback-promised',
  'callback-missed',
  'callback-done',
  'merged',
  'closed',
  'reopened',
  'withdrawn',
] as const
export type RequestEventKind = (typeof requestEventKinds)[number]

/** A file that belongs to a step. */
export const RequestAttachment = v.object({
  id: v.string(),
  /** As it is offered for download: a name that we gave. */
  name: v.string(),
  type: v.string(),
  /** Bytes. */
  size: v.number(),
})
export type RequestAttachment = v.InferOutput<typeof RequestAttachment>

/** An answered field of a topic, in words. */
export const AnsweredField = v.object({ id: v.string(), label: v.string(), value: v.string() })
export type AnsweredField = v.InferOutput<typeof AnsweredField>

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
  /** Name of the topic. */
  topic: v.nullable(v.string()),
  subject: v.nullable(v.string()),
  /** Text and person are empty once erased, and for `hold` once confirmed. */
  text: v.string(),
  fields: v.array(AnsweredField),
  name: v.string(),
  email: v.string(),
  phone: v.nullable(v.string()),
  lang: Language,
  replyBy: ReplyWay,
  callback: v.nullable(ResidentCallback),
  /** Instant by which an answer is promised; null: there is nothing to wait for. */
  dueAt: v.nullable(v.string()),
  /** What has happened to it, the oldest first. */
  events: v.array(
    v.object({
      /** Instant (ISO 8601, UTC). */
      at: v.string(),
      kind: v.picklist(requestEventKinds),
      /** What was added, answered or asked. */
      text: v.optional(v.string()),
      /** With `forwarded`: who has it since; with `answered`: who answered. */
      mailbox: v.optional(v.string()),
      attachments: v.optional(v.array(RequestAttachment)),
    }),
  ),
  /** The day on which all of it is erased; null while it is not closed. */
  eraseOn: v.nullable(IsoDate),
  /** Whether it helped; null: not said. */
  helpful: v.nullable(v.boolean()),
  canAdd: v.boolean(),
  canWithdraw: v.boolean(),
  canSayHelpful: v.boolean(),
  canMoveCallback: v.boolean(),
})
export type RequestView = v.InferOutput<typeof RequestView>
