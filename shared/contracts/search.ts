import * as v from 'valibot'
import { FaqSummary, FaqTextView, FaqView, ServiceTextView, ServiceView } from './catalogue.ts'
import { Channel } from './entries.ts'
import { Language, Slug } from './fields.ts'

/** People may ask in any language; what the catalogue does not speak is answered in German. */
const AskedLanguage = v.pipe(
  v.string(),
  v.regex(/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8}){0,4}$/, 'invalid'),
  v.transform((tag): Language => (tag.toLowerCase().split('-')[0] === 'en' ? 'en' : 'de')),
)

export const SearchQuery = v.strictObject({
  q: v.pipe(
    v.string('required'),
    v.trim(),
    v.minLength(1, 'required'),
    v.maxLength(200, 'too-long'),
  ),
  limit: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,2}$/, 'out-of-range'),
      v.transform(Number),
      v.minValue(1, 'out-of-range'),
      v.maxValue(50, 'out-of-range'),
    ),
    '10',
  ),
  lang: v.optional(AskedLanguage, 'de'),
  /** The last word is still being typed: its beginning is enough, and nothing is counted. */
  unfinished: v.optional(
    v.pipe(
      v.picklist(['true', 'false'], 'unknown-value'),
      v.transform((text) => text === 'true'),
    ),
    'false',
  ),
  /** Only entries of this life situation. */
  topic: v.optional(Slug),
  /** Only what can be done in this way. */
  channel: v.optional(Channel),
})

/** Who is responsible where the municipality is not. */
export const Elsewhere = v.object({
  id: Slug,
  name: v.string(),
  text: v.string(),
  phone: v.optional(v.string()),
  website: v.optional(v.string()),
})
export type Elsewhere = v.InferOutput<typeof Elsewhere>

export const SearchResult = v.object({
  kind: v.picklist(['service', 'faq']),
  slug: Slug,
  title: v.string(),
  teaser: v.string(),
  /** 0 to 1. */
  score: v.number(),
})
export type SearchResult = v.InferOutput<typeof SearchResult>

/** `GET /api/{tenant}/search?q=&limit=&lang=` */
export const SearchResults = v.object({
  results: v.array(SearchResult),
  /** False where nothing really fits. */
  confident: v.boolean(),
  /** The query with its slips corrected, where that finds more. */
  didYouMean: v.nullable(v.string()),
  elsewhere: v.array(Elsewhere),
})
export type SearchResults = v.InferOutput<typeof SearchResults>

const found = {
  /** Everyday words people search with. */
  terms: v.array(v.string()),
  /** What people may call an entry, in languages that the bundle is not in. */
  alsoCalled: v.array(v.string()),
}

export const BundledService = v.object({
  ...v.omit(ServiceView, ['faq', 'related', 'texts']).entries,
  ...found,
  related: v.array(Slug),
  /** The language of the text: German where there is no other. */
  lang: Language,
  text: ServiceTextView,
})
export type BundledService = v.InferOutput<typeof BundledService>

export const BundledFaq = v.object({
  ...v.omit(FaqView, ['services', 'related', 'texts']).entries,
  ...v.pick(FaqSummary, ['services', 'lifeSituations', 'popularity']).entries,
  ...found,
  related: v.array(Slug),
  lang: Language,
  text: FaqTextView,
})
export type BundledFaq = v.InferOutput<typeof BundledFaq>

/** All published entries in one language; `PackedBundle` is how it travels. */
export const SearchBundle = v.object({
  lang: Language,
  services: v.array(BundledService),
  faq: v.array(BundledFaq),
  authorities: v.array(v.object({ ...Elsewhere.entries, ...found })),
})
export type SearchBundle = v.InferOutput<typeof SearchBundle>
