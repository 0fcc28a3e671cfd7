import * as v from 'valibot'
import { Channel, EntryKind } from './entries.ts'
import { IsoDate, Language, Slug } from './fields.ts'
import { RichLine, RichText } from './rich-text.ts'

/** The language of a title, where it is not the one that was asked for. */
const titleLang = v.optional(v.literal('de'))

export const ServiceSummary = v.object({
  slug: Slug,
  title: v.string(),
  titleLang,
  teaser: v.string(),
  department: Slug,
  lifeSituations: v.array(Slug),
  channels: v.array(Channel),
  /** Has at least one counter group with places to book. */
  bookable: v.boolean(),
  /** Minutes of a visit for one person; 0 where nobody needs to come. */
  minutes: v.number(),
  /** Minutes for each further person. */
  extraPersonMinutes: v.number(),
  /** 0 to 100. */
  popularity: v.number(),
})
export type ServiceSummary = v.InferOutput<typeof ServiceSummary>

export const FaqSummary = v.object({
  slug: Slug,
  question: v.string(),
  titleLang,
  /** The answer in one or two sentences, without marks. */
  short: v.string(),
  /** What it is about; the first is the one to book. */
  services: v.array(Slug),
  lifeSituations: v.array(Slug),
  /** 0 to 100. */
  popularity: v.number(),
})
export type FaqSummary = v.InferOutput<typeof FaqSummary>

/** `GET /api/{tenant}/catalogue?lang=`: with ETag. */
export const Catalogue = v.object({
  services: v.array(ServiceSummary),
  faq: v.array(FaqSummary),
})
export type Catalogue = v.InferOutput<typeof Catalogue>

/** What an entry says of its own truth. */
export const Standing = v.object({
  checkedOn: IsoDate,
  /** A function, never a person. */
  checkedBy: v.string(),
  /** Nobody has looked at it in time. */
  overdue: v.boolean(),
})
export type Standing = v.InferOutput<typeof Standing>

/** A fee that holds today, or will from a day to come. */
export const FeeView = v.object({
  line: RichLine,
  legal: v.nullable(v.string()),
  validFrom: v.nullable(IsoDate),
  validTo: v.nullable(IsoDate),
})
export type FeeView = v.InferOutput<typeof FeeView>

const LinkView = v.object({ title: v.string(), url: v.string() })
export const MailboxView = v.object({ slug: v.string(), name: v.string(), address: v.string() })
/** Another entry, in a line. */
export const EntryLink = v.object({ slug: Slug, title: v.string(), titleLang })
export type EntryLink = v.InferOutput<typeof EntryLink>

export const ServiceTextView = v.object({
  title: v.string(),
  teaser: v.string(),
  about: v.array(RichLine),
  prerequisites: v.array(RichLine),
  documents: v.array(RichLine),
  steps: v.array(RichLine),
  fees: v.array(FeeView),
  duration: v.nullable(v.string()),
  legal: v.nullable(v.string()),
  links: v.array(LinkView),
})
export type ServiceTextView = v.InferOutput<typeof ServiceTextView>

/**
 * `GET /api/{tenant}/services/{slug}?lang=`: one service with all its texts. `lang` chooses the words
 * around them: names of departments, offices and other entries.
 */
export const ServiceView = v.object({
  ...v.omit(ServiceSummary, ['title', 'titleLang', 'teaser']).entries,
  departmentName: v.string(),
  mailbox: MailboxView,
  /** Offices where it can be booked. */
  offices: v.array(v.object({ slug: Slug, name: v.string() })),
  related: v.array(EntryLink),
  /** Questions about it. */
  faq: v.array(v.pick(FaqSummary, ['slug', 'question', 'titleLang', 'short'])),
  standing: v.nullable(Standing),
  /** German always; `de-simple` is German in plain words (einfache Sprache). */
  texts: v.object({
    de: ServiceTextView,
    en: v.optional(ServiceTextView),
    'de-simple': v.optional(ServiceTextView),
  }),
})
export type ServiceView = v.InferOutput<typeof ServiceView>

export const FaqTextView = v.object({
  question: v.string(),
  short: RichLine,
  answer: RichText,
  links: v.array(LinkView),
})
export type FaqTextView = v.InferOutput<typeof FaqTextView>

/** `GET /api/{tenant}/faq/{slug}?lang=`: one question with all its texts. */
export const FaqView = v.object({
  slug: Slug,
  mailbox: MailboxView,
  /** The first that can be booked stands first. */
  services: v.array(v.object({ ...EntryLink.entries, bookable: v.boolean() })),
  related: v.array(EntryLink),
  standing: v.nullable(Standing),
  texts: v.object({
    de: FaqTextView,
    en: v.optional(FaqTextView),
    'de-simple': v.optional(FaqTextView),
  }),
})
export type FaqView = v.InferOutput<typeof FaqView>

/** Why an answer did not help; no words of the reader are kept. */
export const unhelpfulReasons = ['unclear', 'incomplete', 'wrong', 'other-topic'] as const
export const UnhelpfulReason = v.picklist(unhelpfulReasons, 'unknown-value')
export type UnhelpfulReason = v.InferOutput<typeof UnhelpfulReason>

/** `POST /api/{tenant}/feedback`: counted, never kept with anything about who it was. */
export const Feedback = v.strictObject({
  kind: EntryKind,
  slug: Slug,
  helpful: v.boolean(),
  /** Only where it did not help. */
  reason: v.optional(UnhelpfulReason),
})
export type Feedback = v.InferOutput<typeof Feedback>

export const FeedbackTaken = v.object({ taken: v.literal(true) })

export const LanguageQuery = v.strictObject({ lang: v.optional(Language, 'de') })
