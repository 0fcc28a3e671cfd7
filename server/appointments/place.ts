import { randomBytes, randomUUID } from 'node:crypto'
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
import { createToken } from '#server/placing/tokens.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { PlaceAppointment, Placed } from '#shared/contracts/appointments.ts'
import { type Instant, addMinutes, parseWallTime, toInstant } from '#shared/domain/local-time.ts'
import { shortCode } from '#shared/domain/short-code.ts'
import { fits } from '#shared/domain/slots.ts'
import { sendAppointmentMail } from './appointment-mails.ts'
import {
  type Appointment,
  insertAppointments,
  insertTokens,
  isReferenceUsed,
} from './appointments.queries.ts'
import { type Candidate, freeCountersNow } from './availability.ts'
import { findAlternatives, isOpenForBooking } from './free-places.ts'
import { checkLimits } from './limits.ts'
import { candidatesFor, candidatesNow } from './wish.ts'

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
    const still = await candidatesNow(trx, deps, municipality, wish.services, candidates)
    const { current } = still
    const candidate = await firstThatFits(trx, current, still.candidates, wish, now)
    if (!candidate) return null
    const addressKey = await checkLimits(trx, deps, current, wish, now)
    return hold(trx, deps, current, wish, candidate, addressKey, now, request)
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

/** The first group with a free counter for the whole visit, if the start is open for booking. */
export async function firstThatFits(
  trx: Trx,
  municipality: Municipality,
  candidates: readonly Candidate[],
  wish: { date: string; start: string },
  now: Instant,
  without?: string,
): Promise<Candidate | null> {
  const start = parseWallTime(wish.start)
  for (const candidate of candidates) {
    const { group, minutes } = candidate
    if (!isOpenForBooking(municipality, candidate, { date: wish.date, minute: start }, now))
      continue
    const free = await freeCountersNow(trx, municipality, group, wish.date, now, without)
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
  const id = randomUUID()
  const start = parseWallTime(wish.start)
  const startsAt = toInstant(wish.date, start, municipality.zone)
  const fullHold = addMinutes(now, municipality.file.appointments.holdMinutes)
  // Nobody can confirm a visit that has begun.
  const holdUntil = startsAt < fullHold ? startsAt : fullHold
  const appointment: Appointment = {
    tenant_id: municipality.id,
    id,
    reference: await freeReference(trx, municipality),
    office_id: group.officeId,
    counter_group_id: group.id,
    date: wish.date,
    start_minute: start,
    minutes,
    starts_at: startsAt,
    state: 'reserved',
    hold_until: holdUntil,
    lang: wish.lang,
    name: wish.name,
    email: wish.email,
    phone: wish.phone ?? null,
    address_key: addressKey,
    remind_at: null,
    created_at: now,
    confirmed_at: null,
    erased_at: null,
  }
  const items = wish.services.map(({ slug, persons }, position) => {
    const each = group.minutes.get(slug)!
    return {
      tenant_id: municipality.id,
      appointment_id: id,
      service_id: slug,
      position,
      persons,
      minutes: each.minutes + each.extraPersonMinutes * (persons - 1),
    }
  })
  await insertAppointments(trx, [appointment], items)
  const holdToken = createToken(id)
  await insertTokens(trx, [
    {
      tenant_id: municipality.id,
      appointment_id: id,
      secret_hash: holdToken.secretHash,
      scope: 'hold',
      created_at: now,
    },
  ])
  await sendAppointmentMail(trx, deps, municipality, appointment, 'confirm')
  await recordEvent(trx, {
    tenantId: municipality.id,
    at: now,
    actor: 'resident',
    action: 'appointment-placed',
    subject: id,
  })
  const placed: Placed = {
    id,
    reference: appointment.reference,
    state: 'reserved',
    holdUntil,
    holdToken: holdToken.token,
  }
  if (request) await remember(trx, deps, request, placed, now)
  return placed
}

/** A short code that nobody has yet. */
export async function freeReference(trx: Trx, municipality: Municipality): Promise<string> {
  for (;;) {
    const reference = shortCode(randomBytes(12))
    if (!(await isReferenceUsed(trx, municipality.id, reference))) return reference
  }
}
