import * as v from 'valibot'
import { AppointmentState, Proof, WishedServices } from './appointments.ts'
import { Instant, IsoDate, Language, Slug } from './fields.ts'
import { WaitingTime } from './staff.ts'

/** What a screen in the waiting room shows: numbers and counters, never a name, a service or a code. */
export const CallDisplay = v.object({
  office: Slug,
  officeName: v.string(),
  /** When the server looked; screens trust no clock of their own. */
  at: Instant,
  /** The last calls, newest first. */
  calls: v.array(
    v.object({
      /** `A 17`. */
      number: v.string(),
      counter: v.number(),
      calledAt: Instant,
      /** Rises when somebody is called again: then the gong sounds again. */
      times: v.number(),
    }),
  ),
  /** How many people wait. */
  waiting: v.number(),
})
export type CallDisplay = v.InferOutput<typeof CallDisplay>

/** How an appointment stands in the queue, for whoever holds its link. */
export const WaitingView = v.object({
  at: Instant,
  office: Slug,
  state: AppointmentState,
  /** `A 17`; null before the visitor has come. */
  number: v.nullable(v.string()),
  /** Where to go; null before the call. */
  counter: v.nullable(v.number()),
  /** How many are called before, as things stand; null while not waiting. */
  ahead: v.nullable(v.number()),
  /** Null while not waiting, or if nobody can tell. */
  waiting: v.nullable(WaitingTime),
  /** Nobody is before: the next call is theirs. */
  isNext: v.boolean(),
  /** The key with which a browser subscribes to notices; null where there are none. */
  pushKey: v.nullable(v.string()),
  /** How many devices get a notice. */
  pushDevices: v.number(),
})
export type WaitingView = v.InferOutput<typeof WaitingView>

/** What a browser's push service gave: an address to send to, and keys that only the browser can undo. */
export const PushSubscription = v.strictObject({
  endpoint: v.pipe(v.string('required'), v.maxLength(1000, 'too-long'), v.url('invalid')),
  keys: v.strictObject({
    p256dh: v.pipe(v.string('required'), v.regex(/^[\w-]{80,100}=*$/, 'invalid')),
    auth: v.pipe(v.string('required'), v.regex(/^[\w-]{16,40}=*$/, 'invalid')),
  }),
})
export type PushSubscription = v.InferOutput<typeof PushSubscription>

const Token = v.pipe(v.string('required'), v.maxLength(200, 'too-long'), v.minLength(1, 'required'))

export const SubscribePush = v.strictObject({ token: Token, subscription: PushSubscription })
export const PushState = v.object({ pushDevices: v.number() })

/** What a pushed notice says, encrypted for the one browser; it names nobody. */
export const PushNotice = v.object({
  kind: v.picklist(['soon', 'called']),
  title: v.string(),
  text: v.string(),
  lang: Language,
  /** The path of the municipality, `/musterstadt`. */
  home: v.string(),
})
export type PushNotice = v.InferOutput<typeof PushNotice>

/** Whether numbers are handed out at an office, for what, and how long one waits. */
export const NumberOffer = v.object({
  office: Slug,
  officeName: v.string(),
  date: IsoDate,
  /** `open`, or why there are no numbers. */
  state: v.picklist(['open', 'not-offered', 'closed', 'full']),
  services: v.array(
    v.object({
      slug: Slug,
      title: v.string(),
      /** Null: nobody can tell. */
      waiting: v.nullable(WaitingTime),
    }),
  ),
  maxPersons: v.number(),
  /** Numbers are given out at the terminals of the office only; everybody may see how long one waits. */
  onlyAtTerminal: v.boolean(),
})
export type NumberOffer = v.InferOutput<typeof NumberOffer>

export const TakeNumber = v.strictObject({
  services: WishedServices,
  lang: Language,
  /** The key of a terminal that the staff has set up; without it, it is somebody's own screen. */
  terminal: v.optional(Token),
  proof: Proof,
})
export type TakeNumber = v.InferOutput<typeof TakeNumber>

export const TakenNumber = v.object({
  /** `A 17`. */
  number: v.string(),
  officeName: v.string(),
  takenAt: Instant,
  /** How many are called before, as things stand. */
  ahead: v.number(),
  waiting: v.nullable(WaitingTime),
  /** The address of the visitor's own page, for a QR code: it follows the queue on a phone. */
  link: v.string(),
})
export type TakenNumber = v.InferOutput<typeof TakenNumber>

/** A screen at which people take numbers by themselves. */
const Terminal = v.object({
  id: v.string(),
  /** What the staff calls it: `Automat im Foyer`. */
  name: v.string(),
  createdAt: Instant,
  /** When it last gave out a number; null: never. */
  seenAt: v.nullable(Instant),
})

export const TerminalsQuery = v.strictObject({ office: Slug })

export const Terminals = v.object({
  /** Whether numbers are given out at these screens only. */
  areNeeded: v.boolean(),
  terminals: v.array(Terminal),
})
export type Terminals = v.InferOutput<typeof Terminals>

export const AddTerminal = v.strictObject({
  office: Slug,
  name: v.pipe(
    v.string('required'),
    v.trim(),
    v.minLength(1, 'required'),
    v.maxLength(60, 'too-long'),
  ),
})
export type AddTerminal = v.InferOutput<typeof AddTerminal>

export const AddedTerminal = v.object({
  terminal: Terminal,
  /** The address to open on the screen, with its key; it is answered this once. */
  link: v.string(),
})
export type AddedTerminal = v.InferOutput<typeof AddedTerminal>
