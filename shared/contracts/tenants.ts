import * as v from 'valibot'
import { EntryLink } from './catalogue.ts'
import { Alternative } from './slots.ts'
import { IsoDate, Language, Slug, WallTime } from './fields.ts'

/** Part of a day in wall time. */
export const TimeRange = v.object({ from: WallTime, to: WallTime })
export type TimeRange = v.InferOutput<typeof TimeRange>

export const TenantSummary = v.object({
  slug: Slug,
  name: v.string(),
  officialName: v.string(),
  kind: v.picklist(['city', 'county', 'town']),
  crest: v.nullable(v.string()),
})
export type TenantSummary = v.InferOutput<typeof TenantSummary>

export const TenantList = v.object({ tenants: v.array(TenantSummary) })
export type TenantList = v.InferOutput<typeof TenantList>

export const OfficeView = v.object({
  slug: Slug,
  name: v.string(),
  street: v.string(),
  postalCode: v.string(),
  city: v.string(),
  phone: v.string(),
  email: v.string(),
  directions: v.nullable(v.string()),
  accessibility: v.array(v.string()),
  note: v.nullable(v.string()),
  /** Regular opening by weekday, 1 = Monday … 7 = Sunday; an empty list is a closed day. */
  week: v.array(v.object({ weekday: v.number(), ranges: v.array(TimeRange) })),
  /** What differs from the week in the next 28 days: closures, holidays, extra Saturdays. */
  exceptions: v.array(
    v.object({ date: IsoDate, ranges: v.array(TimeRange), reason: v.nullable(v.string()) }),
  ),
  /** What holds today, exceptions included. */
  today: v.object({ date: IsoDate, ranges: v.array(TimeRange), reason: v.nullable(v.string()) }),
  /** Slugs of the services that can be booked here. */
  services: v.array(Slug),
})
export type OfficeView = v.InferOutput<typeof OfficeView>

/** `GET /api/{tenant}?lang=`: one municipality, in one language. */
export const TenantView = v.object({
  ...TenantSummary.entries,
  languages: v.array(Language),
  zone: v.string(),
  phone: v.string(),
  phoneHours: v.string(),
  website: v.string(),
  generalMailbox: v.string(),
  welcome: v.string(),
  colours: v.object({ primary: v.string(), primaryDark: v.string() }),
  /** True where demo data, demo accounts and /demo pages exist. */
  demo: v.boolean(),
  offices: v.array(OfficeView),
  departments: v.array(v.object({ slug: Slug, name: v.string() })),
  lifeSituations: v.array(v.object({ slug: Slug, name: v.string(), services: v.number() })),
  /** The services people ask for most. */
  frequent: v.array(v.object({ slug: Slug, title: v.string(), bookable: v.boolean() })),
  /** The questions people ask most. */
  frequentQuestions: v.array(EntryLink),
  holdMinutes: v.number(),
  maxPersons: v.number(),
  /** Ed25519, SPKI as base64url: proves QR codes without network. */
  qrPublicKey: v.string(),
  imprint: v.array(v.string()),
  privacy: v.array(v.string()),
  accessibility: v.array(v.string()),
  /** When the statement on accessibility was last looked over. */
  accessibilityCheckedOn: v.nullable(IsoDate),
})
export type TenantView = v.InferOutput<typeof TenantView>

/** `GET /api/{tenant}/earliest`: the next free place of the services people book most. */
export const EarliestView = v.object({
  earliest: v.nullable(
    v.object({ ...Alternative.entries, service: Slug, title: v.string(), officeName: v.string() }),
  ),
})
export type EarliestView = v.InferOutput<typeof EarliestView>

export const MailboxList = v.object({
  mailboxes: v.array(
    v.object({
      slug: v.string(),
      name: v.string(),
      address: v.string(),
      department: v.string(),
      services: v.array(v.object({ slug: Slug, title: v.string() })),
    }),
  ),
})
export type MailboxList = v.InferOutput<typeof MailboxList>
