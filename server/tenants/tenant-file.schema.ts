import * as v from 'valibot'
import { Authority, FaqOfFile, MailboxId, ServiceOfFile, Words } from '#shared/contracts/entries.ts'
import { IsoDate, Language, Slug, WallTime } from '#shared/contracts/fields.ts'
import { CounterSettings } from './counter-settings.schema.ts'

/**
 * The shape of a municipality's configuration file: what `npm run tenant -- import FILE` reads
 * and `npm run tenant -- export SLUG` writes. Every object is strict: an unknown key is an error.
 */

const text = v.pipe(v.string(), v.trim(), v.minLength(1))
const position = v.pipe(v.number(), v.integer(), v.minValue(0))

const WordList = v.strictObject({ de: v.array(text), en: v.optional(v.array(text)) })

function isZone(name: string): boolean {
  try {
    new Intl.DateTimeFormat('de', { timeZone: name })
    return true
  } catch {
    return false
  }
}

const hexColour = v.pipe(v.string(), v.regex(/^#[0-9a-f]{6}$/))

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

const OpeningRule = v.strictObject({
  days: v.pipe(v.array(v.picklist(weekdays)), v.minLength(1)),
  /** 1 to 5: only the first … fifth such weekday of a month. */
  weekOfMonth: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5))),
  from: WallTime,
  to: WallTime,
  /** Counters whose places residents can book. */
  counters: position,
  /** Counters kept back for the desk and the phone. */
  reserve: v.optional(position, 0),
  validFrom: v.optional(IsoDate),
  validTo: v.optional(IsoDate),
})

const Closure = v.strictObject({
  from: IsoDate,
  to: IsoDate,
  /** Only a part of the day; both or none. */
  fromTime: v.optional(WallTime),
  toTime: v.optional(WallTime),
  /** Only this counter group; without it the whole office is closed. */
  group: v.optional(Slug),
  reason: Words,
})

const CounterGroup = v.strictObject({
  id: Slug,
  name: Words,
  /** A visit may start every 5, 10 or 15 minutes. */
  gridMinutes: v.picklist([5, 10, 15]),
  /** The shortest time between booking and visit. */
  leadMinutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20160)),
  /** How many days ahead places are open. */
  horizonDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)),
  /** When a new day opens: every day, or once a week. Without it: every midnight. */
  release: v.optional(v.strictObject({ day: v.optional(v.picklist(weekdays)), at: WallTime })),
  opening: v.array(OpeningRule),
  /** What these counters do; minutes only where they differ from the service's own. */
  services: v.array(
    v.union([
      Slug,
      v.strictObject({
        id: Slug,
        minutes: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(240)),
      }),
    ]),
  ),
})

const Office = v.strictObject({
  id: Slug,
  name: Words,
  street: text,
  postalCode: v.pipe(v.string(), v.regex(/^\d{5}$/)),
  city: text,
  phone: text,
  email: text,
  /** How to get there: bus, tram, parking. */
  directions: v.optional(Words),
  /** Steps, lifts, toilets, hearing loops: each one sentence. */
  accessibility: WordList,
  /** Something people should know before they come. */
  note: v.optional(Words),
  groups: v.array(CounterGroup),
  closures: v.optional(v.array(Closure), []),
})

export const TenantFile = v.strictObject({
  tenant: v.strictObject({
    slug: Slug,
    name: text,
    /** As it stands in the head: "Stadt Musterstadt". */
    officialName: text,
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
    phone: text,
    /** When somebody answers the phone. */
    phoneHours: Words,
    website: text,
    /** The mailbox for everything that fits nowhere else. */
    generalMailbox: MailboxId,
    /** The name of an SVG in public/crests/. */
    crest: v.optional(Slug),
    colours: v.strictObject({
      /** On light ground; at least 4.5:1 against white. */
      primary: hexColour,
      /** On dark ground; at least 4.5:1 against #1a1a1a. */
      primaryDark: hexColour,
    }),
    /** Greeting on the start page: one sentence. */
    welcome: Words,
    imprint: WordList,
    privacy: WordList,
    accessibility: WordList,
  }),
  appointments: v.optional(
    v.strictObject({
      holdMinutes: v.optional(v.pipe(v.number(), v.integer(), v.minValue(5), v.maxValue(1440)), 60),
      /** Live appointments per mail address and service. */
      livePerAddress: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(50)), 2),
      /** Holds per mail address and hour. */
      holdsPerHour: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(100)), 5),
      /** A cancelled place returns at a random minute of this window. */
      returnWindowMinutes: v.optional(
        v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1440)),
        15,
      ),
      /** Days after the visit when names and addresses are erased. */
      retentionDays: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(30)), 2),
      /** Persons in one booking. */
      maxPersons: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(20)), 6),
    }),
    {},
  ),
  counter: v.optional(CounterSettings, {}),
  /** How the catalogue is written. */
  catalogue: v.optional(
    v.strictObject({
      /** What an editor has written, another one has to approve before it is published. */
      secondPerson: v.optional(v.boolean(), false),
    }),
    {},
  ),
  departments: v.array(v.strictObject({ id: Slug, name: Words })),
  lifeSituations: v.array(v.strictObject({ id: Slug, name: Words })),
  mailboxes: v.array(
    v.strictObject({ id: MailboxId, name: Words, address: text, department: Slug }),
  ),
  offices: v.array(Office),
  services: v.array(ServiceOfFile),
  faq: v.optional(v.array(FaqOfFile), []),
  authorities: v.optional(v.array(Authority), []),
})

export type TenantFile = v.InferOutput<typeof TenantFile>
export type TenantFileInput = v.InferInput<typeof TenantFile>
