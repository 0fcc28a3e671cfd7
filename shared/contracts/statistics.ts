import * as v from 'valibot'
import { IsoDate, Slug } from './fields.ts'

/** The longest time that one answer covers: a year and a day. */
export const mostDays = 366

export const StatisticsQuery = v.strictObject({
  /** First and last day; the last twelve weeks if left out. */
  from: v.optional(IsoDate),
  to: v.optional(IsoDate),
  /** Only this office. */
  office: v.optional(Slug),
})
export type StatisticsQuery = v.InferOutput<typeof StatisticsQuery>

/** The tables that there are as CSV. */
export const statisticsTables = ['days', 'hours', 'services', 'offices', 'lead', 'wait'] as const
export type StatisticsTable = (typeof statisticsTables)[number]

export const StatisticsTableQuery = v.strictObject({
  ...StatisticsQuery.entries,
  table: v.picklist(statisticsTables, 'unknown-value'),
})

/** Visits: those that took place, those that nobody came to, and those that nobody noted. */
const outcomes = {
  visits: v.number(),
  noShows: v.number(),
  cancelled: v.number(),
}

const classes = v.array(
  v.object({
    /** Upper end of the class, in days or minutes; null: beyond the last one. */
    upTo: v.nullable(v.number()),
    visits: v.number(),
  }),
)

/** Minutes of all counters together. */
const use = {
  /** In which they were open. */
  open: v.number(),
  /** In which visits took them; who stayed away took none. */
  used: v.number(),
}

/** Figures of days that are over. They name neither visitors nor those who work at the counters. */
export const Statistics = v.object({
  from: IsoDate,
  to: IsoDate,
  /** The last day that has been counted; null: none yet. */
  countedUntil: v.nullable(IsoDate),
  totals: v.object({
    ...outcomes,
    walkIns: v.number(),
    ...use,
    /** On average; null where nothing was measured. */
    leadDays: v.nullable(v.number()),
    waitMinutes: v.nullable(v.number()),
  }),
  /** Days on which something was open or somebody came. */
  days: v.array(v.object({ date: IsoDate, ...outcomes, walkIns: v.number() })),
  lead: classes,
  wait: classes,
  /** By weekday (1 = Monday) and hour, where something was open. */
  hours: v.array(v.object({ weekday: v.number(), hour: v.number(), ...use })),
  /** The most frequent first. */
  services: v.array(
    v.object({
      slug: Slug,
      title: v.string(),
      visits: v.number(),
      noShows: v.number(),
      persons: v.number(),
    }),
  ),
  offices: v.array(v.object({ slug: Slug, name: v.string(), ...outcomes, ...use })),
})
export type Statistics = v.InferOutput<typeof Statistics>
