import * as v from 'valibot'
import { StaffCallback } from './callbacks.ts'
import { Instant, IsoDate, Language, Slug } from './fields.ts'
import {
  AnsweredField,
  AttachmentId,
  FreeText,
  MailboxName,
  ReplyWay,
  RequestAttachment,
  RequestState,
  requestEventKinds,
} from './requests.ts'

/** Requests as the teams see them that share a mailbox. */

/** The id of a person or a request, as we give them. */
const Id = v.pipe(v.string('required'), v.regex(/^[\w-]{1,80}$/, 'unknown-value'))
const Person = v.object({ id: v.string(), name: v.string() })
const MailboxInWords = v.object({ slug: v.string(), name: v.string(), address: v.string() })

/** `callbacks`: promised calls up to the end of today. */
export const requestListViews = [
  'open',
  'mine',
  'waiting',
  'overdue',
  'callbacks',
  'closed',
] as const
export const RequestListView = v.picklist(requestListViews, 'unknown-value')
export type RequestListView = v.InferOutput<typeof RequestListView>

const Counts = v.object({
  open: v.number(),
  mine: v.number(),
  waiting: v.number(),
  overdue: v.number(),
  callbacks: v.number(),
  closed: v.number(),
})

/** The mailboxes that the person who asks shares, with what lies in them. */
export const SharedMailboxes = v.object({
  mailboxes: v.array(
    v.object({
      ...MailboxInWords.entries,
      department: v.string(),
      /** `deputy`: stands in for the team. */
      part: v.picklist(['member', 'deputy']),
      counts: Counts,
      /** Who else has access, and whether they are away today. */
      team: v.array(
        v.object({
          ...Person.entries,
          part: v.picklist(['member', 'deputy']),
          away: v.boolean(),
        }),
      ),
    }),
  ),
  /** Over all of them. */
  counts: Counts,
  /** Every mailbox of the municipality: where a request can be forwarded to. */
  all: v.array(v.object({ slug: v.string(), name: v.string(), department: v.string() })),
  /** Topics, for the filter. */
  topics: v.array(v.object({ slug: v.string(), name: v.string() })),
  /** One's own absence, if it is not over yet. */
  absence: v.nullable(v.object({ from: IsoDate, to: IsoDate })),
})
export type SharedMailboxes = v.InferOutput<typeof SharedMailboxes>

export const StaffRequestsQuery = v.strictObject({
  view: v.optional(RequestListView, 'open'),
  mailbox: v.optional(MailboxName),
  topic: v.optional(Slug),
  /** Of a colleague; `none`: taken by nobody. */
  assigned: v.optional(Id),
  /** A ticket number or a part of it. */
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(40, 'too-long'))),
  /** Where the page before ended. */
  after: v.optional(v.pipe(v.string(), v.regex(/^[\w.:|-]{1,120}$/, 'invalid'))),
})
export type StaffRequestsQuery = v.InferOutput<typeof StaffRequestsQuery>

/** One line of a list. */
export const RequestLine = v.object({
  id: v.string(),
  ticket: v.string(),
  state: RequestState,
  mailbox: v.object({ slug: v.string(), name: v.string() }),
  /** Subject, else topic, service, or the first words of the text. */
  title: v.string(),
  topic: v.nullable(v.string()),
  name: v.string(),
  lang: Language,
  replyBy: ReplyWay,
  assignedTo: v.nullable(Person),
  /** When it was confirmed, or came in by mail. */
  receivedAt: Instant,
  /** Since when the resident has waited for a word from us; null: nothing is unanswered. */
  unansweredSince: v.nullable(Instant),
  dueAt: v.nullable(Instant),
  overdue: v.boolean(),
  /** Minutes of service time until it is due, below 0 once overdue; null without a due time. */
  dueIn: v.nullable(v.number()),
  /** Something the resident has written since the team last did something. */
  news: v.boolean(),
  hasAttachments: v.boolean(),
  callback: v.nullable(v.pick(StaffCallback, ['id', 'state', 'date', 'from', 'to', 'when'])),
})
export type RequestLine = v.InferOutput<typeof RequestLine>

export const StaffRequests = v.object({
  counts: Counts,
  /** The one that is due first is the first; of closed ones the newest. */
  requests: v.array(RequestLine),
  /** For `after`; null on the last page. */
  next: v.nullable(v.string()),
})
export type StaffRequests = v.InferOutput<typeof StaffRequests>

/** Steps that only the staff sees. */
export const internalEventKinds = [
  'assigned',
  'released',
  'noted',
  'faq-drafted',
  'bounced',
  'joined',
  'helpful',
  'erased',
] as const

