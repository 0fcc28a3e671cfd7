import { sendAppointmentMail } from '#server/appointments/appointment-mails.ts'
import { type Opened, giveBack } from '#server/appointments/by-token.ts'
import { findAlternatives } from '#server/appointments/free-places.ts'
import { releasePlace } from '#server/appointments/held-places.ts'
import { lookUpAppointments } from '#server/appointments/look-up.ts'
import { type Target, moveTo } from '#server/appointments/move.ts'
import { staffRights } from '#server/appointments/rights.ts'
import { candidatesFor } from '#server/appointments/wish.ts'
import { recordEvent } from '#server/audit/audit.ts'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { StaffMember } from '#server/staff/staff-member.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { NoteOutcome, Noted, ReplacementCases } from '#shared/contracts/replacements.ts'
import { localMoment, parseWallTime } from '#shared/domain/local-time.ts'
import { isOpenReplacement, replacementAfter } from '#shared/domain/replacement-state.ts'
import { offeredDay, takeOffer } from './answer.ts'
import { describeCase, isAtOldPlace, stateNow } from './describe.ts'
import { dayOf, wasDay } from './offer.ts'
import {
  type Replacement,
  changeReplacement,
  findReplacement,
  listFrom,
} from './replacements.queries.ts'

/** Everybody whose appointment cannot take place, and who is still waiting for another. */
export async function listCases(deps: Deps, municipality: Municipality): Promise<ReplacementCases> {
  const now = deps.clock.now()
  const today = localMoment(now, municipality.zone).date
  const rows = await listFrom(deps.db, municipality.id, today)
  const found = await lookUpAppointments(
    deps.db,
    municipality,
    rows.map((replacement) => replacement.appointment_id),
  )
  const cases = rows.flatMap((replacement) => {
    const lookedUp = found.get(replacement.appointment_id)
    return lookedUp ? [describeCase(municipality, replacement, lookedUp, now)] : []
  })
  const count = (state: string) => cases.filter((one) => one.state === state).length
  return {
    open: cases.filter(({ state }) => isOpenReplacement(state)),
    settled: {
      accepted: count('accepted'),
      moved: count('moved'),
      cancelled: count('cancelled'),
    },
  }
}

/**
 * Notes what a call has led to, and does it.
 * @throws AppError 'not-found'; 'state-conflict' if it was settled meanwhile; 'slot-taken' with
 *   alternatives; 'invalid-input', 'not-bookable'
 */
export async function noteOutcome(
  deps: Deps,
  municipality: Municipality,
  staff: StaffMember,
  id: string,
  note: NoteOutcome,
): Promise<Noted> {
  const found = await findReplacement(deps.db, municipality.id, id)
  if (!found) throw new AppError('not-found')
  const noted =
    note.outcome === 'moved'
      ? await moveAsAgreed(deps, municipality, staff, found, note)
      : await deps.lockDays(
          deps.db,
          municipality.id,
          [wasDay(found), ...offeredDay(found)],
          async (trx) => {
            const open = await openCase(trx, deps, municipality, id)
            return settle(trx, deps, municipality, staff, open, note.outcome)
          },
        )
  deps.wakeMail()
  return noted
}

interface OpenCase {
  replacement: Replacement
  opened: Pick<Opened, 'appointment'>
}

async function settle(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  staff: StaffMember,
  { replacement, opened }: OpenCase,
  outcome: 'not-reached' | 'accepted' | 'cancelled',
): Promise<Noted> {
  const now = deps.clock.now()
  const actor = `staff:${staff.id}` as const
  const { attempts } = replacement
  if (outcome === 'not-reached') {
    await changeReplacement(trx, replacement, { attempts: attempts + 1, attempted_at: now })
    await recordEvent(trx, {
      tenantId: municipality.id,
      at: now,
      actor,
      action: 'replacement-not-reached',
      subject: opened.appointment.id,
    })
    return { state: stateNow(replacement, opened.appointment, now), attempts: attempts + 1 }
  }
  if (outcome === 'accepted') {
    await takeOffer(trx, deps, municipality, replacement, opened, { actor })
    return { state: 'accepted', attempts }
  }
  await close(trx, replacement, 'cancel', now)
  await giveBack(trx, municipality, opened, now, { actor })
  await sendAppointmentMail(trx, deps, municipality, opened.appointment, 'cancelled')
  return { state: 'cancelled', attempts }
}

/** Puts the appointment where both have agreed on, if that is free for the staff. */
async function moveAsAgreed(
  deps: Deps,
  municipality: Municipality,
  staff: StaffMember,
  found: Replacement,
  to: Target,
): Promise<Noted> {
  const lookedUp = (await lookUpAppointments(deps.db, municipality, [found.appointment_id])).get(
    found.appointment_id,
  )
  if (!lookedUp) throw new AppError('not-found')
  const services = lookedUp.items.map((item) => ({ slug: item.service_id, persons: item.persons }))
  const candidates = candidatesFor(municipality, services, to.office)
  const days = [
    wasDay(found),
    ...offeredDay(found),
    ...candidates.map((one) => dayOf(one, to.date)),
  ]
  const author = { actor: `staff:${staff.id}` as const }
  const noted = await deps
    .lockDays(deps.db, municipality.id, days, async (trx) => {
      const { replacement, opened } = await openCase(trx, deps, municipality, found.id)
      const now = deps.clock.now()
      // The place that is held for this person is free for this person.
      const heldId = replacement.held_id
      if (heldId !== null) await releasePlace(trx, municipality.id, heldId)
      const rights = staffRights
      if (!(await moveTo(trx, deps, municipality, opened, to, candidates, rights, now, author))) {
        throw new AppError('slot-taken')
      }
      await close(trx, { ...replacement, held_id: null }, 'move', now)
      return { state: 'moved' as const, attempts: replacement.attempts }
    })
    .catch(async (error: unknown) => {
      if (!(error instanceof AppError) || error.code !== 'slot-taken') throw error
      const wish = { ...to, start: parseWallTime(to.start) }
      const alternatives = await findAlternatives(deps, municipality, services, wish, staffRights)
      throw new AppError('slot-taken', { alternatives })
    })
  return noted
}

/** @throws AppError 'state-conflict' if it was settled meanwhile */
async function openCase(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  id: string,
): Promise<OpenCase> {
  const replacement = await findReplacement(trx, municipality.id, id)
  if (!replacement) throw new AppError('not-found')
  const current = await lookUpAppointments(trx, municipality, [replacement.appointment_id])
  const appointment = current.get(replacement.appointment_id)?.appointment
  if (!appointment) throw new AppError('not-found')
  const state = stateNow(replacement, appointment, deps.clock.now())
  if (!isOpenReplacement(state) || !isAtOldPlace(replacement, appointment)) {
    throw new AppError('state-conflict')
  }
  return { replacement, opened: { appointment } }
}

/** Settles it, and gives the offered place back. */
export async function close(
  trx: Trx,
  replacement: Replacement,
  action: 'move' | 'cancel',
  now: string,
): Promise<void> {
  const state = replacementAfter(replacement.state, action)
  if (!state) throw new AppError('state-conflict')
  const { tenant_id: tenantId, held_id: heldId } = replacement
  if (heldId !== null) await releasePlace(trx, tenantId, heldId)
  await changeReplacement(trx, replacement, { state, held_id: null, settled_at: now })
}
