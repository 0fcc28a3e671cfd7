import { randomUUID } from 'node:crypto'
import { isHeldPlace, releasePlace } from '#server/appointments/held-places.ts'
import { type LookedUp, lookUpAppointments } from '#server/appointments/look-up.ts'
import type { Db, Trx } from '#server/db/database.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { replacementAfter } from '#shared/domain/replacement-state.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { changeReplacement, insertReplacements, listByHeld } from './replacements.queries.ts'

type Appointment = LookedUp['appointment']

/** A place that is taken from somebody: their appointment's, or one that was only held for them. */
export interface Loss {
  /** Whose it is. */
  owner: Appointment
  /** The place that falls away. */
  lost: Appointment
}

/** Whose places these are: behind a held one stands the appointment that it was offered for. */
export async function findOwners(
  db: Db,
  municipality: Municipality,
  appointments: readonly Appointment[],
): Promise<Loss[]> {
  const held = appointments.filter(isHeldPlace).map(({ id }) => id)
  if (held.length === 0) return appointments.map((lost) => ({ owner: lost, lost }))
  const offers = await listByHeld(db, municipality.id, held)
  const originals = await lookUpAppointments(
    db,
    municipality,
    offers.map((offer) => offer.appointment_id),
  )
  const ownerIds = new Map(offers.map((offer) => [offer.held_id, offer.appointment_id]))
  return appointments.flatMap((lost) => {
    if (!isHeldPlace(lost)) return [{ owner: lost, lost }]
    const owner = originals.get(ownerIds.get(lost.id) ?? '')?.appointment
    return owner ? [{ owner, lost }] : []
  })
}

/**
 * Notes, in the transaction that takes the places, for whom others have to be looked for: so nobody
 * is forgotten, whatever happens to the process that was about to do it.
 */
export async function openReplacements(
  trx: Trx,
  municipality: Municipality,
  losses: readonly Loss[],
  now: Instant,
): Promise<void> {
  const offers = losses.filter(({ owner, lost }) => owner !== lost).map(({ lost }) => lost.id)
  if (offers.length > 0) {
    for (const offer of await listByHeld(trx, municipality.id, offers)) {
      const state = replacementAfter(offer.state, 'begin-again')
      if (!state) continue
      await changeReplacement(trx, offer, { state, held_id: null, offered_until: null })
      await releasePlace(trx, municipality.id, offer.held_id!)
    }
  }
  await insertReplacements(
    trx,
    losses
      .filter(({ owner, lost }) => owner === lost)
      .map(({ owner }) => ({
        tenant_id: municipality.id,
        id: randomUUID(),
        appointment_id: owner.id,
        state: 'waiting',
        reason: reasonFor(municipality, owner),
        was_office_id: owner.office_id,
        was_group_id: owner.counter_group_id,
        was_date: owner.date,
        was_start_minute: owner.start_minute,
        held_id: null,
        offered_office_id: null,
        offered_group_id: null,
        offered_date: null,
        offered_start_minute: null,
        offered_minutes: null,
        offered_until: null,
        attempts: 0,
        attempted_at: null,
        created_at: now,
        settled_at: null,
      })),
  )
}

/** What the closure that takes the place says; null if it is not a closure that does. */
function reasonFor(municipality: Municipality, appointment: Appointment): string | null {
  const { date, start_minute: start, minutes } = appointment
  const closure = municipality.groups
    .get(appointment.counter_group_id)
    ?.closures.find(
      ({ dateFrom, dateTo, from, to }) =>
        dateFrom <= date && date <= dateTo && from < start + minutes && start < to,
    )
  return closure ? JSON.stringify(closure.reason) : null
}
