import * as v from 'valibot'
import { Instant, IsoDate, Language, PhoneNumber, WallTime } from './fields.ts'

/** A promised call: inside a window that the resident chose from the team's service hours. */

export const callbackStates = ['promised', 'reached', 'given-up', 'cancelled'] as const
export const CallbackState = v.picklist(callbackStates)
export type CallbackState = v.InferOutput<typeof CallbackState>

const MailboxName = v.pipe(
  v.string('invalid'),
  v.maxLength(80, 'too-long'),
  v.regex(/^[a-z0-9]+([.-][a-z0-9]+)*$/, 'invalid'),
)

export const CallbackWindowsQuery = v.strictObject({
  /** Whose windows; the general mailbox's if left out. */
  mailbox: v.optional(MailboxName),
  lang: v.optional(Language, 'de'),
})
export type CallbackWindowsQuery = v.InferOutput<typeof CallbackWindowsQuery>

/** A window that can be chosen: wall time at the municipality. */
export const CallbackWindow = v.object({
  from: WallTime,
  to: WallTime,
})
export type CallbackWindow = v.InferOutput<typeof CallbackWindow>

/** What can be chosen, the earliest first; days without a free window are left out. */
export const CallbackWindows = v.object({
  /** Whose team calls. */
  mailbox: v.object({ slug: v.string(), name: v.string() }),
  days: v.array(v.object({ date: IsoDate, windows: v.array(CallbackWindow) })),
})
export type CallbackWindows = v.InferOutput<typeof CallbackWindows>

/** The window that a resident chooses. */
export const ChosenWindow = v.strictObject({ date: IsoDate, from: WallTime })
export type ChosenWindow = v.InferOutput<typeof ChosenWindow>

/** A callback as the resident sees it. */
export const ResidentCallback = v.object({
  state: CallbackState,
  date: IsoDate,
  from: WallTime,
  to: WallTime,
  /** How often nobody was reached. */
  attempts: v.number(),
})
export type ResidentCallback = v.InferOutput<typeof ResidentCallback>

/** A callback as the team sees it. */
export const StaffCallback = v.object({
  id: v.string(),
  /** The request that it belongs to. */
  request: v.string(),
  ticket: v.string(),
  mailbox: v.string(),
  mailboxName: v.string(),
  /** Topic, service or subject in words. */
  title: v.string(),
  name: v.string(),
  phone: v.string(),
  lang: Language,
  state: CallbackState,
  date: IsoDate,
  from: WallTime,
  to: WallTime,
  /** `now`: inside its window; `late`: the window is over and nobody has called. */
  when: v.picklist(['late', 'now', 'today', 'later', 'settled']),
  attempts: v.number(),
  lastAttemptAt: v.nullable(Instant),
  /** Who has taken the request. */
  assignedTo: v.nullable(v.object({ id: v.string(), name: v.string() })),
})
export type StaffCallback = v.InferOutput<typeof StaffCallback>

export const StaffCallbacksQuery = v.strictObject({
  mailbox: v.optional(MailboxName),
  /** `due`: all that are open up to the end of today; `open`: all that are open; `settled`: of the last 7 days. */
  view: v.optional(v.picklist(['due', 'open', 'settled'], 'unknown-value'), 'due'),
})
export type StaffCallbacksQuery = v.InferOutput<typeof StaffCallbacksQuery>

export const StaffCallbacks = v.object({
  /** Now at the municipality. */
  at: v.object({ date: IsoDate, time: WallTime }),
  /** The earliest window first. */
  callbacks: v.array(StaffCallback),
})
export type StaffCallbacks = v.InferOutput<typeof StaffCallbacks>

/** How a call went. */
export const CallbackOutcome = v.strictObject({
  /**
   * `reached`: spoken with; `not-reached`: tried, a mail says so and asks for another time;
   * `give-up`: no further try, the answer comes by mail.
   */
  outcome: v.picklist(['reached', 'not-reached', 'give-up'], 'unknown-value'),
  /** What was said, for colleagues. */
  note: v.optional(v.pipe(v.string(), v.trim(), v.maxLength(2000, 'too-long'))),
  /** With `reached`: the matter is settled, close the request. */
  close: v.optional(v.boolean(), false),
})
export type CallbackOutcome = v.InferOutput<typeof CallbackOutcome>

/** Another window for a promised call: by the resident through the link, or by the team. */
export const MoveCallback = v.strictObject({
  window: ChosenWindow,
  phone: v.optional(PhoneNumber),
})
export type MoveCallback = v.InferOutput<typeof MoveCallback>
