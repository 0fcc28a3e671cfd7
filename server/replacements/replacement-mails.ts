import { mintLink } from '#server/appointments/appointment-mails.ts'
import type { LookedUp } from '#server/appointments/look-up.ts'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { enqueueMail } from '#server/mail/outbox.ts'
import { senderOf } from '#server/mail/sender.ts'
import { type Municipality, inLanguage } from '#server/tenants/municipality.ts'
import { formatWallTime, localMoment } from '#shared/domain/local-time.ts'
import { describeWas, reasonIn } from './describe.ts'
import type { Replacement } from './replacements.queries.ts'

/** Queues the mail that says what falls away, and what is held instead. Without an address: none. */
export async function sendReplacementMail(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  replacement: Replacement,
  { appointment, items }: LookedUp,
): Promise<void> {
  if (appointment.email === '') return
  const { lang } = appointment
  const was = describeWas(municipality, replacement, lang)
  const offer = offerOf(municipality, replacement, lang)
  await enqueueMail(trx, deps, {
    kind: offer ? 'replacement-offered' : 'replacement-missing',
    tenantId: municipality.id,
    subjectId: appointment.id,
    to: appointment.email,
    name: appointment.name,
    lang,
    sender: senderOf(municipality),
    validUntil: replacement.offered_until ?? appointment.starts_at,
    reason: reasonIn(replacement, lang),
    services: items.flatMap(({ service_id: id, persons }) => {
      const service = municipality.services.get(id)
      return service ? [{ title: inLanguage(service.text, lang).title, persons }] : []
    }),
    was: { date: was.date, start: was.start },
    offer,
    link: await mintLink(trx, deps, municipality, appointment, 'ersatztermin'),
  })
}

function offerOf(
  municipality: Municipality,
  {
    offered_office_id: officeId,
    offered_date: date,
    offered_start_minute: start,
    offered_until: until,
  }: Replacement,
  lang: 'de' | 'en',
) {
  const office = officeId !== null ? municipality.offices.get(officeId) : undefined
  if (!office || date === null || start === null || until === null) return null
  const end = localMoment(until, municipality.zone)
  return {
    date,
    start: formatWallTime(start),
    office: {
      name: inLanguage(office.name, lang),
      street: office.street,
      postalCode: office.postalCode,
      city: office.city,
      phone: office.phone,
    },
    until: { date: end.date, start: formatWallTime(end.minute) },
  }
}
