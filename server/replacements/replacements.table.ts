import type { ReplacementState } from '#shared/contracts/replacements.ts'

/** One time that an appointment could not take place. It names nobody. */
export interface ReplacementTable {
  tenant_id: string
  id: string
  appointment_id: string
  state: ReplacementState
  /** Words as JSON; null: it was not said. */
  reason: string | null
  /** The place that falls away. */
  was_office_id: string
  was_group_id: string
  was_date: string
  was_start_minute: number
  /** The reservation that keeps the offered place; null once it is gone. */
  held_id: string | null
  /** The place that is or was offered. */
  offered_office_id: string | null
  offered_group_id: string | null
  offered_date: string | null
  offered_start_minute: number | null
  offered_minutes: number | null
  /** Instant. */
  offered_until: string | null
  /** Calls that reached nobody. */
  attempts: number
  attempted_at: string | null
  created_at: string
  settled_at: string | null
}
