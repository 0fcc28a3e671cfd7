import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { AppointmentView } from '#shared/contracts/appointments.ts'
import { isMovable } from '#shared/domain/appointment-state.ts'
import { type Instant, parseWallTime, toInstant } from '#shared/domain/local-time.ts'
import { sendAppointmentMail } from './appointment-mails.ts'
import { type Author, type Opened, applyChange, changeByToken, openByToken } from './by-token.ts'
import { findAlternatives } from './free-places.ts'
import { notHereYet } from './new-appointment.ts'
import { firstThatFits } from './place.ts'
import { remindAt } from './reminder.ts'
import { type BookingRights, residents } from './rights.ts'
import { type WishCandidate, candidatesFor, wishedServices } from './wish.ts'

/** Where an appointment is to go. */
export interface Target {
  office: string
  date: string
  start: string
}

/**
 * Moves an appointment in one transaction: the old place is freed only if the new one is won.
 * @throws AppError as `viewAppointment`; 'slot-taken' with alternatives, 'state-conflict'
 */
export async function moveAppointment(
  deps: Deps,
  municipality: Municipality,
  token: string,
  to: Target,
): Promise<AppointmentView> {
  const before = await openByToken(deps, deps.db, municipality, token)
  const services = await wishedServices(deps.db, before.appointment)
  const candidates = candidatesFor(municipality, services, to.office)
  let isMoved = true
  const moved = await changeByToken(
    deps,
    municipality,
    token,
    async (trx, opened, now) => {
      isMoved = await moveTo(trx, deps, municipality, opened, to, candidates, residents, now)
    },
    { alsoLock: candidates.map(({ group }) => ({ group: group.id, date: to.date })) },
  )
  if (!isMoved) {
    const wish = { ...to, start: parseWallTime(to.start) }
    const alternatives = await findAlternatives(deps, municipality, services, wish)
    throw new AppError('slot-taken', { alternatives })
  }
  return moved
}

/**
 * Takes another place for an appointment, under the lock of both days; false if it is taken.
 * @throws AppError 'state-conflict'
 */
export async function moveTo(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  opened: Pick<Opened, 'appointment'>,
  to: Target,
  candidates: readonly WishCandidate[],
  rights: BookingRights,
  now: Instant,
  author?: Author,
): Promise<boolean> {
  const { id, state, office_id: office, date, start_minute: minute } = opened.appointment
  const start = parseWallTime(to.start)
  // A repeated request, whose first answer was lost, has nothing left to do.
  if (office === to.office && date === to.date && minute === start) return true
  if (!isMovable(state)) throw new AppError('state-conflict')
  const place = await firstThatFits(trx, deps, municipality, candidates, to, now, rights, id)
  if (!place) return false
  const startsAt = toInstant(to.date, start, municipality.zone)
  const isConfirmed = state === 'confirmed'
  const changes = {
    // A call number belongs to an office and a day.
    ...notHereYet,
    office_id: to.office,
    counter_group_id: place.group.id,
    date: to.date,
    start_minute: start,
    minutes: place.minutes,
    starts_at: startsAt,
    remind_at: isConfirmed ? remindAt(startsAt, now) : null,
  }
  await applyChange(trx, municipality, opened, 'appointment-moved', now, changes, author)
  const kind = isConfirmed ? 'moved' : 'confirm'
  await sendAppointmentMail(trx, deps, municipality, opened.appointment, kind)
  return true
}