/** A step as the team sees it. */
export const ThreadEvent = v.object({
  position: v.number(),
  at: Instant,
  kind: v.picklist([...requestEventKinds, ...internalEventKinds]),
  /** Not shown to the resident. */
  internal: v.boolean(),
  /** Who of the staff; null: the resident, a department's mail program, or the system. */
  by: v.nullable(Person),
  text: v.nullable(v.string()),
  /** With `forwarded`: whereto; with `answered`: who answered. */
  mailbox: v.nullable(v.object({ slug: v.string(), name: v.string() })),
  /** With `forwarded`: where it was before. */
  from: v.nullable(v.object({ slug: v.string(), name: v.string() })),
  /** With `assigned`: to whom. */
  to: v.nullable(Person),
  /** With `joined`, `merged`: the other ticket; with `faq-drafted`: the entry. */
  ref: v.nullable(v.string()),
  attachments: v.array(RequestAttachment),
})
export type ThreadEvent = v.InferOutput<typeof ThreadEvent>

/** What can be done to a request by whoever asks. */
export const staffRequestActions = [
  'take',
  'assign',
  'release',
  'note',
  'answer',
  'forward',
  'merge',
  'close',
  'reopen',
  'draft-faq',
] as const
export type StaffRequestAction = (typeof staffRequestActions)[number]

export const StaffRequest = v.object({
  ...RequestLine.entries,
  mailbox: MailboxInWords,
  subject: v.nullable(v.string()),
  text: v.string(),
  fields: v.array(AnsweredField),
  service: v.nullable(v.object({ slug: v.string(), title: v.string() })),
  email: v.string(),
  phone: v.nullable(v.string()),
  /** `mail`: it came as a mail to the functional address. */
  source: v.picklist(['form', 'mail']),
  /** A mail that may belong to another request, which could not be proven. */
  maybeOf: v.nullable(v.object({ id: v.string(), ticket: v.string(), mayRead: v.boolean() })),
  /** How often it has been opened again, and how often it can be. */
  reopened: v.number(),
  reopenLimit: v.number(),
  mergedInto: v.nullable(v.object({ id: v.string(), ticket: v.string() })),
  helpful: v.nullable(v.boolean()),
  /** The mailbox that had it first. */
  firstMailbox: v.object({ slug: v.string(), name: v.string() }),
  callbacks: v.array(StaffCallback),
  /** The oldest first. */
  thread: v.array(ThreadEvent),
  /** Other requests of the same person in mailboxes that one may read. */
  samePerson: v.array(
    v.object({ id: v.string(), ticket: v.string(), title: v.string(), state: RequestState }),
  ),
  /** Colleagues who can have it. */
  team: v.array(v.object({ ...Person.entries, away: v.boolean() })),
  can: v.array(v.picklist(staffRequestActions)),
  /** Raised by every change; send it with an answer so that none crosses a colleague's. */
  revision: v.number(),
})
export type StaffRequest = v.InferOutput<typeof StaffRequest>

/** What everybody who answers the phone may tell about a ticket: no matter, no person. */
export const RequestStatusQuery = v.strictObject({
  ticket: v.pipe(
    v.string('required'),
    v.trim(),
    v.minLength(1, 'required'),
    v.maxLength(40, 'too-long'),
  ),
})
export const RequestStatus = v.object({
  ticket: v.string(),
  state: RequestState,
  mailbox: MailboxInWords,
  receivedAt: v.nullable(Instant),
  dueAt: v.nullable(Instant),
  overdue: v.boolean(),
  steps: v.array(
    v.object({ at: Instant, kind: v.picklist(requestEventKinds), mailbox: v.nullable(v.string()) }),
  ),
  /** Set if one shares the mailbox: the whole request. */
  id: v.nullable(v.string()),
})
export type RequestStatus = v.InferOutput<typeof RequestStatus>

const Note = v.optional(
  v.pipe(
    v.string('invalid'),
    v.transform((text) => text.normalize('NFC').replace(/\r\n?/g, '\n').trim()),
    v.maxLength(2000, 'too-long'),
    v.regex(/^(\n|\P{Cc})*$/u, 'invalid'),
  ),
)

