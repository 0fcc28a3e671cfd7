import { recordEvent } from '#server/audit/audit.ts'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { listRolesOf } from './staff.queries.ts'

/** What somebody does to their own account. */
export type PersonAction =
  | 'staff-signed-in'
  | 'staff-signed-out'
  | 'staff-sessions-ended'
  | 'staff-password-set'
  | 'staff-totp-added'
  | 'staff-totp-removed'
  | 'staff-recovery-codes-made'
  | 'staff-passkey-added'
  | 'staff-passkey-removed'

/** Keeps it in the records of every municipality that the person works for. */
export async function recordPersonEvent(
  trx: Trx,
  { clock }: Pick<Deps, 'clock'>,
  staffId: string,
  action: PersonAction,
): Promise<void> {
  const roles = await listRolesOf(trx, staffId)
  for (const tenantId of new Set(roles.map((role) => role.tenant_id))) {
    await recordEvent(trx, {
      tenantId,
      at: clock.now(),
      actor: `staff:${staffId}`,
      action,
      subject: staffId,
    })
  }
}

/** The same for what better-auth has already committed. */
export function recordByPerson(
  deps: Pick<Deps, 'db' | 'clock'>,
  staffId: string,
  action: PersonAction,
): Promise<void> {
  return deps.db.transaction().execute((trx) => recordPersonEvent(trx, deps, staffId, action))
}
