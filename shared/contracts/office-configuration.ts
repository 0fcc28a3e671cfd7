import * as v from 'valibot'
import { Words } from './entries.ts'
import { EmailAddress, IsoDate, Slug, WallTime } from './fields.ts'
import { Text, WordList } from './words.ts'

/** Offices as a municipality's configuration describes them: its file and the forms that change it. */

export const weekdays = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const
export const Weekday = v.picklist(weekdays)
export type Weekday = v.InferOutput<typeof Weekday>

const counters = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(99))

export const OpeningRule = v.strictObject({
  days: v.pipe(v.array(Weekday), v.minLength(1)),
  /** 1 to 5: only the first … fifth such weekday of a month. */
  weekOfMonth: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(5))),
  from: WallTime,
  to: WallTime,
  /** Counters whose places residents can book. */
  counters,
  /** Counters kept back for the desk and the phone. */
  reserve: v.optional(counters, 0),
  validFrom: v.optional(IsoDate),
  validTo: v.optional(IsoDate),
})
export type OpeningRule = v.InferOutput<typeof OpeningRule>

export const Closure = v.strictObject({
  from: IsoDate,
  to: IsoDate,
  /** Only a part of the day; both or none. */
  fromTime: v.optional(WallTime),
  toTime: v.optional(WallTime),
  /** Only this counter group; without it the whole office is closed. */
  group: v.optional(Slug),
  reason: Words,
})
export type Closure = v.InferOutput<typeof Closure>

const ServiceMinutes = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(240))

/** What a counter group does; minutes only where they differ from the service's own. */
export const ServiceAtGroup = v.strictObject({ id: Slug, minutes: v.optional(ServiceMinutes) })
export type ServiceAtGroup = v.InferOutput<typeof ServiceAtGroup>

/** A counter group without its hours and services. */
export const GroupDetails = v.strictObject({
  name: Words,
  /** A visit may start every 5, 10 or 15 minutes. */
  gridMinutes: v.picklist([5, 10, 15]),
  /** The shortest time between booking and visit. */
  leadMinutes: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(20160)),
  /** How many days ahead places are open. */
  horizonDays: v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(366)),
  /** When a new day opens: every day, or once a week. Without it: every midnight. */
  release: v.optional(v.strictObject({ day: v.optional(Weekday), at: WallTime })),
})
export type GroupDetails = v.InferOutput<typeof GroupDetails>

export const CounterGroup = v.strictObject({
  id: Slug,
  ...GroupDetails.entries,
  opening: v.array(OpeningRule),
  /** In the file a service without minutes of its own is just its name. */
  services: v.array(v.union([Slug, v.strictObject({ id: Slug, minutes: ServiceMinutes })])),
})

/** An office without its counter groups and closures. */
export const OfficeDetails = v.strictObject({
  name: Words,
  street: Text,
  postalCode: v.pipe(v.string(), v.regex(/^\d{5}$/)),
  city: Text,
  phone: Text,
  email: EmailAddress,
  /** How to get there: bus, tram, parking. */
  directions: v.optional(Words),
  /** Steps, lifts, toilets, hearing loops: each one sentence. */
  accessibility: WordList,
  /** Something people should know before they come. */
  note: v.optional(Words),
})
export type OfficeDetails = v.InferOutput<typeof OfficeDetails>
