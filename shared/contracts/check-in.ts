import * as v from 'valibot'
import { errorCodes } from './error-codes.ts'
import { Instant, Slug } from './fields.ts'
import { StaffAppointment } from './staff.ts'

/** Green: come in. Yellow: not like this, but there is a way on. Red: no. */
export const Light = v.picklist(['green', 'yellow', 'red'])
export type Light = v.InferOutput<typeof Light>

export const entranceReasons = [
  /** Green: the right day, office and time. */
  'expected',
  /** Green: has been let in before. */
  'already-in',
  'too-early',
  'too-late',
  'wrong-day',
  'wrong-office',
  /** Reserved, and the button of the mail never pressed. Yellow or red, as the municipality wants it. */
  'not-confirmed',
  /** Yellow: noted as missed before. */
  'missed',
  /** Red: the visit is over. */
  'over',
  'cancelled',
  'expired',
  /** Red: no appointment has this code. */
  'unknown',
  /** Red: a QR code that this municipality has not signed. */
  'forged',
] as const
export type EntranceReason = (typeof entranceReasons)[number]

/** What can be done about a yellow or red light. */
export const entranceWays = [
  /** Let in all the same: send the check-in again with `anyway`. */
  'anyway',
  /** Wait; `greenFrom` says until when. */
  'wait',
  /** Come on the day, or go to the office, that the appointment names. */
  'as-booked',
  /** Take a number as somebody without an appointment. */
  'take-number',
  /** Book a new appointment. */
  'book',
] as const
export type EntranceWay = (typeof entranceWays)[number]

export const Verdict = v.object({
  light: Light,
  reason: v.picklist(entranceReasons),
  ways: v.array(v.picklist(entranceWays)),
  /** With `too-early`: the instant from which on the light is green. */
  greenFrom: v.nullable(Instant),
})
export type Verdict = v.InferOutput<typeof Verdict>

/** Made up by the device for each check-in: with the same key, the same check-in happens once. */
const CheckInKey = v.pipe(
  v.string('required'),
  v.minLength(8, 'too-short'),
  v.maxLength(100, 'too-long'),
)

const checkInFields = {
  /** The text of a QR code, or a short code as somebody says or types it. */
  code: v.optional(
    v.pipe(v.string(), v.trim(), v.minLength(1, 'required'), v.maxLength(500, 'too-long')),
  ),
  /** Instead of a code: the id of an appointment that was tapped in the list. */
  appointment: v.optional(
    v.pipe(v.string(), v.minLength(1, 'required'), v.maxLength(100, 'too-long')),
  ),
  /** The office whose entrance this is: it lets in its own visitors only. */
  office: v.optional(Slug),
  /** Let in although the light is yellow. */
  anyway: v.optional(v.boolean(), false),
}

type WhoComes = { code?: string | undefined; appointment?: string | undefined }
const namesOne = (who: WhoComes) => (who.code === undefined) !== (who.appointment === undefined)

export const CheckIn = v.pipe(
  v.strictObject({ ...checkInFields, key: v.optional(CheckInKey) }),
  v.forward(v.partialCheck([['code'], ['appointment']], namesOne, 'required'), ['code']),
)
export type CheckIn = v.InferOutput<typeof CheckIn>

/** The same for an appointment that the path names. */
export const CheckInById = v.strictObject({
  office: checkInFields.office,
  anyway: checkInFields.anyway,
  key: v.optional(CheckInKey),
})

export const CheckInAnswer = v.object({
  verdict: Verdict,
  /** Whether the visitor is in now, by this check-in or by an earlier one. */
  admitted: v.boolean(),
  /** Null if the code is nobody's. */
  appointment: v.nullable(StaffAppointment),
})
export type CheckInAnswer = v.InferOutput<typeof CheckInAnswer>

/** Check-ins that a device kept while it had no network, oldest first. */
export const CheckIns = v.strictObject({
  checkIns: v.pipe(
    v.array(
      v.pipe(
        v.strictObject({
          ...checkInFields,
          key: CheckInKey,
          /** When it happened, by the clock of the device. */
          at: Instant,
        }),
        v.forward(v.partialCheck([['code'], ['appointment']], namesOne, 'required'), ['code']),
      ),
    ),
    v.minLength(1, 'required'),
    v.maxLength(100, 'out-of-range'),
  ),
})
export type CheckIns = v.InferOutput<typeof CheckIns>

/** One answer for each check-in, in their order. None is lost because of another. */
export const CheckInAnswers = v.object({
  results: v.array(
    v.object({
      key: v.string(),
      /** Null if it was refused. */
      answer: v.nullable(CheckInAnswer),
      /** Why it was refused; null if it was not. */
      error: v.nullable(v.picklist(errorCodes)),
    }),
  ),
})
export type CheckInAnswers = v.InferOutput<typeof CheckInAnswers>
