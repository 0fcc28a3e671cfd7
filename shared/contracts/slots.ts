import * as v from 'valibot'
import { IsoDate, Slug, WallTime } from './fields.ts'

/** A place in time that can be booked. */
export const Alternative = v.object({ office: Slug, group: Slug, date: IsoDate, start: WallTime })
export type Alternative = v.InferOutput<typeof Alternative>

/** `personalausweis-beantragen` or `personalausweis-beantragen:3` for three persons. */
export const ServiceWish = v.pipe(
  v.string('required'),
  v.regex(/^[a-z0-9]+(-[a-z0-9]+)*(:[1-9]\d?)?$/, 'invalid'),
  v.transform((text) => {
    const [slug = '', persons = '1'] = text.split(':')
    return { slug, persons: Number(persons) }
  }),
)

/** One or several of them: `?service=a&service=b:2`. */
const ServiceWishes = v.pipe(
  v.union([v.array(v.string()), v.string()], 'required'),
  v.transform((value) => (Array.isArray(value) ? value : [value])),
  v.array(ServiceWish),
  v.minLength(1, 'required'),
  v.maxLength(10, 'out-of-range'),
)

/** The most days one answer covers: three months and a little. */
export const maxSlotDays = 100

export const SlotsQuery = v.strictObject({
  service: ServiceWishes,
  /** First day; today if left out. */
  from: v.optional(IsoDate),
  days: v.optional(
    v.pipe(
      v.string(),
      v.regex(/^\d{1,3}$/, 'out-of-range'),
      v.transform(Number),
      v.minValue(1, 'out-of-range'),
      v.maxValue(maxSlotDays, 'out-of-range'),
    ),
    '28',
  ),
  /** Only this office. */
  office: v.optional(Slug),
})
export type SlotsQuery = v.InferOutput<typeof SlotsQuery>

export const Slots = v.object({
  /** Only days on which something is free. */
  days: v.array(
    v.object({
      date: IsoDate,
      offices: v.array(v.object({ office: Slug, group: Slug, starts: v.array(WallTime) })),
    }),
  ),
  /** The first free place in the range, over all offices asked for. */
  earliest: v.nullable(Alternative),
  /** Where else something is free in the range, if only one office was asked for and has nothing. */
  elsewhere: v.nullable(Alternative),
  /** Wall time (`2026-11-23T07:00`) when the next day opens for booking. */
  nextRelease: v.nullable(v.string()),
  /** The last day that is open for booking now. */
  bookableUntil: v.nullable(IsoDate),
  /** How long the visit takes at the slowest of the offices. */
  minutes: v.number(),
})
export type Slots = v.InferOutput<typeof Slots>
