import type { Deps } from '#server/deps.ts'
import { listMunicipalities } from '#server/tenants/tenants.ts'
import { addMinutes } from '#shared/domain/local-time.ts'
import { requestStateAfter } from '#shared/domain/request-state.ts'
import { eraseRequest } from './erase.ts'
import { eraseAddressKeys, listForgettable, listUnconfirmed } from './housekeeping.queries.ts'
import { deleteTokens, findRequest, lockRequest, updateRequest } from './requests.queries.ts'

const minutesADay = 24 * 60
/** As long as limits look back. */
const addressMinutes = 60

/** What time does to requests: the unconfirmed expire, what has ended is forgotten. */
export async function keepRequests(deps: Deps): Promise<void> {
  await expireUnconfirmed(deps)
  await forgetEnded(deps)
  await eraseAddressKeys(deps.db, addMinutes(deps.clock.now(), -addressMinutes))
}

/** Erases what nobody confirmed: it may be a stranger's address, and nobody has read the matter. */
async function expireUnconfirmed(deps: Deps): Promise<void> {
  for (const { tenant_id: tenantId, id } of await listUnconfirmed(deps.db, deps.clock.now())) {
    await deps.db.transaction().execute(async (trx) => {
      await lockRequest(trx, tenantId, id)
      const request = await findRequest(trx, tenantId, id)
      const state = request && requestStateAfter(request.state, 'expire')
      // Confirmed or withdrawn since the list was read.
      if (!state) return
      const now = deps.clock.now()
      await updateRequest(trx, tenantId, id, { state, hold_until: null, closed_at: now })
      await eraseRequest(trx, request, now)
    })
  }
}

/** Erases matter, person and links of what ended long ago; the row that is left is a count. */
async function forgetEnded(deps: Deps): Promise<void> {
  const now = deps.clock.now()
  for (const { slug } of await listMunicipalities(deps.db)) {
    const municipality = await deps.municipalities.find(deps.db, slug)
    if (!municipality) continue
    const { retentionDays } = municipality.file.requests
    const before = addMinutes(now, -retentionDays * minutesADay)
    for (const request of await listForgettable(deps.db, slug, before)) {
      await deps.db.transaction().execute(async (trx) => {
        await lockRequest(trx, slug, request.id)
        await eraseRequest(trx, request, request.erased_at ?? now)
        await deleteTokens(trx, slug, request.id)
      })
    }
  }
}
