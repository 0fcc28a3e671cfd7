import { recordEvent } from '#server/audit/audit.ts'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { withdrawMails } from '#server/mail/outbox.ts'
import { addressKeyOf, lockAddress } from '#server/placing/address.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { RequestView } from '#shared/contracts/requests.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { type Opened, changeByToken } from './by-token.ts'
import { checkLimit } from './place.ts'
import { sendRequestMail } from './request-mails.ts'
import { deleteTokens, updateRequest } from './requests.queries.ts'

/**
 * Sends the confirmation mail again, to a corrected address if there is one. Links that went to
 * the old address die with it: whoever lives there must not confirm.
 * @throws AppError 'link-invalid', 'link-expired'; 'state-conflict' once confirmed, 'limit-reached',
 *   'too-many-requests'
 */
export async function resendRequest(
  deps: Deps,
  municipality: Municipality,
  token: string,
  email?: string,
): Promise<RequestView> {
  return changeByToken(deps, municipality, token, async (trx, opened, now) => {
    const { request } = opened
    if (request.state !== 'unconfirmed') throw new AppError('state-conflict')
    deps.limits.check('resend', request.id)
    await withdrawMails(trx, municipality.id, request.id)
    if (email !== undefined && email !== request.email) {
      await correctAddress(trx, deps, municipality, opened, { email, now })
    }
    await sendRequestMail(trx, deps, municipality, opened.request, 'request-confirm')
  })
}

async function correctAddress(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  opened: Opened,
  { email, now }: { email: string; now: Instant },
): Promise<void> {
  const { id } = opened.request
  const changes = { email, address_key: addressKeyOf(deps, email) }
  await lockAddress(trx, municipality.id, changes.address_key, now)
  await checkLimit(trx, municipality, changes.address_key, now)
  await deleteTokens(trx, municipality.id, id, 'manage')
  await updateRequest(trx, municipality.id, id, changes)
  await recordEvent(trx, {
    tenantId: municipality.id,
    at: now,
    actor: 'resident',
    action: 'request-address-corrected',
    subject: id,
  })
  opened.request = { ...opened.request, ...changes }
}
