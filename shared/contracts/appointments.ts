import * as v from 'valibot'
import {
  EmailAddress,
  IsoDate,
  Language,
  PersonName,
  PhoneNumber,
  Slug,
  WallTime,
} from './fields.ts'

export const appointmentStates = [
  'reserved',
  'confirmed',
  'checked_in',
  'called',
  'completed',
  'expired',
  'cancelled',
  'no_show',
] as const
export const AppointmentState = v.picklist(appointmentStates)
export type AppointmentState = v.InferOutput<typeof AppointmentState>

/** Somebody who has an appointment, or who came without one and took a number. */
export const visitKinds = ['booked', 'walk-in'] as const
export const VisitKind = v.picklist(visitKinds)
export type VisitKind = v.InferOutput<typeof VisitKind>

/** What a resident wants done, and for how many persons. */
export const WishedService = v.strictObject({
  slug: Slug,
  persons: v.pipe(
    v.number('required'),
    v.integer('out-of-range'),
    v.minValue(1, 'out-of-range'),
    v.maxValue(20, 'out-of-range'),
  ),
})
export const WishedServices = v.pipe(
  v.array(WishedService, 'required'),
  v.minLength(1, 'required'),
  v.maxLength(10, 'out-of-range'),
  v.check((items) => new Set(items.map((item) => item.slug)).size === items.length, 'invalid'),
)
export type WishedService = v.InferOutput<typeof WishedService>

/** A solved puzzle, answered to `proof-required`. */
export const Proof = v.optional(v.pipe(v.string(), v.maxLength(4096, 'too-long')))

const optionalPhone = v.optional(
  v.union(
    [
      v.pipe(
        v.literal(''),
        v.transform(() => undefined),
      ),
      PhoneNumber,
    ],
    'phone-invalid',
  ),
)

/** The fields of the details form; the form and the route use this one schema. */
export const ContactDetails = v.strictObject({
  name: PersonName,
  email: EmailAddress,
  phone: optionalPhone,
})
export type ContactDetails = v.InferOutput<typeof ContactDetails>

export const PlaceAppointment = v.strictObject({
  services: WishedServices,
  office: Slug,
  date: IsoDate,
  start: WallTime,
  ...ContactDetails.entries,
  lang: Language,
  proof: Proof,
})
export type PlaceAppointment = v.InferOutput<typeof PlaceAppointment>

export const Placed = v.object({
  id: v.string(),
  /** The short code, `K7M-4PXY`: for the counter and the phone. */
  reference: v.string(),
  state: AppointmentState,
  /** Instant (ISO 8601, UTC) at which the unconfirmed place is free again. */
  holdUntil: v.string(),
  /** Lets this browser see the state, correct the address and send the mail again. It confirms nothing. */
  holdToken: v.string(),
})
export type Placed = v.InferOutput<typeof Placed>

/** `id.secret`, from the fragment of the mailed link or from `holdToken`. */
const Token = v.pipe(v.string('required'), v.maxLength(200, 'too-long'), v.minLength(1, 'required'))

export const WithToken = v.strictObject({ token: Token })
export const MoveAppointment = v.strictObject({
  token: Token,
  office: Slug,
  date: IsoDate,
  start: WallTime,
})
export const ResendMail = v.strictObject({ token: Token, email: v.optional(EmailAddress) })

/** What the mailed link shows: all that is stored about the appointment. */
export const AppointmentView = v.object({
  id: v.string(),
  reference: v.string(),
  kind: VisitKind,
  state: AppointmentState,
  /** `manage`: everything. `hold`: the browser that booked; it may only watch, correct and resend. */
  scope: v.picklist(['manage', 'hold']),
  services: v.array(v.object({ slug: Slug, title: v.string(), persons: v.number() })),
  office: Slug,
  officeName: v.string(),
  address: v.string(),
  date: IsoDate,
  start: WallTime,
  /** Length of the visit in minutes. */
  minutes: v.number(),
  /** Instants of start and end (ISO 8601, UTC). */
  startsAt: v.string(),
  endsAt: v.string(),
  holdUntil: v.nullable(v.string()),
  lang: Language,
  /** Empty for `hold` once confirmed. */
  name: v.string(),
  email: v.string(),
  phone: v.nullable(v.string()),
  /** Text of the QR code; only for `manage` and only while confirmed or checked in. */
  qr: v.nullable(v.string()),
  /** Text of the calendar file; only with `qr`. */
  calendar: v.nullable(v.string()),
  /** What to bring, over all services, in the appointment's language. */
  documents: v.array(v.string()),
  /** One sentence of fees a service. */
  fees: v.array(v.object({ slug: Slug, fee: v.string() })),
  /** Nobody is there at this time any more: it falls away, see `replacements`. */
  closed: v.boolean(),
  canMove: v.boolean(),
  canCancel: v.boolean(),
})
export type AppointmentView = v.InferOutput<typeof AppointmentView>

export const Erased = v.object({ erased: v.literal(true) })
export const Resent = v.object({ resent: v.literal(true), holdUntil: v.nullable(v.string()) })
