import { createHash, randomBytes, randomUUID } from 'node:crypto'
import { setTimeout as wait } from 'node:timers/promises'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { StaffMail } from '#server/mail/mails.ts'
import { enqueueMail } from '#server/mail/outbox.ts'
import { senderOf } from '#server/mail/sender.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { ForgotPassword, LinkView, SetPassword } from '#shared/contracts/sign-in.ts'
import { type Instant, addMinutes } from '#shared/domain/local-time.ts'
import { deleteLink, deleteLinksOf, findLink, insertLink } from './links.queries.ts'
import { hashPassword } from './passwords.ts'
import { recordPersonEvent } from './person-events.ts'
import { deleteSessionsOf } from './sessions.queries.ts'
import type { StaffLinkTable } from './staff.table.ts'
import { findStaffByEmail, listRolesOf, markEmailVerified, savePassword } from './staff.queries.ts'

type Purpose = StaffLinkTable['purpose']
type Recipient = { id: string; name: string; email: string }
type MailDeps = Pick<Deps, 'keys' | 'clock' | 'config'>

/** Somebody who is invited before a holiday still finds the link good after it. */
const validMinutes: Record<Purpose, number> = { activation: 14 * 24 * 60, reset: 60 }
const pages: Record<Purpose, string> = { activation: 'aktivieren', reset: 'kennwort' }

/** Longer than the slowest way through `forgotPassword`: its time tells nothing about an address. */
const forgotMilliseconds = 400

/**
 * Mails a link by which a person sets a password, and makes former links of theirs worthless. The
 * token is in the mail only, the database keeps its hash.
 */
export async function sendStaffLink(
  trx: Trx,
  deps: MailDeps,
  municipality: Municipality,
  person: Recipient,
  purpose: Purpose,
  lang: Language,
): Promise<void> {
  const secret = randomBytes(32).toString('base64url')
  const now = deps.clock.now()
  const expiresAt = addMinutes(now, validMinutes[purpose])
  await deleteLinksOf(trx, person.id)
  await insertLink(trx, {
    secret_hash: hashSecret(secret),
    staff_id: person.id,
    purpose,
    created_at: now,
    expires_at: expiresAt,
  })
  const link = `${deps.config.publicUrl}/staff/${pages[purpose]}#${secret}`
  await enqueueMail(
    trx,
    deps,
    staffMail(municipality, person, `staff-${purpose}`, link, lang, expiresAt),
  )
}

/** Tells somebody who signs in already that they now work for one municipality more. */
export async function sendStaffAdded(
  trx: Trx,
  deps: MailDeps,
  municipality: Municipality,
  person: Recipient,
  lang: Language,
): Promise<void> {
  const link = `${deps.config.publicUrl}/staff/${municipality.id}`
  await enqueueMail(trx, deps, staffMail(municipality, person, 'staff-added', link, lang, null))
}

/**
 * Mails a link to whoever has an account with this address. Says and takes the same for everybody.
 */
export async function forgotPassword(deps: Deps, { email, lang }: ForgotPassword): Promise<void> {
  const enough = wait(forgotMilliseconds)
  const isTooOften = !deps.limits.once(deps.keys.hash('sign-in', `forgot ${email}`), 60)
  const person = await findStaffByEmail(deps.db, email)
  if (person && !person.disabled_at && !isTooOften) await mailResetLink(deps, person, lang)
  await enough
}

/**
 * What a link is for; it can be looked at as often as one likes.
 * @throws AppError 'link-invalid' also once it was used, 'link-expired'
 */
export async function describeLink(deps: Deps, token: string): Promise<LinkView> {
  const { purpose, email } = await getLink(deps, deps.db, token)
  return { purpose, email }
}

/**
 * Sets a password by a link, once: all sessions of the person end, and every other link.
 * @throws AppError 'link-invalid', 'link-expired'
 */
export async function setPasswordByLink(
  deps: Deps,
  { token, password }: SetPassword,
): Promise<void> {
  await getLink(deps, deps.db, token)
  const hash = await hashPassword(password)
  await deps.db.transaction().execute(async (trx) => {
    const { staff_id: staffId } = await getLink(deps, trx, token)
    if (!(await deleteLink(trx, hashSecret(token)))) throw new AppError('link-invalid')
    const now = deps.clock.now()
    await savePassword(trx, { id: randomUUID(), staffId, hash, now })
    await markEmailVerified(trx, staffId, now)
    await deleteLinksOf(trx, staffId)
    await deleteSessionsOf(trx, staffId)
    await recordPersonEvent(trx, deps, staffId, 'staff-password-set')
  })
}

async function mailResetLink(deps: Deps, person: Recipient, lang: Language): Promise<void> {
  const [role] = await listRolesOf(deps.db, person.id)
  const municipality = role && (await deps.municipalities.find(deps.db, role.tenant_id))
  if (!municipality) return
  await deps.db
    .transaction()
    .execute((trx) => sendStaffLink(trx, deps, municipality, person, 'reset', lang))
  deps.wakeMail()
}

async function getLink({ clock }: Pick<Deps, 'clock'>, db: Deps['db'], token: string) {
  const link = await findLink(db, hashSecret(token))
  if (!link || link.disabled_at) throw new AppError('link-invalid')
  if (link.expires_at < clock.now()) throw new AppError('link-expired')
  return link
}

function staffMail(
  municipality: Municipality,
  { id, name, email }: Recipient,
  kind: StaffMail['kind'],
  link: string,
  lang: Language,
  validUntil: Instant | null,
): StaffMail {
  return {
    kind,
    tenantId: municipality.id,
    subjectId: id,
    to: email,
    name,
    lang,
    sender: senderOf(municipality),
    link,
    validUntil,
  }
}

function hashSecret(secret: string): string {
  return createHash('sha256').update(secret).digest('base64url')
}
