import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import type { AppointmentMail } from '#server/mail/mails.ts'
import { enqueueMail } from '#server/mail/outbox.ts'
import { senderOf } from '#server/mail/sender.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { formatWallTime, localMoment } from '#shared/domain/local-time.ts'
import { type Appointment, listItems } from './appointments.queries.ts'
import { appointmentCalendar, describeWords } from './describe.ts'
import { giveToken } from './new-appointment.ts'

type MailDeps = Pick<Deps, 'keys' | 'clock' | 'config'>

/**
 * Queues a mail about an appointment in the transaction that changed it. Each mail carries a token
 * of its own, so that none is ever read back from the database. Who was booked for without an
 * address gets none; false then.
 */
export async function sendAppointmentMail(
  trx: Trx,
  deps: MailDeps,
  municipality: Municipality,
  appointment: Appointment,
  kind: AppointmentMail['kind'],
): Promise<boolean> {
  if (appointment.email === '') return false
  const items = await listItems(trx, municipality.id, appointment.id)
  const words = describeWords(municipality, appointment, items)
  const office = municipality.offices.get(appointment.office_id)!
  const page = kind === 'confirm' ? 'termin/bestaetigen' : 'mein-termin'
  const homeUrl = `${deps.config.publicUrl}/${municipality.id}`
  await enqueueMail(trx, deps, {
    kind,
    tenantId: municipality.id,
    subjectId: appointment.id,
    to: appointment.email,
    name: appointment.name,
    lang: appointment.lang,
    sender: senderOf(municipality),
    reference: appointment.reference,
    services: words.services,
    office: {
      name: words.officeName,
      street: office.street,
      postalCode: office.postalCode,
      city: office.city,
      phone: office.phone,
    },
    date: appointment.date,
    start: formatWallTime(appointment.start_minute),
    minutes: appointment.minutes,
    documents: words.documents,
    fees: words.fees.map(({ fee }) => fee),
    link: kind === 'cancelled' ? null : await mintLink(trx, deps, municipality, appointment, page),
    homeUrl: `${homeUrl}/?lang=${appointment.lang}`,
    holdUntil:
      kind === 'confirm' && appointment.hold_until
        ? formatWallTime(localMoment(appointment.hold_until, municipality.zone).minute)
        : null,
    validUntil:
      kind === 'confirm'
        ? appointment.hold_until
        : kind === 'reminder'
          ? appointment.starts_at
          : null,
    calendar:
      kind === 'confirmed' || kind === 'moved'
        ? appointmentCalendar(deps, appointment, words)
        : null,
  })
  return true
}

/**
 * A new link to manage the appointment, on a page of ours; the secret stands in the fragment, which
 * no server sees.
 */
export async function mintLink(
  trx: Trx,
  deps: MailDeps,
  municipality: Municipality,
  appointment: Appointment,
  page: 'termin/bestaetigen' | 'mein-termin' | 'ersatztermin',
): Promise<string> {
  const token = await giveToken(trx, appointment, 'manage', deps.clock.now())
  return `${deps.config.publicUrl}/${municipality.id}/${page}?lang=${appointment.lang}#${token}`
}
