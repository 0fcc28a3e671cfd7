import { walkInRules } from '#shared/contracts/staff.ts'
import * as v from 'valibot'

const minutes = (most: number) => v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(most))

/** How a municipality runs its entrances, waiting rooms and counters. */
export const CounterSettings = v.strictObject({
  /**
   * Where people may take a number without an appointment: nowhere, at the desk, also by themselves at a
   * terminal that the staff has set up, or by themselves on any screen that opens the page.
   */
  walkIns: v.optional(v.picklist(walkInRules), 'none'),
  /** Every how-many-eth call is for somebody without an appointment, while one waits; 0: never. */
  walkInEvery: v.optional(
    v.pipe(
      v.number(),
      v.integer(),
      v.minValue(0),
      v.maxValue(50),
      v.check((every) => every !== 1, 'must be 0 or at least 2: 1 would call no appointment'),
    ),
    4,
  ),
  /** Who has waited so long without an appointment is called before the next one; 0: never. */
  walkInAfterMinutes: v.optional(minutes(480), 45),
  /** How long before the appointment the entrance lets in, */
  earlyMinutes: v.optional(minutes(480), 30),
  /** and how long after. */
  lateMinutes: v.optional(minutes(480), 15),
  /** How long a call waits for an answer before it may be noted that nobody came. */
  noShowMinutes: v.optional(minutes(120), 3),
  /** How long each step at the counter can be taken back. */
  undoMinutes: v.optional(minutes(240), 15),
  /** Whether staff may let in somebody who has reserved a place and never confirmed it. */
  admitUnconfirmed: v.optional(v.boolean(), false),
  /** Who may book where no place is free. */
  overbook: v.optional(v.picklist(['admins', 'clerks']), 'admins'),
})
export type CounterSettings = v.InferOutput<typeof CounterSettings>
