import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { addressKeyOf, lockAddress } from '#server/placing/address.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { WishedService } from '#shared/contracts/appointments.ts'
import { type Instant, addMinutes } from '#shared/domain/local-time.ts'
import { countForSameService, countHoldsSince, listLiveOfAddress } from './appointments.queries.ts'

/**
 * Looks whether an address may have one more hold for these services; returns the address's key.
 * @throws AppError 'limit-reached'
 */
export async function checkLimits(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  wish: { email: string; services: readonly WishedService[] },
  now: Instant,
): Promise<string> {
  const { livePerAddress, holdsPerHour } = municipality.file.appointments
  const addressKey = addressKeyOf(deps, wish.email)
  const serviceIds = wish.services.map(({ slug }) => slug)
  await lockAddress(trx, municipality.id, addressKey, now)
  const anHourAgo = addMinutes(now, -60)
  const live = await listLiveOfAddress(trx, municipality.id, addressKey, now)
  const isFull =
    live.length >= livePerAddress &&
    (await countForSameService(trx, municipality.id, live, serviceIds)) >= livePerAddress
  const isRestless =
    (await countHoldsSince(trx, municipality.id, addressKey, anHourAgo)) >= holdsPerHour
  if (isFull || isRestless) throw new AppError('limit-reached')
  return addressKey
}
