import {
  type Author,
  type Opened,
  changeByToken,
  describeOpened,
  openByToken,
} from '#server/appointments/by-token.ts'
import { findHeldPlace, releasePlace, takeHeldPlace } from '#server/appointments/held-places.ts'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { ReplacementView } from '#shared/contracts/replacements.ts'
import { replacementAfter } from '#shared/domain/replacement-state.ts'
import { describeOffer, describeWas, reasonIn, stateNow } from './describe.ts'
import { type Replacement, changeReplacement, findOfAppointment } from './replacements.queries.ts'

/**
 * What the mailed link shows: what falls away, and what is held instead. It changes nothing.
 * @throws AppError 'link-invalid', 'link-expired', 'link-cancelled', 'link-past'; 'not-found' if the
 *   appointment takes place as it was
 */
export async function viewReplacement(
  deps: Deps,
  municipality: Municipality,
  token: string,
): Promise<ReplacementView> {
  const { opened, replacement } = await open(deps, municipality, token)
  const { appointment } = opened
  return {
    state: stateNow(replacement, appointment, deps.clock.now()),
    reason: reasonIn(replacement, appointment.lang),
    was: describeWas(municipality, replacement, appointment.lang),
    offer: describeOffer(municipality, replacement, appointment.lang),
    appointment: await describeOpened(deps, deps.db, municipality, opened),
  }
}

/**
 * Moves the appointment to the place that is held for it, in one transaction; once moved, the same
 * answer again.
 * @throws AppError as `viewReplacement`; 'slot-taken' once the hold is over
 */
export async function acceptReplacement(
  deps: Deps,
  municipality: Municipality,
  token: string,
): Promise<ReplacementView> {
  const { replacement } = await open(deps, municipality, token)
  try {
    await changeByToken(
      deps,
      municipality,
      token,
      async (trx, opened) => {
        const current = await findOfAppointment(trx, municipality.id, opened.appointment.id)
        if (!current) throw new AppError('not-found')
        if (current.state === 'accepted') return
        await takeOffer(trx, deps, municipality, current, opened)
      },
      { alsoLock: offeredDay(replacement) },
    )
  } catch (error) {
    // Two clicks at once: the first has moved it away from where the second had found it.
    if (!(error instanceof AppError) || error.code !== 'state-conflict') throw error
    const now = await viewReplacement(deps, municipality, token)
    if (now.state !== 'accepted') throw error
    return now
  }
  return viewReplacement(deps, municipality, token)
}

/** Under the lock of both days. @throws AppError 'slot-taken' once the hold is over */
export async function takeOffer(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  replacement: Replacement,
  opened: Pick<Opened, 'appointment'>,
  author?: Author,
): Promise<void> {
  const now = deps.clock.now()
  const state = replacementAfter(stateNow(replacement, opened.appointment, now), 'accept')
  const heldId = replacement.held_id
  const place = heldId && (await findHeldPlace(trx, municipality.id, heldId, now))
  if (!state || !heldId || !place) throw new AppError('slot-taken')
  await releasePlace(trx, municipality.id, heldId)
  const changed = await changeReplacement(trx, replacement, {
    state,
    held_id: null,
    settled_at: now,
  })
  if (!changed) throw new AppError('state-conflict')
  await takeHeldPlace(trx, deps, municipality, opened, place, author)
}

/** The day of the offered place, if there is one. */
export function offeredDay({ offered_group_id: group, offered_date: date }: Replacement) {
  return group !== null && date !== null ? [{ group, date }] : []
}

async function open(deps: Deps, municipality: Municipality, token: string) {
  const opened = await openByToken(deps, deps.db, municipality, token)
  if (opened.scope !== 'manage') throw new AppError('link-invalid')
  const { id } = opened.appointment
  const replacement = await findOfAppointment(deps.db, municipality.id, id)
  if (!replacement) throw new AppError('not-found')
  return { opened, replacement }
}
