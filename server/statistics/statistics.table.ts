import type { Measure } from '#shared/domain/day-figures.ts'

/** A day that has been counted; it is counted once. */
export interface CountedDayTable {
  tenant_id: string
  date: string
  counted_at: string
}

/** One figure of a day and a counter group. Nobody's name, and no clerk's, is anywhere near it. */
export interface DayCountTable {
  tenant_id: string
  date: string
  counter_group_id: string
  measure: Measure
  /** What is counted: an outcome, a service, an hour, a class. */
  key: string
  count: number
  /** The sum of what was measured: minutes or hours. */
  total: number
}
