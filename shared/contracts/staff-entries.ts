import * as v from 'valibot'
import {
  EntryContents,
  EntryKind,
  FaqContent,
  MailboxId,
  ServiceContent,
  Variant,
} from './entries.ts'
import { IsoDate, Slug } from './fields.ts'

/** Where an entry is between the first word and the archive. */
export const entryStates = ['draft', 'in-review', 'scheduled', 'published', 'archived'] as const
export const EntryState = v.picklist(entryStates, 'unknown-value')
export type EntryState = v.InferOutput<typeof EntryState>

/** What a draft can be; every other state belongs to what residents see or saw. */
export const DraftState = v.picklist(['draft', 'in-review', 'scheduled'])
export type DraftState = v.InferOutput<typeof DraftState>

const Instant = v.pipe(v.string('invalid'), v.isoTimestamp('invalid'))
const flag = v.optional(v.picklist(['1'], 'unknown-value'))

export const EntriesQuery = v.strictObject({
  kind: v.optional(EntryKind),
  state: v.optional(EntryState),
  /** Only what this mailbox owns. */
  mailbox: v.optional(MailboxId),
  /** Only what has no text of this kind. */
  missing: v.optional(Variant),
  /** Only what should have been looked at by now. */
  overdue: flag,
  /** Only what no search has shown for three months. */
  neverFound: flag,
  /** Only what is taken over from another municipality and has changed there. */
  sharedChanged: flag,
  /** Part of the title, the name or a search term. */
  q: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(200, 'too-long'))),
})
export type EntriesQuery = v.InferOutput<typeof EntriesQuery>

export const EntryRow = v.object({
  kind: EntryKind,
  id: Slug,
  title: v.string(),
  mailbox: MailboxId,
  /** Of the draft if there is one, else of what residents see. */
  state: EntryState,
  /** Residents see a version of it, whatever the draft is. */
  published: v.boolean(),
  variants: v.array(Variant),
  reviewBy: v.nullable(IsoDate),
  overdue: v.boolean(),
  /** The municipality it is taken over from. */
  from: v.nullable(Slug),
  /** The shared text has changed since somebody here last looked. */
  sharedChanged: v.boolean(),
  /** How often searches have shown it, in this month and the two before. */
  found: v.number(),
  changedAt: v.string(),
})
export type EntryRow = v.InferOutput<typeof EntryRow>

export const EntryRows = v.object({ entries: v.array(EntryRow) })
export type EntryRows = v.InferOutput<typeof EntryRows>

/** One field that differs; `path` is dotted: `text.de.short`, `fees.0.text.de`. */
export const Change = v.object({
  path: v.string(),
  before: v.nullable(v.string()),
  after: v.nullable(v.string()),
})
export type Change = v.InferOutput<typeof Change>

/** What the checks look for; `error` stops a publication, `warning` does not. */
export const findingCodes = {
  'unsafe-link': 'error',
  'broken-link': 'error',
  'unknown-reference': 'error',
  'unknown-placeholder': 'error',
  unwritten: 'error',
  'raw-html': 'warning',
  'hard-to-read': 'warning',
  'missing-language': 'warning',
  'missing-documents': 'warning',
  'missing-fees': 'warning',
  'fee-without-legal-basis': 'warning',
  'fee-without-validity': 'warning',
  'fees-expired': 'warning',
  'missing-terms': 'warning',
  'missing-review': 'warning',
  'review-overdue': 'warning',
} as const
export type FindingCode = keyof typeof findingCodes

export const Finding = v.object({
  code: v.picklist(Object.keys(findingCodes) as [FindingCode, ...FindingCode[]]),
  severity: v.picklist(['error', 'warning']),
  /** The field it is about, dotted; empty for the entry as a whole. */
  path: v.string(),
  /** The word, address, language or figure in question. */
  about: v.nullable(v.string()),
})
export type Finding = v.InferOutput<typeof Finding>

