import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { RecoveryCodes, TotpDraft } from '#shared/contracts/account.ts'
import type {
  AddPasskey,
  CodeOnly,
  PasskeyOptions,
  PasswordOnly,
} from '#shared/contracts/sign-in.ts'
import { requireOwnPassword } from './own-password.ts'
import { recordByPerson, recordPersonEvent } from './person-events.ts'
import type { PersonCaller, Session } from './session.ts'
import { markStrong } from './sessions.queries.ts'
import { type WithCookies, orRefuse } from './sign-in.ts'
import { deletePasskey, findPasswordHash, findStaffById } from './staff.queries.ts'

/**
 * Refuses who has a second factor and has not shown it: a stolen password must not be enough to add
 * another.
 * @throws AppError 'forbidden'
 */
function requireShown({ secondFactor }: Session): void {
  if (secondFactor === 'asked') throw new AppError('forbidden')
}

/**
 * Draws a secret for an authenticator app; it counts once `confirmTotp` has seen a code of it.
 * @throws AppError 'password-wrong', 'state-conflict' if there is one already
 */
export async function draftTotp(
  deps: Deps,
  { headers, session, callerKey }: PersonCaller,
  { password }: PasswordOnly,
): Promise<TotpDraft> {
  requireShown(session)
  await requireOwnPassword(deps, session, callerKey, password)
  const answer = await orRefuse(
    'state-conflict',
    deps.auth.api.enableTwoFactor({
      body: { password, method: 'totp' },
      headers,
    }),
  )
  if (answer.method !== 'totp') throw new AppError('internal')
  const secret = new URL(answer.totpURI).searchParams.get('secret') ?? ''
  return {
    uri: answer.totpURI,
    secret: secret.replace(/(.{4})(?=.)/g, '$1 '),
    recoveryCodes: answer.backupCodes,
  }
}

/** @throws AppError 'code-wrong', 'state-conflict' without a draft */
export async function confirmTotp(
  deps: Deps,
  { headers, session }: PersonCaller,
  { code }: CodeOnly,
): Promise<Headers> {
  requireShown(session)
  const before = await findStaffById(deps.db, session.staffId)
  if (before?.second_factor) throw new AppError('state-conflict')
  const answer = await orRefuse(
    'code-wrong',
    deps.auth.api.verifyTOTP({
      body: { code: code.replace(/\s/g, '') },
      headers,
      returnHeaders: true,
    }),
  )
  await recordByPerson(deps, session.staffId, 'staff-totp-added')
  return answer.headers
}

/** @throws AppError 'password-wrong' */
export async function removeTotp(
  deps: Deps,
  { headers, session, callerKey }: PersonCaller,
  { password }: PasswordOnly,
): Promise<Headers> {
  requireShown(session)
  await requireOwnPassword(deps, session, callerKey, password)
  const answer = await orRefuse(
    'state-conflict',
    deps.auth.api.disableTwoFactor({
      body: { password },
      headers,
      returnHeaders: true,
    }),
  )
  await recordByPerson(deps, session.staffId, 'staff-totp-removed')
  return answer.headers
}

/** New recovery codes; the former are worth nothing. @throws AppError 'password-wrong' */
export async function renewRecoveryCodes(
  deps: Deps,
  { headers, session, callerKey }: PersonCaller,
  { password }: PasswordOnly,
): Promise<RecoveryCodes> {
  requireShown(session)
  await requireOwnPassword(deps, session, callerKey, password)
  const { backupCodes } = await orRefuse(
    'state-conflict',
    deps.auth.api.generateBackupCodes({ body: { password }, headers }),
  )
  await recordByPerson(deps, session.staffId, 'staff-recovery-codes-made')
  return { recoveryCodes: backupCodes }
}

/**
 * What the browser makes a new passkey from.
 * @throws AppError 'password-wrong'; who has no password shows none
 */
export async function draftPasskey(
  deps: Deps,
  { headers, session, callerKey }: PersonCaller,
  { password }: Partial<PasswordOnly>,
): Promise<WithCookies<PasskeyOptions>> {
  requireShown(session)
  if (await findPasswordHash(deps.db, session.staffId)) {
    await requireOwnPassword(deps, session, callerKey, password ?? '')
  }
  const answer = await deps.auth.api.generatePasskeyRegistrationOptions({
    headers,
    returnHeaders: true,
  })
  return { headers: answer.headers, response: { ...answer.response } }
}

/** Keeps a passkey that the browser has made. @throws AppError 'passkey-failed' */
export async function addPasskey(
  deps: Deps,
  { headers, session }: PersonCaller,
  { name, response }: AddPasskey,
): Promise<void> {
  requireShown(session)
  await orRefuse(
    'passkey-failed',
    deps.auth.api.verifyPasskeyRegistration({ body: { name, response }, headers }),
  )
  await deps.db.transaction().execute(async (trx) => {
    await markStrong(trx, session.id)
    await recordPersonEvent(trx, deps, session.staffId, 'staff-passkey-added')
  })
}

/** @throws AppError 'password-wrong', 'not-found' */
export async function removePasskey(
  deps: Deps,
  { session, callerKey }: PersonCaller,
  id: string,
  { password }: Partial<PasswordOnly>,
): Promise<void> {
  requireShown(session)
  if (await findPasswordHash(deps.db, session.staffId)) {
    await requireOwnPassword(deps, session, callerKey, password ?? '')
  }
  await deps.db.transaction().execute(async (trx) => {
    if (!(await deletePasskey(trx, session.staffId, id))) throw new AppError('not-found')
    await recordPersonEvent(trx, deps, session.staffId, 'staff-passkey-removed')
  })
}
