import * as v from 'valibot'
import { Channel } from '#shared/contracts/catalogue.ts'
import { Language, Slug } from '#shared/contracts/fields.ts'
import { Closure, CounterGroup, OfficeDetails } from '#shared/contracts/office-configuration.ts'
import {
  AppointmentLimits,
  MailboxDetails,
  MailboxId,
  TenantSettings,
} from '#shared/contracts/tenant-configuration.ts'
import { Text as text, Words } from '#shared/contracts/words.ts'
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

export const ServiceText = v.strictObject({
  title: v.pipe(text, v.maxLength(120)),
  /** One sentence that says what it is. */
  teaser: v.pipe(text, v.maxLength(240)),
  /** What it is: one string a paragraph. */
  about: v.optional(v.array(text), []),
  /** Who can have it, and what must be so before. */
  prerequisites: v.optional(v.array(text), []),
  /** What to bring or to send: one string a line. */
  documents: v.optional(v.array(text), []),
  /** What happens, step by step; for services without an appointment: how they are done instead. */
  steps: v.optional(v.array(text), []),
  /** What it costs, in words. */
  fee: v.optional(text),
  /** How long it takes until it is done. */
  duration: v.optional(text),
  /** The law it rests on. */
  legal: v.optional(text),
})

const Service = v.strictObject({
  id: Slug,
  department: Slug,
  mailbox: MailboxId,
  channels: v.pipe(v.array(Channel), v.minLength(1)),
  /** Minutes for one person at the counter; 0 where nobody needs to come. */
  minutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(240)),
  /** Minutes for each further person; without it as many as for the first. */
  extraPersonMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(240))),
  lifeSituations: v.array(Slug),
  /** 0 to 100: how often people ask for it. */
  popularity: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(100)), 0),
  /** Everyday words people search with. */
  terms: v.optional(v.array(text), []),
  text: v.strictObject({ de: ServiceText, en: v.optional(ServiceText) }),
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
  departments: v.array(v.strictObject({ id: Slug, name: Words })),
  lifeSituations: v.array(v.strictObject({ id: Slug, name: Words })),
  mailboxes: v.array(v.strictObject({ id: MailboxId, ...MailboxDetails.entries })),
  offices: v.array(Office),
  services: v.array(Service),
})

export type TenantFile = v.InferOutput<typeof TenantFile>
export type TenantFileInput = v.InferInput<typeof TenantFile>