const Content = v.union([EntryContents.service, EntryContents.faq])
const OwnContent = v.union([ServiceContent, FaqContent])

export const DraftView = v.object({
  state: DraftState,
  content: Content,
  /** Ids of all who have written in it; the second person is none of them. */
  authors: v.array(v.string()),
  changedAt: v.string(),
  /** When it becomes visible by itself. */
  publishAt: v.nullable(v.string()),
  /** What the second person wants changed. */
  note: v.nullable(v.string()),
  /** The version it began with; residents may see a newer one by now. */
  basedOn: v.nullable(v.number()),
})

export const VersionRow = v.object({
  version: v.number(),
  /** Id of a staff member, `import` or `system`. */
  author: v.string(),
  /** The second person, where there was one. */
  approver: v.nullable(v.string()),
  publishedAt: v.string(),
})
export type VersionRow = v.InferOutput<typeof VersionRow>
export const VersionRows = v.object({ versions: v.array(VersionRow) })
export type VersionRows = v.InferOutput<typeof VersionRows>

export const VersionView = v.object({ ...VersionRow.entries, content: Content })
export type VersionView = v.InferOutput<typeof VersionView>

export const DifferenceQuery = v.strictObject({
  from: v.pipe(v.string(), v.regex(/^[1-9]\d{0,5}$/, 'invalid'), v.transform(Number)),
  /** A version, or `draft`. */
  to: v.pipe(v.string(), v.regex(/^([1-9]\d{0,5}|draft)$/, 'invalid')),
})
export const Difference = v.object({ changes: v.array(Change) })
export type Difference = v.InferOutput<typeof Difference>

/** `GET …/staff/entries/{kind}/{id}`, and the answer of everything that changes an entry. */
export const EntryDetail = v.object({
  kind: EntryKind,
  id: Slug,
  /** Send it back with every change: another one since then is refused. */
  revision: v.number(),
  state: EntryState,
  /** Here somebody other than its authors has to approve what is published. */
  secondPerson: v.boolean(),
  draft: v.nullable(DraftView),
  published: v.nullable(VersionView),
  archived: v.nullable(
    v.object({ at: v.string(), redirect: v.nullable(v.object({ kind: EntryKind, id: Slug })) }),
  ),
  /** As residents read it, or would read the draft: overrides laid over the shared text. */
  resolved: v.nullable(OwnContent),
  shared: v.nullable(
    v.object({
      from: Slug,
      /** The version of the shared text that somebody here saw last. */
      seen: v.nullable(v.number()),
      /** The one that is published there now; null once it was archived. */
      current: v.nullable(v.number()),
      changes: v.array(Change),
    }),
  ),
  findings: v.array(Finding),
})
export type EntryDetail = v.InferOutput<typeof EntryDetail>

const revision = v.pipe(v.number('required'), v.integer('invalid'), v.minValue(0, 'out-of-range'))

/** `POST …/staff/entries/{kind}`: a draft of a new entry. */
export const newEntryOf = <Kind extends EntryKind>(kind: Kind) =>
  v.strictObject({ id: Slug, content: EntryContents[kind] })
/** `PATCH …/staff/entries/{kind}/{id}`: the whole content in place of the draft's. */
export const draftChangeOf = <Kind extends EntryKind>(kind: Kind) =>
  v.strictObject({ revision, content: EntryContents[kind] })
/** `POST …/staff/entry-checks/{kind}`: what the checks say of text that is being written. */
export const textToCheckOf = <Kind extends EntryKind>(kind: Kind) =>
  v.strictObject({ id: Slug, content: EntryContents[kind] })

