import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { WaitingView } from '#shared/contracts/waiting-room.ts'
import { openByToken } from '../by-token.ts'
import { countPushSubscriptions } from './push.queries.ts'
import { placeInLine, readRoom } from './room.ts'

/**
 * How an appointment stands in the queue, for whoever may manage it.
 * @throws AppError as `viewAppointment`
 */
export async function viewWaiting(
  deps: Pick<Deps, 'db' | 'clock' | 'push'>,
  municipality: Municipality,
  token: string,
): Promise<WaitingView> {
  const { db, clock, push } = deps
  const { appointment, scope } = await openByToken(deps, db, municipality, token)
  const { id, state, counter_group_id: groupId } = appointment
  const now = clock.now()
  const group = municipality.groups.get(groupId)
  const isWaiting = scope === 'manage' && state === 'checked_in' && group !== undefined
  const line = isWaiting
    ? placeInLine(await readRoom(db, municipality, group, now), id)
    : { ahead: null, waiting: null }
  return {
    at: now,
    office: appointment.office_id,
    state,
    number: scope === 'manage' ? appointment.call_number : null,
    counter: scope === 'manage' && state === 'called' ? appointment.counter : null,
    ...line,
    isNext: line.ahead === 0,
    pushKey: push?.publicKey ?? null,
    pushDevices: await countPushSubscriptions(db, municipality.id, id),
  }
}
