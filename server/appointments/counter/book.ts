import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { recordEvent } from '#server/audit/audit.ts'
import { AppError } from '#server/errors.ts'
import { describeRequest, remember, replay } from '#server/placing/idempotency.ts'
import { addressKeyOf } from '#server/placing/address.ts'
import { type StaffMember, hasRole } from '#server/staff/staff-member.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { WishedService } from '#shared/contracts/appointments.ts'
import type { StaffAppointment } from '#shared/contracts/staff.ts'
import type {
  BookForSomebody,
  BookedForSomebody,
  MoveForSomebody,
} from '#shared/contracts/staff-booking.ts'
import { type Instant, parseWallTime, toInstant } from '#shared/domain/local-time.ts'
import { sendAppointmentMail } from '../appointment-mails.ts'
import { type Appointment, findAppointment } from '../appointments.queries.ts'
import type { Candidate } from '../availability.ts'
import { giveBack } from '../by-token.ts'
import { entranceCode } from '../describe.ts'
import { findAlternatives } from '../free-places.ts'
import { moveTo } from '../move.ts'
import { giveToken, notHereYet, writeAppointment } from '../new-appointment.ts'
import { firstThatFits } from '../place.ts'
import { remindAt } from '../reminder.ts'
import { type BookingRights, overbooking, staffRights } from '../rights.ts'
import { candidatesFor, wishedServices } from '../wish.ts'
import { type AtWork, changeVisit, showVisit } from './visit-change.ts'

/** Whether somebody may take a place that is not free, as the municipality wants it. */
export function mayOverbook({ id, file }: Municipality, staff: StaffMember): boolean {
  const roles =
    file.counter.overbook === 'clerks' ? (['admin', 'clerk'] as const) : (['admin'] as const)
  return hasRole(staff, id, ...roles)
}

/**
 * Books for somebody at the desk or on the phone: confirmed at once, without the limits of residents
 * and with what is kept back for the staff.
 * @throws AppError 'slot-taken' with alternatives, 'not-bookable', 'invalid-input', 'forbidden' to
 *   overbook, 'idempotency-key-reused'
 */
export async function bookForSomebody(
  deps: Deps,
  atWork: AtWork,
  wish: BookForSomebody,
  idempotencyKey?: string,
): Promise<BookedForSomebody> {
  const { municipality, staff } = atWork
  const rights = rightsFor(atWork, wish)
  const request = idempotencyKey
    ? describeRequest(deps, municipality.id, `book ${idempotencyKey}`, wish)
    : null
  const candidates = candidatesFor(municipality, wish.services, wish.office)
  const days = candidates.map(({ group }) => ({ group: group.id, date: wish.date }))
  const booked = await deps.lockDays(deps.db, municipality.id, days, async (trx) => {
    const known = request && (await replay<BookedForSomebody>(trx, deps, request))
    if (known) return known
    const now = deps.clock.now()
    const candidate = await firstThatFits(trx, deps, municipality, candidates, wish, now, rights)
    if (!candidate) return null
    const appointment = await writeBooking(trx, deps, municipality, wish, candidate, now)
    await recordEvent(trx, {
      tenantId: municipality.id,
      at: now,
      actor: `staff:${staff.id}`,
      action: 'appointment-booked',
      subject: appointment.id,
      details: overbookDetails(wish),
    })
    const answer = await describeBooking(trx, deps, municipality, appointment, now)
    if (request) await remember(trx, deps, request, answer, now)
    return answer
  })
  if (!booked) return refuse(deps, municipality, wish.services, wish, rights)
  deps.wakeMail()
  return booked
}

/**
 * Moves somebody's appointment; whoever has an address gets a mail.
 * @throws AppError as `bookForSomebody`; 'not-found', 'state-conflict'
 */