export const AtRevision = v.strictObject({ revision })
export const SubmitDraft = v.strictObject({ revision, publishAt: v.optional(Instant) })
export const RejectDraft = v.strictObject({
  revision,
  note: v.pipe(
    v.string('required'),
    v.trim(),
    v.minLength(1, 'required'),
    v.maxLength(1000, 'too-long'),
  ),
})
export const ScheduleDraft = v.strictObject({ revision, publishAt: Instant })
export const ArchiveEntry = v.strictObject({
  revision,
  /** Where its readers are sent instead. */
  redirect: v.optional(v.strictObject({ kind: EntryKind, id: Slug })),
})
export const RestoreVersion = v.strictObject({
  revision,
  version: v.pipe(v.number('required'), v.integer('invalid'), v.minValue(1, 'out-of-range')),
})
export const DuplicateEntry = v.strictObject({ id: Slug })
export const MarkChecked = v.strictObject({
  revision,
  /** A function, never a person. */
  checkedBy: v.pipe(
    v.string('required'),
    v.trim(),
    v.minLength(1, 'required'),
    v.maxLength(120, 'too-long'),
  ),
  by: IsoDate,
})

/** `entry` is null once a draft is gone that nobody ever published. */
export const Discarded = v.object({ entry: v.nullable(EntryDetail) })

export const Findings = v.object({ findings: v.array(Finding) })

/** Words of residents that led nowhere; only what three or more have looked for. */
export const Miss = v.object({
  id: v.string(),
  query: v.string(),
  askers: v.number(),
  lastOn: IsoDate,
})
export type Miss = v.InferOutput<typeof Miss>

const EntryName = { kind: EntryKind, id: Slug, title: v.string() }

/** `GET …/staff/worklist`: counts only; what fewer than three have done is not shown. */
export const Worklist = v.object({
  misses: v.array(Miss),
  /** Read, and then asked anyway. */
  askedAnyway: v.array(v.object({ ...EntryName, count: v.number() })),
  unhelpful: v.array(
    v.object({
      ...EntryName,
      helpful: v.number(),
      unhelpful: v.number(),
      reasons: v.array(v.object({ reason: v.string(), count: v.number() })),
    }),
  ),
  overdue: v.array(v.object({ ...EntryName, mailbox: MailboxId, by: IsoDate })),
  inReview: v.array(v.object({ ...EntryName, changedAt: v.string() })),
  sharedChanged: v.array(v.object({ ...EntryName, from: Slug })),
})
export type Worklist = v.InferOutput<typeof Worklist>

/** `POST …/staff/worklist/misses/{id}/term`: these words find this entry from now on. */
export const MissToTerm = v.strictObject({ kind: EntryKind, id: Slug })
export const MissDone = v.object({ done: v.literal(true) })

export const exchangeFormats = ['csv', 'xzufi', 'yaml'] as const
export const ExchangeFormat = v.picklist(exchangeFormats, 'unknown-value')
export type ExchangeFormat = v.InferOutput<typeof ExchangeFormat>

export const ExportQuery = v.strictObject({ format: ExchangeFormat, kind: v.optional(EntryKind) })

/** `POST …/staff/entries-import`: looked at only, unless `apply` is true. */
export const ImportEntries = v.strictObject({
  format: ExchangeFormat,
  content: v.pipe(
    v.string('required'),
    v.minLength(1, 'required'),
    v.maxLength(8_000_000, 'too-long'),
  ),
  apply: v.optional(v.boolean(), false),
})

/** What is wrong in a file, and where; nothing of it was imported. */
export const ImportProblem = v.object({
  line: v.number(),
  column: v.nullable(v.number()),
  /** Of a table, from 1, without its head. */
  row: v.nullable(v.number()),
  path: v.string(),
  message: v.string(),
})
export type ImportProblem = v.InferOutput<typeof ImportProblem>

export const ImportOutcome = v.object({
  applied: v.boolean(),
  problems: v.array(ImportProblem),
  created: v.array(v.object({ kind: EntryKind, id: Slug })),
  changed: v.array(v.object({ kind: EntryKind, id: Slug, changes: v.array(Change) })),
  unchanged: v.number(),
})
export type ImportOutcome = v.InferOutput<typeof ImportOutcome>