export const AssignRequest = v.strictObject({
  /** A colleague of the team; null: nobody. */
  to: v.nullable(Id),
})
export const NoteOnRequest = v.strictObject({ text: FreeText })
export const AnswerRequest = v.strictObject({
  text: FreeText,
  /** `close`: that settles it; `wait`: the resident is asked something; `keep`: more will follow. */
  then: v.optional(v.picklist(['close', 'wait', 'keep'], 'unknown-value'), 'close'),
  attachments: v.optional(
    v.pipe(v.array(v.strictObject({ id: AttachmentId })), v.maxLength(5, 'out-of-range')),
    [],
  ),
  /** The revision that was read; an answer that crosses a colleague's is refused with `state-conflict`. */
  revision: v.optional(v.number()),
})
export type AnswerRequest = v.InferOutput<typeof AnswerRequest>
export const ForwardRequest = v.strictObject({
  mailbox: MailboxName,
  /** For the colleagues there. */
  note: Note,
  /** It was never for this mailbox: counts for the routing figures. */
  wrong: v.optional(v.boolean(), true),
})
export type ForwardRequest = v.InferOutput<typeof ForwardRequest>
export const MergeRequest = v.strictObject({
  /** The ticket of the same person that goes on. */
  into: Id,
})
export const CloseRequest = v.strictObject({ note: Note })
export const ReopenRequest = v.strictObject({ note: Note })
export const DraftFaq = v.strictObject({
  /** The name of the entry in the address bar. */
  id: Slug,
  question: v.pipe(
    v.string('required'),
    v.trim(),
    v.minLength(5, 'too-short'),
    v.maxLength(160, 'too-long'),
  ),
  answer: v.pipe(
    v.string('required'),
    v.trim(),
    v.minLength(5, 'too-short'),
    v.maxLength(8000, 'too-long'),
  ),
})
export type DraftFaq = v.InferOutput<typeof DraftFaq>

/** Where a request went that one may not read any more. */
export const RequestGone = v.object({
  ticket: v.string(),
  mailbox: MailboxInWords,
  /** The whole of it, if one shares that mailbox too. */
  request: v.nullable(StaffRequest),
})
export type RequestGone = v.InferOutput<typeof RequestGone>

export const FaqDrafted = v.object({ id: v.string(), request: StaffRequest })

/** Texts to answer with: from the catalogue's entries of the service and the mailbox. */
export const CannedTexts = v.object({
  texts: v.array(
    v.object({
      kind: v.picklist(['service', 'faq']),
      slug: v.string(),
      title: v.string(),
      text: v.string(),
    }),
  ),
})
export type CannedTexts = v.InferOutput<typeof CannedTexts>
export const CannedTextsQuery = v.strictObject({
  lang: v.optional(Language, 'de'),
  /** Words to search the catalogue with, instead of what the request is about. */
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, 'too-long'))),
})

/** What is unanswered, for whoever stands in. */
export const HandoverQuery = v.strictObject({
  mailbox: v.optional(MailboxName),
  /** Only what this colleague has taken. */
  of: v.optional(Id),
})
export const Handover = v.object({
  /** Away today, or soon: members of the mailboxes one shares. */
  absences: v.array(v.object({ ...Person.entries, from: IsoDate, to: IsoDate })),
  /** Unanswered requests by age: days since the resident waits. */
  ages: v.array(
    v.object({
      age: v.picklist(['today', 'days-1-2', 'days-3-5', 'days-6-10', 'older']),
      count: v.number(),
    }),
  ),
  /** The one unanswered for the longest time first. */
  requests: v.array(RequestLine),
  /** Who else has access, by mailbox. */
  access: v.array(
    v.object({
      mailbox: v.object({ slug: v.string(), name: v.string() }),
      people: v.array(
        v.object({ ...Person.entries, part: v.picklist(['member', 'deputy']), away: v.boolean() }),
      ),
    }),
  ),
})
export type Handover = v.InferOutput<typeof Handover>

export const SetAbsence = v.strictObject({
  /** Somebody of one's own mailboxes; oneself if left out. */
  person: v.optional(Id),
  from: IsoDate,
  to: IsoDate,
  /** Gives what the person has taken back to the team. */
  release: v.optional(v.boolean(), false),
})
export type SetAbsence = v.InferOutput<typeof SetAbsence>
export const ClearAbsence = v.strictObject({
  person: v.optional(Id),
})
export const Absence = v.object({
  person: v.string(),
  absence: v.nullable(v.object({ from: IsoDate, to: IsoDate })),
  /** How many requests were given back. */
  released: v.number(),
})

/** What a live stream tells: look again when it differs. */
export const RequestRevisions = v.object({
  /** Of each mailbox that one shares: how many changes it has had. */
  mailboxes: v.record(v.string(), v.number()),
  counts: Counts,
})
export type RequestRevisions = v.InferOutput<typeof RequestRevisions>
