import * as v from 'valibot'
import { Authority, FaqOfFile, MailboxId, ServiceOfFile, Words } from '#shared/contracts/entries.ts'
import { Language, Slug } from '#shared/contracts/fields.ts'
import { Closure, CounterGroup, OfficeDetails } from '#shared/contracts/office-configuration.ts'
import { RequestSettings } from '#shared/contracts/request-settings.ts'
import {
  AppointmentLimits,
  MailboxDetails,
  TenantSettings,
} from '#shared/contracts/tenant-configuration.ts'
import { CounterSettings } from './counter-settings.schema.ts'
import { cleanSvg } from './crest.ts'

/**
 * The shape of a municipality's configuration file: what `npm run tenant -- import FILE` reads
 * and `npm run tenant -- export SLUG` writes. Every object is strict: an unknown key is an error.
 */

const position = v.pipe(v.number(), v.integer(), v.minValue(0))

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('de', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const Office = v.strictObject({
  id: Slug,
  ...OfficeDetails.entries,
  groups: v.array(CounterGroup),
  closures: v.optional(v.array(Closure), []),
})

const { name, officialName, ...settings } = TenantSettings.entries

export const TenantFile = v.strictObject({
  tenant: v.strictObject({
    slug: Slug,
    name,
    officialName,
    kind: v.picklist(['city', 'county', 'town']),
    population: v.optional(position),
    /** ISO 3166-2 of the Land, for public holidays: NW, BY, … */
    land: v.picklist([
      'BW',
      'BY',
      'BE',
      'BB',
      'HB',
      'HE',
      'HH',
      'MV',
      'NI',
      'NW',
      'RP',
      'SL',
      'SN',
      'ST',
      'SH',
      'TH',
    ]),
    zone: v.optional(v.pipe(v.string(), v.check(isZone, 'is no time zone')), 'Europe/Berlin'),
    languages: v.pipe(v.array(Language), v.minLength(1)),
    /** The name of an SVG in public/crests/. */
    crest: v.optional(Slug),
    /** A picture of one's own instead: an SVG, of which shapes and paint are kept. */
    crestImage: v.optional(
      v.pipe(
        v.string(),
        v.rawTransform(({ dataset, addIssue, NEVER }) => {
          const svg = cleanSvg(dataset.value)
          if (svg !== null) return svg
          addIssue({ message: 'is no SVG with a viewBox' })
          return NEVER
        }),
      ),
    ),
    ...settings,
  }),
  appointments: v.optional(AppointmentLimits, {}),
  counter: v.optional(CounterSettings, {}),
  /** How the catalogue is written. */
  catalogue: v.optional(
    v.strictObject({
      /** What an editor has written, another one has to approve before it is published. */
      secondPerson: v.optional(v.boolean(), false),
    }),
    {},
  ),
  requests: v.optional(RequestSettings, {}),
  departments: v.array(v.strictObject({ id: Slug, name: Words })),
  lifeSituations: v.array(v.strictObject({ id: Slug, name: Words })),
  mailboxes: v.array(v.strictObject({ id: MailboxId, ...MailboxDetails.entries })),
  offices: v.array(Office),
  services: v.array(ServiceOfFile),
  faq: v.optional(v.array(FaqOfFile), []),
  authorities: v.optional(v.array(Authority), []),
})

export type TenantFile = v.InferOutput<typeof TenantFile>
export type TenantFileInput = v.InferInput<typeof TenantFile>
