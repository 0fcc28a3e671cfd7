import * as v from 'valibot'
import { IsoDate, Slug } from './fields.ts'

/**
 * What an entry of the catalogue is: the same for the configuration file, for the editors' drafts
 * and for every version that is kept. Every object is strict: an unknown key is an error.
 */

const text = (most: number) => v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(most))
const lines = v.pipe(v.array(text(2000)), v.maxLength(40))
const slugs = v.pipe(v.array(Slug), v.maxLength(60))
const percent = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100))
const minutes = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(240))

/** Words in German, and in other languages where there are any. */
export const Words = v.strictObject({ de: text(2000), en: v.optional(text(2000)) })
export type Words = v.InferOutput<typeof Words>

/** A mailbox is named by what stands before the @ of its address: `kfz.zulassung`. */
export const MailboxId = v.pipe(v.string(), v.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/))

export const channels = ['appointment', 'walk-in', 'online', 'post', 'email', 'phone'] as const
export const Channel = v.picklist(channels)
export type Channel = v.InferOutput<typeof Channel>

export const entryKinds = ['service', 'faq'] as const
export const EntryKind = v.picklist(entryKinds)
export type EntryKind = v.InferOutput<typeof EntryKind>

/** What a text can be written in: a language, or German in plain words (einfache Sprache). */
export const variants = ['de', 'en', 'de-simple'] as const
export const Variant = v.picklist(variants)
export type Variant = v.InferOutput<typeof Variant>

/** A fee in words, and since when and until when it holds: both days included. */
export const Fee = v.strictObject({
  text: Words,
  /** The law or by-law that sets it. */
  legal: v.optional(Words),
  validFrom: v.optional(IsoDate),
  validTo: v.optional(IsoDate),
})
export type Fee = v.InferOutput<typeof Fee>

