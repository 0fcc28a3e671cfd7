import { releasePlace } from '#server/appointments/held-places.ts'
import { lookUpAppointments } from '#server/appointments/look-up.ts'
import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { addDays } from '#shared/domain/local-time.ts'
import { offeredDay } from './answer.ts'
import { stateNow } from './describe.ts'
import { offerReplacements } from './offer.ts'
import { close } from './phone.ts'
import {
  type Replacement,
  changeReplacement,
  deleteOldReplacements,
  findReplacement,
  listOpen,
} from './replacements.queries.ts'

const daysKept = 30

/** What time and the residents themselves do to offers: they end, or are no longer needed. */
export async function keepReplacements(deps: Deps): Promise<void> {
  const open = await listOpen(deps.db)
  for (const [tenantId, ofTenant] of Map.groupBy(open, (one) => one.tenant_id)) {
    const municipality = await deps.municipalities.find(deps.db, tenantId)
    if (!municipality) continue
    await settleAnswered(deps, municipality, ofTenant)
    // The process that was about to look for places has died.
    if (ofTenant.some(({ state }) => state === 'waiting')) {
      await offerReplacements(deps, municipality)
    }
  }
  await deleteOldReplacements(deps.db, addDays(deps.clock.now().slice(0, 10), -daysKept))
}

async function settleAnswered(
  deps: Deps,
  municipality: Municipality,
  open: readonly Replacement[],
): Promise<void> {
  const found = await lookUpAppointments(
    deps.db,
    municipality,
    open.map((replacement) => replacement.appointment_id),
  )
  for (const replacement of open) {
    const appointment = found.get(replacement.appointment_id)?.appointment
    if (!appointment) continue
    if (stateNow(replacement, appointment, deps.clock.now()) === replacement.state) continue
    await settleOne(deps, municipality, replacement.id, replacement)
  }
}

/** Writes down what has become of it, and gives back the place that nobody wants any more. */
async function settleOne(
  deps: Deps,
  municipality: Municipality,
  id: string,
  known: Replacement,
): Promise<void> {
  await deps.lockDays(deps.db, municipality.id, offeredDay(known), async (trx) => {
    const replacement = await findReplacement(trx, municipality.id, id)
    if (!replacement) return
    const current = await lookUpAppointments(trx, municipality, [replacement.appointment_id])
    const appointment = current.get(replacement.appointment_id)?.appointment
    if (!appointment) return
    const now = deps.clock.now()
    const state = stateNow(replacement, appointment, now)
    if (state === 'moved') await close(trx, replacement, 'move', now)
    if (state === 'cancelled') await close(trx, replacement, 'cancel', now)
    if (state === 'unanswered' && replacement.state === 'offered') {
      if (replacement.held_id) await releasePlace(trx, municipality.id, replacement.held_id)
      await changeReplacement(trx, replacement, { state, held_id: null })
    }
  })
}
