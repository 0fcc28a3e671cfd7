import * as v from 'valibot'
import { AppointmentState } from './appointments.ts'
import { IsoDate, Language, Slug, WallTime } from './fields.ts'

/** What a person may be at a municipality; one may be several things, at several of them. */
export const roles = ['clerk', 'editor', 'agent', 'caseworker', 'admin'] as const
export const Role = v.picklist(roles)
export type Role = v.InferOutput<typeof Role>

/** What is done to an appointment at the counter; each is the end of a path. */
export const counterActions = ['check-in', 'call', 'complete', 'no-show', 'undo'] as const
export type CounterAction = (typeof counterActions)[number]

export const StaffAppointmentsQuery = v.strictObject({
  /** Only this office; all of them if left out. */
  office: v.optional(Slug),
  /** Today at the municipality if left out. */
  date: v.optional(IsoDate),
})
export type StaffAppointmentsQuery = v.InferOutput<typeof StaffAppointmentsQuery>

/** An appointment as the counter sees it: no mail address and no phone number. */
export const StaffAppointment = v.object({
  id: v.string(),
  reference: v.string(),
  state: AppointmentState,
  office: Slug,
  /** The counters that serve it. */
  group: Slug,
  date: IsoDate,
  start: WallTime,
  /** Length of the visit in minutes. */
  minutes: v.number(),
  /** Empty once erased. */
  name: v.string(),
  /** Titles are German, whatever the visitor's language. */
  services: v.array(v.object({ slug: Slug, title: v.string(), persons: v.number() })),
  /** The language of the visitor. */
  lang: Language,
  /** Hours have changed since it was made, and nobody is there at this time. */
  closed: v.boolean(),
})
export type StaffAppointment = v.InferOutput<typeof StaffAppointment>

export const StaffAppointments = v.object({
  date: IsoDate,
  /** In order of time. */
  appointments: v.array(StaffAppointment),
})
export type StaffAppointments = v.InferOutput<typeof StaffAppointments>

export const CheckInByCode = v.strictObject({
  /** The text of a QR code, or a short code as somebody says or types it. */
  code: v.pipe(
    v.string('required'),
    v.trim(),
    v.minLength(1, 'required'),
    v.maxLength(500, 'too-long'),
  ),
  /** The office whose entrance this is: it lets in its own visitors only. */
  office: v.optional(Slug),
})
export type CheckInByCode = v.InferOutput<typeof CheckInByCode>