export const Link = v.strictObject({
  title: Words,
  url: v.pipe(v.string(), v.maxLength(500), v.regex(/^https:\/\/[^\s"<>\\]+$/)),
})
export type Link = v.InferOutput<typeof Link>

export const Review = v.strictObject({
  checkedOn: IsoDate,
  /** A function, never a person: "Bürgerbüro". */
  checkedBy: text(120),
  /** The day by which somebody has to look at it again. */
  by: IsoDate,
})
export type Review = v.InferOutput<typeof Review>

/**
 * Words of a service. Each may carry inline Markdown and the placeholders {kommune}, {telefon} and
 * {postfach}.
 */
export const ServiceText = v.strictObject({
  title: text(120),
  /** One sentence that says what it is. */
  teaser: text(240),
  /** What it is: one string a paragraph. */
  about: v.optional(lines, []),
  /** Who can have it, and what must be so before. */
  prerequisites: v.optional(lines, []),
  /** What to bring or to send: one string a line. */
  documents: v.optional(lines, []),
  /** What happens, step by step; for services without an appointment: how they are done instead. */
  steps: v.optional(lines, []),
  /** How long it takes until it is done. */
  duration: v.optional(text(500)),
  /** The law it rests on. */
  legal: v.optional(text(1000)),
})
export type ServiceText = v.InferOutput<typeof ServiceText>

/** Words of a question. `answer` is Markdown; placeholders as in services. */
export const FaqText = v.strictObject({
  question: text(160),
  /** One or two sentences that settle it. */
  short: text(300),
  answer: text(8000),
})
export type FaqText = v.InferOutput<typeof FaqText>

/** Owns the entry: answers what it leaves open, and keeps it true. */
const owner = { mailbox: MailboxId }

/** How people come to it. */
const found = {
  lifeSituations: v.optional(slugs, []),
  /** 0 to 100: how often people ask for it. */
  popularity: v.optional(percent, 0),
  /** Everyday words, spellings and foreign words people search with. */
  terms: v.optional(v.pipe(v.array(text(80)), v.maxLength(80)), []),
}

const more = {
  /** Entries of the same kind that people also need. */
  related: v.optional(slugs),
  links: v.optional(v.pipe(v.array(Link), v.maxLength(20))),
  review: v.optional(Review),
}

const serviceFacts = {
  department: Slug,
  ...owner,
  channels: v.pipe(v.array(Channel), v.minLength(1), v.maxLength(channels.length)),
  /** Minutes for one person at the counter; 0 where nobody needs to come. */
  minutes,
  /** Minutes for each further person; without it as many as for the first. */
  extraPersonMinutes: v.optional(minutes),
  ...found,
  fees: v.optional(v.pipe(v.array(Fee), v.maxLength(20)), []),
  ...more,
}

const faqFacts = {
  ...owner,
  /** The services it is about; the first is the one to book. */
  services: v.optional(slugs, []),
  ...found,
  ...more,
}

export const ServiceContent = v.strictObject({
  ...serviceFacts,
  text: v.strictObject({
    de: ServiceText,
    en: v.optional(ServiceText),
    'de-simple': v.optional(ServiceText),
  }),
})
export type ServiceContent = v.InferOutput<typeof ServiceContent>

export const FaqContent = v.strictObject({
  ...faqFacts,
  text: v.strictObject({
    de: FaqText,
    en: v.optional(FaqText),
    'de-simple': v.optional(FaqText),
  }),
})
export type FaqContent = v.InferOutput<typeof FaqContent>

/** What a municipality says otherwise than the entry that it takes over: any part of it. */
export const ServiceOverride = v.partial(
  v.strictObject({
    ...serviceFacts,
    text: v.partial(
      v.strictObject({
        de: v.partial(ServiceText),
        en: v.partial(ServiceText),
        'de-simple': v.partial(ServiceText),
      }),
    ),
  }),
)
export type ServiceOverride = v.InferOutput<typeof ServiceOverride>

export const FaqOverride = v.partial(
  v.strictObject({
    ...faqFacts,
    text: v.partial(
      v.strictObject({
        de: v.partial(FaqText),
        en: v.partial(FaqText),
        'de-simple': v.partial(FaqText),
      }),
    ),
  }),
)
export type FaqOverride = v.InferOutput<typeof FaqOverride>

/** An entry of another municipality, taken over with what differs here. */
export const ReusedService = v.strictObject({ from: Slug, override: v.optional(ServiceOverride) })
export const ReusedFaq = v.strictObject({ from: Slug, override: v.optional(FaqOverride) })

/** What stands in a file, a draft or a version: words of its own, or a reference with overrides. */
export type Own<Kind extends EntryKind = EntryKind> = {
  service: ServiceContent
  faq: FaqContent
}[Kind]
export type Reused<Kind extends EntryKind = EntryKind> = {
  service: v.InferOutput<typeof ReusedService>
  faq: v.InferOutput<typeof ReusedFaq>
}[Kind]
export type EntryContent<Kind extends EntryKind = EntryKind> = Own<Kind> | Reused<Kind>

export const isReused = (content: EntryContent): content is Reused => 'from' in content

/** Chosen by what is there, so that an error names the field and not the choice. */
const ownOrReused = <OwnSchema extends v.GenericSchema, ReusedSchema extends v.GenericSchema>(
  own: OwnSchema,
  reused: ReusedSchema,
) =>
  v.lazy<OwnSchema | ReusedSchema>((input) =>
    typeof input === 'object' && input !== null && 'from' in input ? reused : own,
  )

export const EntryContents = {
  service: ownOrReused(ServiceContent, ReusedService),
  faq: ownOrReused(FaqContent, ReusedFaq),
}

const ofFile = { id: Slug }

/** The same with its name, as the configuration file lists it. */
export const ServiceOfFile = ownOrReused(
  v.strictObject({ ...ofFile, ...ServiceContent.entries }),
  v.strictObject({ ...ofFile, ...ReusedService.entries }),
)
export const FaqOfFile = ownOrReused(
  v.strictObject({ ...ofFile, ...FaqContent.entries }),
  v.strictObject({ ...ofFile, ...ReusedFaq.entries }),
)

/** Who is responsible where the municipality is not: Familienkasse, TÜV, Beitragsservice. */
export const Authority = v.strictObject({
  id: Slug,
  name: Words,
  terms: v.optional(v.pipe(v.array(text(80)), v.maxLength(80)), []),
  /** Who does it, and why the town hall cannot. */
  text: Words,
  phone: v.optional(text(60)),
  website: v.optional(v.pipe(v.string(), v.maxLength(500), v.regex(/^https:\/\/[^\s"<>\\]+$/))),
})
export type Authority = v.InferOutput<typeof Authority>
