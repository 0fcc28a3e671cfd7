import type { AppointmentView } from '#shared/contracts/appointments.ts'
import type { IsoDate, Slug, WallTime } from '#shared/contracts/fields.ts'

/** What a device keeps of an appointment: enough for the door, nothing about the person, no key to change it. */
export interface KeptAppointment {
  tenant: Slug
  tenantName: string
  reference: string
  date: IsoDate
  start: WallTime
  officeName: string
  address: string
  qr: string
}

/** The part of a confirmed appointment that may stay; null without the code that it is kept for. */
export function keepable(
  view: AppointmentView,
  tenant: { slug: Slug; name: string },
): KeptAppointment | null {
  if (!view.qr) return null
  const { reference, date, start, officeName, address, qr } = view
  return {
    tenant: tenant.slug,
    tenantName: tenant.name,
    reference,
    date,
    start,
    officeName,
    address,
    qr,
  }
}

const isKept = (value: unknown): value is KeptAppointment =>
  typeof value === 'object' &&
  value !== null &&
  ['tenant', 'reference', 'date', 'start', 'officeName', 'address', 'qr'].every(
    (key) => typeof (value as Record<string, unknown>)[key] === 'string',
  )

/** The kept appointments in a stored text that are not over yet, soonest first. */
export function readKept(text: string | null, today: IsoDate): KeptAppointment[] {
  try {
    const stored: unknown = JSON.parse(text ?? '[]')
    return Array.isArray(stored) ? withoutPast(stored.filter(isKept), today) : []
  } catch {
    return []
  }
}

/** On the day itself an appointment stays, even after its hour: queues run late. */
export const withoutPast = (kept: KeptAppointment[], today: IsoDate): KeptAppointment[] =>
  kept
    .filter((appointment) => appointment.date >= today)
    .sort((a, b) => (a.date + a.start).localeCompare(b.date + b.start))

/** One entry a reference: a moved appointment takes the place of its older self. */
export const withKept = (kept: KeptAppointment[], added: KeptAppointment): KeptAppointment[] => [
  ...withoutReference(kept, added.reference),
  added,
]

export const withoutReference = (kept: KeptAppointment[], reference: string): KeptAppointment[] =>
  kept.filter((appointment) => appointment.reference !== reference)
