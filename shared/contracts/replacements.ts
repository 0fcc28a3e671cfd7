import * as v from 'valibot'
import { AppointmentView } from './appointments.ts'
import { IsoDate, Language, Slug, WallTime } from './fields.ts'

/** What became of an appointment that cannot take place. */
export const replacementStates = [
  /** Nothing has been looked for yet: it is about to. */
  'waiting',
  /** A place is held. */
  'offered',
  /** The hold is over. */
  'unanswered',
  'nothing-free',
  'accepted',
  /** Another place was chosen. */
  'moved',
  'cancelled',
] as const
export const ReplacementState = v.picklist(replacementStates)
export type ReplacementState = v.InferOutput<typeof ReplacementState>

/** A place in time, in words. */
export const PlaceView = v.object({
  office: Slug,
  officeName: v.string(),
  address: v.string(),
  date: IsoDate,
  start: WallTime,
})
export type PlaceView = v.InferOutput<typeof PlaceView>

/** What the mailed link to `/{tenant}/ersatztermin` shows. */
export const ReplacementView = v.object({
  state: ReplacementState,
  /** Why it cannot take place, in the language of the appointment; null: it was not said. */
  reason: v.nullable(v.string()),
  /** The place that falls away. */
  was: PlaceView,
  /** The place that is or was held; null: none was free. */
  offer: v.nullable(
    v.object({
      ...PlaceView.entries,
      minutes: v.number(),
      /** Instant (ISO 8601, UTC) until which it is held. */
      until: v.string(),
    }),
  ),
  appointment: AppointmentView,
})
export type ReplacementView = v.InferOutput<typeof ReplacementView>

/** Somebody whose appointment cannot take place, for those who phone. */
export const ReplacementCase = v.object({
  id: v.string(),
  state: ReplacementState,
  /** Nobody but the phone can reach them in time. */
  toPhone: v.boolean(),
  reference: v.string(),
  name: v.string(),
  phone: v.nullable(v.string()),
  hasEmail: v.boolean(),
  lang: Language,
  services: v.array(v.object({ slug: Slug, title: v.string(), persons: v.number() })),
  was: PlaceView,
  offer: v.nullable(v.object({ ...PlaceView.entries, until: v.string() })),
  reason: v.nullable(v.string()),
  /** How often somebody has tried to phone. */
  attempts: v.number(),
  attemptedAt: v.nullable(v.string()),
})
export type ReplacementCase = v.InferOutput<typeof ReplacementCase>

export const ReplacementCases = v.object({
  /** In the order of the appointments that fall away. */
  open: v.array(ReplacementCase),
  /** How many of those whose day is still to come are settled, by outcome. */
  settled: v.object({ accepted: v.number(), moved: v.number(), cancelled: v.number() }),
})
export type ReplacementCases = v.InferOutput<typeof ReplacementCases>

/** What a call has led to. */
export const NoteOutcome = v.variant(
  'outcome',
  [
    v.strictObject({ outcome: v.literal('not-reached') }),
    v.strictObject({ outcome: v.literal('accepted') }),
    v.strictObject({ outcome: v.literal('cancelled') }),
    v.strictObject({
      outcome: v.literal('moved'),
      office: Slug,
      date: IsoDate,
      start: WallTime,
    }),
  ],
  'unknown-value',
)
export type NoteOutcome = v.InferOutput<typeof NoteOutcome>

export const Noted = v.object({ state: ReplacementState, attempts: v.number() })
export type Noted = v.InferOutput<typeof Noted>
