import type { Trx } from '#server/db/database.ts'
import { withdrawMails } from '#server/mail/outbox.ts'
import { insertErasure } from '#server/placing/placing.queries.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { updatePromises } from './callbacks/callbacks.queries.ts'
import { type ResidentRequest, eraseEventTexts, updateRequest } from './requests.queries.ts'

/** A request that says nothing and names nobody. */
export const erased = {
  subject: null,
  text: '',
  fields: null,
  name: '',
  email: '',
  phone: null,
} as const

/**
 * Removes matter, person and unsent mails of a request. Its links go on saying what became of it,
 * and the hash of its address goes on counting: else whoever takes back what they sent could have
 * one mail after another sent to a stranger.
 */
export async function eraseRequest(
  trx: Trx,
  { tenant_id: tenantId, id }: ResidentRequest,
  now: Instant,
): Promise<void> {
  await updateRequest(trx, tenantId, id, { ...erased, erased_at: now })
  await eraseEventTexts(trx, tenantId, id)
  await updatePromises(trx, tenantId, id, { state: 'cancelled', settled_at: now })
  await withdrawMails(trx, tenantId, id)
}

/** The same because the person wishes it: kept in mind, so that a restored backup forgets it too. */
export async function forgetRequest(
  trx: Trx,
  request: ResidentRequest,
  now: Instant,
): Promise<ResidentRequest> {
  await eraseRequest(trx, request, now)
  await insertErasure(trx, request.tenant_id, request.id, now)
  return { ...request, ...erased, erased_at: now }
}
