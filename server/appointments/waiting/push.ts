import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { PushSubscription } from '#shared/contracts/waiting-room.ts'
import { isInside } from '#shared/domain/appointment-state.ts'
import { changeByToken, openByToken } from '../by-token.ts'
import {
  countPushSubscriptions,
  deletePushSubscriptions,
  insertPushSubscription,
} from './push.queries.ts'

const mostDevices = 3

/**
 * Lets a browser be told when it is an appointment's turn.
 * @throws AppError as `viewAppointment`; 'state-conflict' if nobody can come with it any more,
 *   'limit-reached', 'invalid-input' for an address of no known push service
 */
export async function subscribePush(
  deps: Deps,
  municipality: Municipality,
  token: string,
  subscription: PushSubscription,
): Promise<{ pushDevices: number }> {
  if (!deps.push?.knows(subscription.endpoint)) {
    throw new AppError('invalid-input', { fields: { 'subscription.endpoint': 'unknown-value' } })
  }
  let pushDevices = 0
  await changeByToken(deps, municipality, token, async (trx, { appointment }, now) => {
    if (appointment.state !== 'confirmed' && !isInside(appointment.state)) {
      throw new AppError('state-conflict')
    }
    await insertPushSubscription(trx, {
      tenant_id: municipality.id,
      appointment_id: appointment.id,
      endpoint_hash: deps.keys.hash('push', subscription.endpoint),
      sealed: deps.keys.seal(JSON.stringify(subscription)),
      soon_at: null,
      called_at: null,
      created_at: now,
    })
    pushDevices = await countPushSubscriptions(trx, municipality.id, appointment.id)
    if (pushDevices > mostDevices) throw new AppError('limit-reached')
  })
  return { pushDevices }
}

/** Ends it for one browser. @throws AppError 'link-invalid' */
export async function unsubscribePush(
  deps: Deps,
  municipality: Municipality,
  token: string,
  { endpoint }: PushSubscription,
): Promise<{ pushDevices: number }> {
  const { appointment } = await openByToken(deps, deps.db, municipality, token, { dead: true })
  const { id } = appointment
  await deletePushSubscriptions(deps.db, municipality.id, id, deps.keys.hash('push', endpoint))
  return { pushDevices: await countPushSubscriptions(deps.db, municipality.id, id) }
}
