import * as v from 'valibot'
import { ContactDetails, WishedServices } from './appointments.ts'
import { EmailAddress, IsoDate, Language, Slug, WallTime } from './fields.ts'
import { StaffAppointment } from './staff.ts'

/** Why a place is taken that is not free; kept in the record of what the staff does. */
export const overbookReasons = [
  'urgent',
  'our-mistake',
  'long-way',
  'follow-up',
  'management',
] as const
export const OverbookReason = v.picklist(overbookReasons, 'unknown-value')
export type OverbookReason = v.InferOutput<typeof OverbookReason>

/** Where and when; with `overbook` also where every counter is taken, while the office is open. */
const place = {
  office: Slug,
  date: IsoDate,
  start: WallTime,
  overbook: v.optional(OverbookReason),
}

const optionalEmail = v.optional(
  v.union(
    [
      v.pipe(
        v.literal(''),
        v.transform(() => undefined),
      ),
      EmailAddress,
    ],
    'email-invalid',
  ),
)

/** A booking at the desk or on the phone, for somebody who says their name. */
export const BookForSomebody = v.strictObject({
  services: WishedServices,
  ...place,
  name: ContactDetails.entries.name,
  /** Without one nothing is mailed: the code is printed or read aloud. */
  email: optionalEmail,
  phone: ContactDetails.entries.phone,
  lang: Language,
})
export type BookForSomebody = v.InferOutput<typeof BookForSomebody>

export const BookedForSomebody = v.object({
  appointment: StaffAppointment,
  /** Text of the QR code, to print. */
  qr: v.string(),
  /** The visitor's own link, to print as a QR code: see, move, cancel, erase. */
  link: v.string(),
  /** Whether a mail with all of this goes out. */
  mailed: v.boolean(),
})
export type BookedForSomebody = v.InferOutput<typeof BookedForSomebody>

export const MoveForSomebody = v.strictObject(place)
export type MoveForSomebody = v.InferOutput<typeof MoveForSomebody>

/** Somebody at the desk who has no appointment. */
export const WalkIn = v.strictObject({
  office: Slug,
  services: WishedServices,
  lang: Language,
})
export type WalkIn = v.InferOutput<typeof WalkIn>
