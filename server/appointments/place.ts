import { recordEvent } from '#server/audit/audit.ts'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import {
  type IdempotentRequest,
  describeRequest,
  remember,
  replay,
} from '#server/placing/idempotency.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { PlaceAppointment, Placed } from '#shared/contracts/appointments.ts'
import { type Instant, addMinutes, parseWallTime, toInstant } from '#shared/domain/local-time.ts'
import { fits, freeCounters } from '#shared/domain/slots.ts'
import { sendAppointmentMail } from './appointment-mails.ts'
import { type Candidate, freeCountersNow } from './availability.ts'
import { findAlternatives, isOpenForBooking } from './free-places.ts'
import { checkLimits } from './limits.ts'
import { notHereYet, giveToken, writeAppointment } from './new-appointment.ts'
import { type BookingRights, residents } from './rights.ts'
import { type WishCandidate, candidatesFor, candidatesNow } from './wish.ts'

/** What the resident chose and typed; the proof of work has been looked at before. */
export type AppointmentWish = Omit<PlaceAppointment, 'proof'>

/**
 * Places an appointment as a hold and queues its confirmation mail, in one transaction.
 * With a key, the same wish is placed once, however often it is sent.
 * @throws AppError 'slot-taken' with alternatives, 'limit-reached', 'not-bookable', 'invalid-input',
 *   'idempotency-key-reused', 'request-in-flight'
 */
export async function placeAppointment(
  deps: Deps,
  municipality: Municipality,
  wish: AppointmentWish,
  idempotencyKey?: string,
): Promise<Placed> {
  const request = idempotencyKey
    ? describeRequest(deps, municipality.id, idempotencyKey, wish)
    : null
  const candidates = candidatesFor(municipality, wish.services, wish.office)
  const days = candidates.map(({ group }) => ({ group: group.id, date: wish.date }))

  const placed = await deps.lockDays(deps.db, municipality.id, days, async (trx) => {
    const known = request && (await replay<Placed>(trx, deps, request))
    if (known) return known
    const now = deps.clock.now()
    const candidate = await firstThatFits(trx, deps, municipality, candidates, wish, now, residents)
    if (!candidate) return null
    const addressKey = await checkLimits(trx, deps, municipality, wish, now)
    return hold(trx, deps, municipality, wish, candidate, addressKey, now, request)
  })
  if (!placed) {
    const start = parseWallTime(wish.start)
    const alternatives = await findAlternatives(deps, municipality, wish.services, {
      ...wish,
      start,
    })
    throw new AppError('slot-taken', { alternatives })
  }
  deps.wakeMail()
  return placed
}

/**
 * The first group with a free counter for the whole visit, if the start is open for booking. It looks
 * again at hours and services: somebody may have changed them since the request came.
 */
export async function firstThatFits(
  trx: Trx,
  deps: Pick<Deps, 'municipalities'>,
  municipality: Municipality,
  candidates: readonly WishCandidate[],
  wish: { date: string; start: string },
  now: Instant,
  rights: BookingRights,
  without?: string,
): Promise<WishCandidate | null> {
  const { date } = wish
  const start = parseWallTime(wish.start)
  const { current, candidates: still } = await candidatesNow(trx, deps, municipality, candidates)
  for (const candidate of still) {
    const { group, minutes } = candidate
    if (!isOpenForBooking(current, candidate, { date, minute: start }, now, rights)) continue
    const { contingent } = rights
    const free = rights.overbooks
      ? freeCounters(current.capacityOf(group, date), [], contingent)
      : await freeCountersNow(trx, current, group, date, now, { contingent, without })
    if (fits(free, { start, minutes, grid: group.gridMinutes })) return candidate
  }
  return null
}

async function hold(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  wish: AppointmentWish,
  { group, minutes }: Candidate,
  addressKey: string,
  now: Instant,
  request: IdempotentRequest | null,
): Promise<Placed> {
  const start = parseWallTime(wish.start)
  const startsAt = toInstant(wish.date, start, municipality.zone)
  const fullHold = addMinutes(now, municipality.file.appointments.holdMinutes)
  // Nobody can confirm a visit that has begun.
  const holdUntil = startsAt < fullHold ? startsAt : fullHold
  const placing = {
    ...notHereYet,
    kind: 'booked' as const,
    date: wish.date,
    start_minute: start,
    minutes,
    starts_at: startsAt,
    state: 'reserved' as const,
    hold_until: holdUntil,
    lang: wish.lang,
    name: wish.name,
    email: wish.email,
    phone: wish.phone ?? null,
    address_key: addressKey,
    remind_at: null,
    confirmed_at: null,
  }
  const appointment = await writeAppointment(trx, municipality, group, wish.services, placing, now)
  const holdToken = await giveToken(trx, appointment, 'hold', now)
  await sendAppointmentMail(trx, deps, municipality, appointment, 'confirm')
  await recordEvent(trx, {
    tenantId: municipality.id,
    at: now,
    actor: 'resident',
    action: 'appointment-placed',
    subject: appointment.id,
  })
  const placed: Placed = {
    id: appointment.id,
    reference: appointment.reference,
    state: 'reserved',
    holdUntil,
    holdToken,
  }
  if (request) await remember(trx, deps, request, placed, now)
  return placed
}
