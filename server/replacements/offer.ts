import type { Candidate } from '#server/appointments/availability.ts'
import { listFreePlaces } from '#server/appointments/free-places.ts'
import { holdPlace, keepUntil } from '#server/appointments/held-places.ts'
import type { LedgerDay } from '#server/appointments/ledger.ts'
import { type LookedUp, lookUpAppointments } from '#server/appointments/look-up.ts'
import { firstThatFits } from '#server/appointments/place.ts'
import { residents } from '#server/appointments/rights.ts'
import { candidatesFor } from '#server/appointments/wish.ts'
import { recordEvent } from '#server/audit/audit.ts'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { WishedService } from '#shared/contracts/appointments.ts'
import {
  type Instant,
  addMinutes,
  formatWallTime,
  localMoment,
  toInstant,
} from '#shared/domain/local-time.ts'
import { type FreePlace, nearestPlaces } from '#shared/domain/nearest.ts'
import { isAtOldPlace, stateNow } from './describe.ts'
import { sendReplacementMail } from './replacement-mails.ts'
import {
  type Replacement,
  changeReplacement,
  findReplacement,
  listWaiting,
} from './replacements.queries.ts'

/** Nobody is asked to come sooner than in a day: a mail wants to be read. */
const leastNoticeMinutes = 24 * 60
const daysToLook = 90
const lastMinuteOfDay = 24 * 60 - 1
/** Others book at the same time; after so many tries housekeeping tries again. */
const mostTries = 12

/**
 * Looks for a place for everybody who lost theirs, holds it and mails it; whoever comes first in
 * time is served first. What was begun elsewhere is left to whoever has begun it.
 * @returns for how many a place is held now
 */
export async function offerReplacements(deps: Deps, municipality: Municipality): Promise<number> {
  const waiting = await listWaiting(deps.db, municipality.id)
  const found = await lookUpAppointments(
    deps.db,
    municipality,
    waiting.map((replacement) => replacement.appointment_id),
  )
  let offered = 0
  for (const replacement of waiting) {
    const lookedUp = found.get(replacement.appointment_id)
    if (lookedUp && (await offerOne(deps, municipality, replacement, lookedUp))) offered += 1
  }
  if (waiting.length > 0) deps.wakeMail()
  return offered
}

async function offerOne(
  deps: Deps,
  municipality: Municipality,
  replacement: Replacement,
  lookedUp: LookedUp,
): Promise<boolean> {
  const services = lookedUp.items.map((item) => ({
    slug: item.service_id,
    persons: item.persons,
  }))
  const places = await findPlaces(deps, municipality, replacement, services)
  for (const place of places.slice(0, mostTries)) {
    const outcome = await holdFor(deps, municipality, replacement, lookedUp, services, place)
    if (outcome !== 'taken') return outcome === 'offered'
  }
  if (places.length === 0) await giveUp(deps, municipality, replacement, lookedUp)
  return false
}

/** Free places with notice enough, the nearest to the lost one first. */
async function findPlaces(
  deps: Deps,
  municipality: Municipality,
  replacement: Replacement,
  services: readonly WishedService[],
): Promise<FreePlace[]> {
  const earliest = localMoment(addMinutes(deps.clock.now(), leastNoticeMinutes), municipality.zone)
  const wish = {
    office: replacement.was_office_id,
    date: replacement.was_date,
    start: replacement.was_start_minute,
  }
  try {
    const range = { from: earliest.date, days: daysToLook }
    const free = await listFreePlaces(deps, municipality, services, range)
    const inTime = free.filter(
      ({ date, start }) => date > earliest.date || start >= earliest.minute,
    )
    return nearestPlaces(inTime, wish, mostTries * 4)
  } catch (error) {
    // What the appointment is for cannot be booked any more, at any counter.
    if (error instanceof AppError) return []
    throw error
  }
}

type Outcome = 'offered' | 'taken' | 'not-needed'

async function holdFor(
  deps: Deps,
  municipality: Municipality,
  replacement: Replacement,
  { items }: LookedUp,
  services: readonly WishedService[],
  { office, date, start }: FreePlace,
): Promise<Outcome> {
  const candidates = candidatesFor(municipality, services, office)
  const days = [wasDay(replacement), ...candidates.map((one) => dayOf(one, date))]
  return deps.lockDays(deps.db, municipality.id, days, async (trx) => {
    const appointment = await stillLost(trx, deps, municipality, replacement)
    if (!appointment) return 'not-needed'
    const now = deps.clock.now()
    const wish = { date, start: formatWallTime(start) }
    const free = await firstThatFits(trx, deps, municipality, candidates, wish, now, residents)
    if (!free) return 'taken'
    const startsAt = toInstant(date, start, municipality.zone)
    const until = offerEnd(municipality, replacement, startsAt, now)
    const moment = { date, minute: start }
    const heldId = await holdPlace(trx, municipality, appointment, free, moment, until, now)
    const offer = {
      state: 'offered',
      held_id: heldId,
      offered_office_id: office,
      offered_group_id: free.group.id,
      offered_date: date,
      offered_start_minute: start,
      offered_minutes: free.minutes,
      offered_until: until,
    } as const
    // The day of the lost place is locked: since it was looked at, nobody can have been faster.
    await changeReplacement(trx, replacement, offer)
    await keepUntil(trx, appointment, until)
    const offered = { ...replacement, ...offer }
    await sendReplacementMail(trx, deps, municipality, offered, { appointment, items })
    await recordEvent(trx, {
      tenantId: municipality.id,
      at: now,
      actor: 'system',
      action: 'replacement-offered',
      subject: appointment.id,
      details: { date, start: wish.start, office },
    })
    return 'offered'
  })
}

/** Says that nothing is free: somebody will phone. */
async function giveUp(
  deps: Deps,
  municipality: Municipality,
  replacement: Replacement,
  { items }: LookedUp,
): Promise<void> {
  const days = [wasDay(replacement)]
  await deps.lockDays(deps.db, municipality.id, days, async (trx) => {
    const appointment = await stillLost(trx, deps, municipality, replacement)
    if (!appointment) return
    await changeReplacement(trx, replacement, { state: 'nothing-free' })
    await sendReplacementMail(trx, deps, municipality, replacement, { appointment, items })
  })
}

/** The appointment, if it is still where it cannot take place and nobody has looked for another. */
async function stillLost(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  replacement: Replacement,
): Promise<LookedUp['appointment'] | null> {
  const current = await lookUpAppointments(trx, municipality, [replacement.appointment_id])
  const appointment = current.get(replacement.appointment_id)?.appointment
  const fresh = await findReplacement(trx, municipality.id, replacement.id)
  if (!appointment || !fresh || !isAtOldPlace(fresh, appointment)) return null
  return stateNow(fresh, appointment, deps.clock.now()) === 'waiting' ? appointment : null
}

/** The tenant's hours, but never beyond the beginning of the offered visit or the day of the lost one. */
function offerEnd(
  municipality: Municipality,
  replacement: Replacement,
  startsAt: Instant,
  now: Instant,
): Instant {
  const { replacementHours } = municipality.file.appointments
  const hours = addMinutes(now, replacementHours * 60)
  const dayEnd = toInstant(replacement.was_date, lastMinuteOfDay, municipality.zone)
  return [hours, startsAt, dayEnd].sort()[0]!
}

export function wasDay(replacement: Replacement): LedgerDay {
  return { group: replacement.was_group_id, date: replacement.was_date }
}

export function dayOf({ group }: Candidate, date: string): LedgerDay {
  return { group: group.id, date }
}
