import * as v from 'valibot'
import { Language, Slug } from './fields.ts'

export const channels = ['appointment', 'walk-in', 'online', 'post', 'email', 'phone'] as const
export const Channel = v.picklist(channels)
export type Channel = v.InferOutput<typeof Channel>

export const ServiceSummary = v.object({
  slug: Slug,
  title: v.string(),
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
  /** Everyday words people search with. */
  terms: v.array(v.string()),
})
export type ServiceSummary = v.InferOutput<typeof ServiceSummary>

/** `GET /api/{tenant}/catalogue?lang=`: with ETag. */
export const Catalogue = v.object({ services: v.array(ServiceSummary), faq: v.array(v.never()) })
export type Catalogue = v.InferOutput<typeof Catalogue>

export const ServiceTextView = v.object({
  title: v.string(),
  teaser: v.string(),
  about: v.array(v.string()),
  prerequisites: v.array(v.string()),
  documents: v.array(v.string()),
  steps: v.array(v.string()),
  fee: v.nullable(v.string()),
  duration: v.nullable(v.string()),
  legal: v.nullable(v.string()),
})
export type ServiceTextView = v.InferOutput<typeof ServiceTextView>

/** `GET /api/{tenant}/services/{slug}`: one service with all its texts. */
export const ServiceView = v.object({
  ...v.omit(ServiceSummary, ['title', 'teaser']).entries,
  departmentName: v.string(),
  mailbox: v.object({ slug: v.string(), name: v.string(), address: v.string() }),
  /** Offices where it can be booked. */
  offices: v.array(v.object({ slug: Slug, name: v.string() })),
  /** By language; German always. */
  texts: v.object({ de: ServiceTextView, en: v.optional(ServiceTextView) }),
})
export type ServiceView = v.InferOutput<typeof ServiceView>

export const LanguageQuery = v.strictObject({ lang: v.optional(Language, 'de') })

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
  lang: v.optional(Language, 'de'),
})

export const SearchResults = v.object({
  results: v.array(
    v.object({
      kind: v.picklist(['service', 'faq']),
      slug: Slug,
      title: v.string(),
      teaser: v.string(),
      /** 0 to 1. */
      score: v.number(),
    }),
  ),
  /** False where nothing really fits. */
  confident: v.boolean(),
})
export type SearchResults = v.InferOutput<typeof SearchResults>
