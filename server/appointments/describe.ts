import type { Deps } from '#server/deps.ts'
import type { TokenScope } from '#server/placing/tokens.ts'
import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import type { AppointmentView } from '#shared/contracts/appointments.ts'
import type { Language } from '#shared/contracts/fields.ts'
import { isMovable } from '#shared/domain/appointment-state.ts'
import { feesOn } from '#shared/domain/entry-validity.ts'
import { encodeClaim, joinEntranceCode } from '#shared/domain/entrance-code.ts'
import { addMinutes, formatWallTime } from '#shared/domain/local-time.ts'
import { plainWords } from '#shared/markdown/plain-text.ts'
import type { Appointment, AppointmentItem } from './appointments.queries.ts'
import { calendarFile } from './calendar.ts'

/** What the words of an appointment are made of, in its own language. */
export interface AppointmentWords {
  services: { slug: string; title: string; persons: number }[]
  officeName: string
  address: string
  documents: string[]
  fees: { slug: string; fee: string }[]
}

/** Services, office, documents and fees of an appointment, in its language. */
export function describeWords(
  municipality: Municipality,
  appointment: Appointment,
  items: readonly AppointmentItem[],
): AppointmentWords {
  const office = municipality.offices.get(appointment.office_id)!
  const texts = items.flatMap((item) => {
    const service = municipality.services.get(item.service_id)
    if (!service) return []
    return [{ item, service, text: inLanguage(service.text, appointment.lang) }]
  })
  return {
    services: texts.map(({ item, text }) => ({
      slug: item.service_id,
      title: plainWords(text.title),
      persons: item.persons,
    })),
    officeName: inLanguage(office.name, appointment.lang),
    address: `${office.street}, ${office.postalCode} ${office.city}`,
    documents: [...new Set(texts.flatMap(({ text }) => text.documents))].map(plainWords),
    fees: texts.flatMap(({ item, service }) => {
      const fees = feesOn(service.fees, appointment.date)
      if (fees.length === 0) return []
      const words = fees.map(({ text }) => plainWords(inLanguage(text, appointment.lang)))
      return [{ slug: item.service_id, fee: words.join(' ') }]
    }),
  }
}

/** All that is stored about an appointment, for whoever holds its link. */
export function describeAppointment(
  deps: Pick<Deps, 'keys' | 'clock'>,
  municipality: Municipality,
  appointment: Appointment,
  items: readonly AppointmentItem[],
  scope: TokenScope,
): AppointmentView {
  const words = describeWords(municipality, appointment, items)
  const mayRead = scope === 'manage' || appointment.state === 'reserved'
  const isAdmission =
    appointment.kind === 'booked' &&
    (appointment.state === 'confirmed' || appointment.state === 'checked_in')
  const started = appointment.starts_at <= deps.clock.now()
  return {
    id: appointment.id,
    reference: appointment.reference,
    kind: appointment.kind,
    state: appointment.state,
    scope,
    services: words.services,
    office: appointment.office_id,
    officeName: words.officeName,
    address: words.address,
    date: appointment.date,
    start: formatWallTime(appointment.start_minute),
    minutes: appointment.minutes,
    startsAt: appointment.starts_at,
    endsAt: addMinutes(appointment.starts_at, appointment.minutes),
    holdUntil: appointment.state === 'reserved' ? appointment.hold_until : null,
    lang: appointment.lang,
    name: mayRead ? appointment.name : '',
    email: mayRead ? appointment.email : '',
    phone: mayRead ? appointment.phone : null,
    qr: scope === 'manage' && isAdmission ? entranceCode(deps, appointment) : null,
    calendar:
      scope === 'manage' && isAdmission ? appointmentCalendar(deps, appointment, words) : null,
    documents: words.documents,
    fees: words.fees,
    canMove: scope === 'manage' && isMovable(appointment.state) && !started,
    canCancel: mayRead && isMovable(appointment.state) && !started,
  }
}

/** The signed text of an appointment's QR code. */
export function entranceCode(deps: Pick<Deps, 'keys'>, appointment: Appointment): string {
  const claim = encodeClaim({
    reference: appointment.reference,
    office: appointment.office_id,
    start: `${appointment.date}T${formatWallTime(appointment.start_minute)}`,
  })
  const payload = Buffer.from(claim).toString('base64url')
  return joinEntranceCode(payload, deps.keys.signEntrance(appointment.tenant_id, payload))
}

const calendarWords: Record<Language, { title: string; code: string; bring: string }> = {
  de: { title: 'Termin', code: 'Ihr Code', bring: 'Bitte bringen Sie mit' },
  en: { title: 'Appointment', code: 'Your code', bring: 'Please bring' },
}

/** The calendar file of an appointment, in its language. */
export function appointmentCalendar(
  deps: Pick<Deps, 'clock'>,
  appointment: Appointment,
  words: AppointmentWords,
): string {
  const t = calendarWords[appointment.lang]
  const now = deps.clock.now()
  const bring = words.documents.map((line) => `- ${line}`).join('\n')
  return calendarFile({
    id: `${appointment.id}@rathauslotse`,
    // Seconds since the booking: a number that every later version has more of.
    sequence: Math.floor((Date.parse(now) - Date.parse(appointment.created_at)) / 1000),
    stamp: now,
    startsAt: appointment.starts_at,
    endsAt: addMinutes(appointment.starts_at, appointment.minutes),
    title: `${t.title}: ${words.services.map(({ title }) => title).join(', ')}`,
    place: `${words.officeName}, ${words.address}`,
    description: [`${t.code}: ${appointment.reference}`, bring && `${t.bring}:\n${bring}`]
      .filter(Boolean)
      .join('\n\n'),
  })
}
