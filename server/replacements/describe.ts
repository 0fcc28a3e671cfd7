import type { LookedUp } from '#server/appointments/look-up.ts'
import { type Municipality, type Words, inLanguage } from '#server/tenants/municipality.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type {
  PlaceView,
  ReplacementCase,
  ReplacementState,
  ReplacementView,
} from '#shared/contracts/replacements.ts'
import { isMovable } from '#shared/domain/appointment-state.ts'
import { type Instant, addMinutes, formatWallTime, toInstant } from '#shared/domain/local-time.ts'
import { isOpenReplacement } from '#shared/domain/replacement-state.ts'
import type { Replacement } from './replacements.queries.ts'

type Appointment = LookedUp['appointment']

/** Whoever loses a place within a day may not read a mail in time. */
const minutesForMail = 24 * 60

/**
 * How it stands: the person may have moved or cancelled by themselves, and an offer ends by the
 * clock; the row says so only once somebody has kept house.
 */
export function stateNow(
  replacement: Replacement,
  appointment: Appointment,
  now: Instant,
): ReplacementState {
  const { state, offered_until: until } = replacement
  if (!isOpenReplacement(state)) return state
  if (!isMovable(appointment.state)) return 'cancelled'
  if (!isAtOldPlace(replacement, appointment)) return 'moved'
  return state === 'offered' && until !== null && until <= now ? 'unanswered' : state
}

export function isAtOldPlace(
  { was_group_id, was_date, was_start_minute }: Replacement,
  { counter_group_id, date, start_minute }: Appointment,
): boolean {
  return counter_group_id === was_group_id && date === was_date && start_minute === was_start_minute
}

export function describeWas(
  municipality: Municipality,
  replacement: Replacement,
  lang: Language,
): PlaceView {
  const { was_office_id: office, was_date: date, was_start_minute: start } = replacement
  return describePlace(municipality, { office, date, start }, lang)
}

/** The place that is or was offered; null if there was none. */
export function describeOffer(
  municipality: Municipality,
  replacement: Replacement,
  lang: Language,
): NonNullable<ReplacementView['offer']> | null {
  const {
    offered_office_id: office,
    offered_date: date,
    offered_start_minute: start,
    offered_minutes: minutes,
    offered_until: until,
  } = replacement
  if (office === null || date === null || start === null || minutes === null || until === null) {
    return null
  }
  return { ...describePlace(municipality, { office, date, start }, lang), minutes, until }
}

export function reasonIn({ reason }: Replacement, lang: Language): string | null {
  return reason === null ? null : inLanguage(JSON.parse(reason) as Words, lang)
}

/** What those who phone need to know. */
export function describeCase(
  municipality: Municipality,
  replacement: Replacement,
  { appointment, items }: LookedUp,
  now: Instant,
): ReplacementCase {
  const state = stateNow(replacement, appointment, now)
  const startsAt = toInstant(replacement.was_date, replacement.was_start_minute, municipality.zone)
  const hasEmail = appointment.email !== ''
  const isUrgent = startsAt <= addMinutes(now, minutesForMail)
  return {
    id: replacement.id,
    state,
    toPhone: !hasEmail || isUrgent || state === 'unanswered' || state === 'nothing-free',
    reference: appointment.reference,
    name: appointment.name,
    phone: appointment.phone,
    hasEmail,
    lang: appointment.lang,
    services: items.map(({ service_id: slug, persons }) => ({
      slug,
      title: municipality.services.get(slug)?.text.de.title ?? slug,
      persons,
    })),
    was: describeWas(municipality, replacement, 'de'),
    offer: describeOffer(municipality, replacement, 'de'),
    reason: reasonIn(replacement, 'de'),
    attempts: replacement.attempts,
    attemptedAt: replacement.attempted_at,
  }
}

function describePlace(
  municipality: Municipality,
  place: { office: string; date: string; start: number },
  lang: Language,
): PlaceView {
  const office = municipality.offices.get(place.office)
  return {
    office: place.office,
    officeName: office ? inLanguage(office.name, lang) : place.office,
    address: office ? `${office.street}, ${office.postalCode} ${office.city}` : '',
    date: place.date,
    start: formatWallTime(place.start),
  }
}
