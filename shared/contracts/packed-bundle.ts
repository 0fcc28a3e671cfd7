import * as v from 'valibot'
import { FaqTextView, FeeView, MailboxView, ServiceTextView } from './catalogue.ts'
import { Language } from './fields.ts'
import { RichLink, Span } from './rich-text.ts'
import { BundledFaq, BundledService, Elsewhere } from './search.ts'

/** Letters without marks stand for themselves. */
const PackedInline = v.union([v.string(), Span, RichLink])
export type PackedInline = v.InferOutput<typeof PackedInline>

export const PackedLine = v.union([v.string(), v.array(PackedInline)])
export type PackedLine = v.InferOutput<typeof PackedLine>

const PackedItem = v.union([
  PackedLine,
  v.object({ line: PackedLine, ordered: v.boolean(), items: v.array(PackedLine) }),
])
export type PackedItem = v.InferOutput<typeof PackedItem>

/** A paragraph is its line. */
export const PackedBlock = v.union([
  PackedLine,
  v.object({ heading: PackedLine }),
  v.object({ list: v.array(PackedItem), ordered: v.boolean() }),
])
export type PackedBlock = v.InferOutput<typeof PackedBlock>

const lines = v.array(PackedLine)

/** Title, teaser, about, prerequisites, documents, steps, fees, duration, legal basis, links. */
const PackedServiceText = v.tuple([
  v.string(),
  v.string(),
  lines,
  lines,
  lines,
  lines,
  v.array(v.object({ ...FeeView.entries, line: PackedLine })),
  ServiceTextView.entries.duration,
  ServiceTextView.entries.legal,
  ServiceTextView.entries.links,
])
export type PackedServiceText = v.InferOutput<typeof PackedServiceText>

/** Question, short answer, answer, links. */
const PackedFaqText = v.tuple([
  v.string(),
  PackedLine,
  v.array(PackedBlock),
  FaqTextView.entries.links,
])
export type PackedFaqText = v.InferOutput<typeof PackedFaqText>

/** Many rows as one list per key; without rows there are no keys. */
export type Columns<Row> = { [Key in keyof Row]: Row[Key][] }

function columnsOf(row: v.ObjectSchema<v.ObjectEntries, undefined>) {
  const lists = Object.entries(row.entries).map(([key, value]) => [key, v.array(value)] as const)
  return v.partial(v.object(Object.fromEntries(lists)))
}

const sentApart = ['text', 'terms', 'alsoCalled', 'mailbox'] as const
/** The name of a mailbox has dots: `kita.platzvergabe`. */
const mailbox = v.string()
const ServiceFacts = v.object({ ...v.omit(BundledService, sentApart).entries, mailbox })
const FaqFacts = v.object({ ...v.omit(BundledFaq, sentApart).entries, mailbox })

/** Short texts that are searched and never shown: `ausweis abgelaufen,~alt` has a second `ausweis alt`. */
const phrases = { terms: v.array(v.string()), alsoCalled: v.array(v.string()) }

/**
 * `GET /api/{tenant}/search-bundle?lang=`: with ETag. All a phone needs to search and to read every
 * entry without network. Like stands beside like, in the same order of entries in each list: that is
 * a quarter smaller once it is compressed.
 */
export const PackedBundle = v.object({
  lang: Language,
  mailboxes: v.array(MailboxView),
  services: v.object({
    texts: v.array(PackedServiceText),
    ...phrases,
    facts: columnsOf(ServiceFacts),
  }),
  faq: v.object({
    texts: v.array(PackedFaqText),
    ...phrases,
    facts: columnsOf(FaqFacts),
  }),
  authorities: v.object({ facts: v.array(Elsewhere), ...phrases }),
})

/** Written out: TypeScript gives up on what it would have to infer of the lists by key. */
interface Phrases {
  terms: string[]
  alsoCalled: string[]
}
export interface PackedBundle {
  lang: Language
  mailboxes: v.InferOutput<typeof MailboxView>[]
  services: Phrases & {
    texts: PackedServiceText[]
    facts: Columns<v.InferOutput<typeof ServiceFacts>>
  }
  faq: Phrases & { texts: PackedFaqText[]; facts: Columns<v.InferOutput<typeof FaqFacts>> }
  authorities: Phrases & { facts: Elsewhere[] }
}