export async function moveForSomebody(
  deps: Deps,
  atWork: AtWork,
  id: string,
  to: MoveForSomebody,
): Promise<StaffAppointment> {
  const { municipality, staff } = atWork
  const rights = rightsFor(atWork, to)
  const found = await findAppointment(deps.db, municipality.id, id)
  if (!found) throw new AppError('not-found')
  const services = await wishedServices(deps.db, found)
  const candidates = candidatesFor(municipality, services, to.office)
  const author = { actor: `staff:${staff.id}` as const, details: overbookDetails(to) }
  const moved = await changeVisit(
    deps,
    municipality,
    found,
    async (trx, visit, now) =>
      (await moveTo(trx, deps, municipality, visit, to, candidates, rights, now, author))
        ? showVisit(trx, municipality, visit)
        : null,
    candidates.map(({ group }) => ({ group: group.id, date: to.date })),
  )
  if (!moved) return refuse(deps, municipality, services, to, rights)
  deps.wakeMail()
  return moved
}

/**
 * Cancels somebody's appointment; whoever has an address gets a mail.
 * @throws AppError 'not-found', 'state-conflict'
 */
export async function cancelForSomebody(
  deps: Deps,
  { municipality, staff }: AtWork,
  id: string,
): Promise<StaffAppointment> {
  const found = await findAppointment(deps.db, municipality.id, id)
  const cancelled = await changeVisit(deps, municipality, found, async (trx, visit, now) => {
    const wasConfirmed = visit.appointment.state === 'confirmed'
    await giveBack(trx, municipality, visit, now, { actor: `staff:${staff.id}` })
    if (wasConfirmed) {
      await sendAppointmentMail(trx, deps, municipality, visit.appointment, 'cancelled')
    }
    return showVisit(trx, municipality, visit)
  })
  deps.wakeMail()
  return cancelled
}

async function writeBooking(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  wish: BookForSomebody,
  { group, minutes }: Candidate,
  now: Instant,
): Promise<Appointment> {
  const start = parseWallTime(wish.start)
  const startsAt = toInstant(wish.date, start, municipality.zone)
  const { email } = wish
  const placing = {
    ...notHereYet,
    kind: 'booked' as const,
    date: wish.date,
    start_minute: start,
    minutes,
    starts_at: startsAt,
    state: 'confirmed' as const,
    hold_until: null,
    lang: wish.lang,
    name: wish.name,
    email: email ?? '',
    phone: wish.phone ?? null,
    address_key: email === undefined ? '' : addressKeyOf(deps, email),
    remind_at: email === undefined ? null : remindAt(startsAt, now),
    confirmed_at: now,
  }
  return writeAppointment(trx, municipality, group, wish.services, placing, now)
}

async function describeBooking(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  appointment: Appointment,
  now: Instant,
): Promise<BookedForSomebody> {
  return {
    appointment: await showVisit(trx, municipality, { appointment }),
    qr: entranceCode(deps, appointment),
    link: ownPage(deps, appointment, await giveToken(trx, appointment, 'manage', now)),
    mailed: await sendAppointmentMail(trx, deps, municipality, appointment, 'confirmed'),
  }
}

/** The address of a visitor's own page; the token stands in the fragment, which no server sees. */
export function ownPage(
  { config }: Pick<Deps, 'config'>,
  { tenant_id: tenant, lang }: Appointment,
  token: string,
): string {
  return `${config.publicUrl}/${tenant}/mein-termin?lang=${lang}#${token}`
}

function rightsFor(
  { municipality, staff }: AtWork,
  { overbook }: { overbook?: string | undefined },
): BookingRights {
  if (overbook === undefined) return staffRights
  if (!mayOverbook(municipality, staff)) throw new AppError('forbidden')
  return overbooking
}

function overbookDetails({ overbook }: { overbook?: string | undefined }): Record<string, string> {
  return overbook === undefined ? {} : { overbook }
}

async function refuse(
  deps: Deps,
  municipality: Municipality,
  services: readonly WishedService[],
  wish: { office: string; date: string; start: string },
  rights: BookingRights,
): Promise<never> {
  const taken = { ...wish, start: parseWallTime(wish.start) }
  const alternatives = await findAlternatives(deps, municipality, services, taken, rights)
  throw new AppError('slot-taken', { alternatives })
}
