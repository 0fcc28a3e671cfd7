import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { withdrawMails } from '#server/mail/outbox.ts'
import { insertErasure } from '#server/placing/placing.queries.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { updatePromises } from './callbacks/callbacks.queries.ts'
import { eraseAttachments } from './attachments/attachments.ts'
import {
  type ResidentRequest,
  eraseEventTexts,
  findRequest,
  lockRequest,
  updateRequest,
} from './requests.queries.ts'
import { eraseMessages } from './threads.queries.ts'

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
  await eraseMessages(trx, tenantId, id)
  await eraseAttachments(trx, tenantId, id)
  await withdrawMails(trx, tenantId, id)
}

/**
 * Erases a request again that an older backup has brought back.
 * @returns false: there is no such request, or nobody behind it
 */
export async function eraseRestoredRequest(
  deps: Deps,
  municipality: Municipality,
  id: string,
): Promise<boolean> {
  return deps.db.transaction().execute(async (trx) => {
    await lockRequest(trx, municipality.id, id)
    const request = await findRequest(trx, municipality.id, id)
    if (!request || request.erased_at !== null) return false
    const now = deps.clock.now()
    const closedAt = request.closed_at ?? now
    const changes = { state: 'withdrawn', hold_until: null, closed_at: closedAt } as const
    await updateRequest(trx, municipality.id, id, changes)
    await eraseRequest(trx, request, now)
    return true
  })
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
