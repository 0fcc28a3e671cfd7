import { randomUUID } from 'node:crypto'
import { recordEvent } from '#server/audit/audit.ts'
import type { Db, Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { withdrawMails } from '#server/mail/outbox.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { AuditAction } from '#shared/contracts/audit.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { ChangeRoles, InvitePerson, People, Person } from '#shared/contracts/people.ts'
import { deleteLinksOf } from './links.queries.ts'
import { sendStaffAdded, sendStaffLink } from './links.ts'
import {
  countAdmins,
  deleteRolesAt,
  deleteSecondFactors,
  forgetSignIn,
  listPeople,
  listPerson,
  listTenantsOf,
  lockAdmins,
  markDisabled,
} from './people.queries.ts'
import { byName } from './names.ts'
import { deleteSessionsOf } from './sessions.queries.ts'
import type { StaffMember } from './staff-member.ts'
import { findStaffByEmail, insertRole, insertStaff, listRolesOf } from './staff.queries.ts'

/** Everybody who works at a municipality. */
export async function describePeople(
  { db }: Pick<Deps, 'db'>,
  municipality: Municipality,
  admin: StaffMember,
): Promise<People> {
  const people = await describe(db, admin, await listPeople(db, municipality.id))
  return { people: people.sort(byName) }
}

/**
 * Gives somebody roles, and mails them how to sign in. Who is known already keeps their name and
 * password: one person, several municipalities.
 */
export async function invite(
  deps: Deps,
  municipality: Municipality,
  admin: StaffMember,
  { name, email, roles, lang }: InvitePerson,
): Promise<Person> {
  const person = await deps.db.transaction().execute(async (trx) => {
    await lockAdmins(trx, municipality.id)
    let known = await findStaffByEmail(trx, email)
    if (!known) {
      const id = randomUUID()
      await insertStaff(trx, { id, name, email, now: deps.clock.now() })
      known = { id, name, email, email_verified: 0, disabled_at: null }
    }
    for (const role of roles) await insertRole(trx, municipality.id, known.id, role)
    if (known.email_verified) await sendStaffAdded(trx, deps, municipality, known, lang)
    else await sendStaffLink(trx, deps, municipality, known, 'activation', lang)
    await record(trx, deps, municipality, admin, known.id, 'staff-invited', {
      roles: roles.join(' '),
    })
    return getPerson(trx, municipality, admin, known.id)
  })
  deps.wakeMail()
  return person
}

/**
 * Replaces somebody's roles at this municipality; none of them: they work here no longer.
 * @throws AppError 'not-found', 'last-admin'
 */
export async function changeRoles(
  deps: Deps,
  municipality: Municipality,
  admin: StaffMember,
  staffId: string,
  { roles }: ChangeRoles,
): Promise<People> {
  await deps.db.transaction().execute(async (trx) => {
    await lockAdmins(trx, municipality.id)
    const before = await getPerson(trx, municipality, admin, staffId)
    await deleteRolesAt(trx, municipality.id, staffId)
    for (const role of roles) await insertRole(trx, municipality.id, staffId, role)
    if (before.roles.includes('admin')) await requireAdmin(trx, municipality.id)
    if ((await listRolesOf(trx, staffId)).length === 0) await endAccess(trx, municipality, staffId)
    await record(trx, deps, municipality, admin, staffId, 'staff-roles-changed', {
      before: before.roles.join(' '),
      after: roles.join(' '),
    })
  })
  return describePeople(deps, municipality, admin)
}

/**
 * Takes somebody's access away, or gives it back. All sessions end at once.
 * @throws AppError 'not-found', 'last-admin', 'forbidden' if they also work elsewhere
 */
export async function setDisabled(
  deps: Deps,
  municipality: Municipality,
  admin: StaffMember,
  staffId: string,
  isDisabled: boolean,
): Promise<Person> {
  return deps.db.transaction().execute(async (trx) => {
    const tenants = (await listTenantsOf(trx, [staffId])).map(({ tenant_id }) => tenant_id)
    for (const tenantId of tenants.sort()) await lockAdmins(trx, tenantId)
    const before = await getPerson(trx, municipality, admin, staffId)
    if (!before.mayDisable) throw new AppError('forbidden')
    await markDisabled(trx, staffId, isDisabled ? deps.clock.now() : null)
    if (isDisabled) {
      await deleteSessionsOf(trx, staffId)
      await deleteLinksOf(trx, staffId)
      for (const tenantId of await administeredBy(trx, staffId)) await requireAdmin(trx, tenantId)
    }
    const action = isDisabled ? 'staff-disabled' : 'staff-enabled'
    await record(trx, deps, municipality, admin, staffId, action)
    return getPerson(trx, municipality, admin, staffId)
  })
}

/**
 * Mails another link to somebody who has not signed in yet.
 * @throws AppError 'not-found', 'state-conflict' if they have, or may not
 */
export async function resendInvitation(
  deps: Deps,
  municipality: Municipality,
  admin: StaffMember,
  staffId: string,
  lang: Language,
): Promise<Person> {
  const person = await deps.db.transaction().execute(async (trx) => {
    const invited = await getPerson(trx, municipality, admin, staffId)
    if (invited.state !== 'invited') throw new AppError('state-conflict')
    await withdrawMails(trx, municipality.id, staffId)
    await sendStaffLink(trx, deps, municipality, invited, 'activation', lang)
    await record(trx, deps, municipality, admin, staffId, 'staff-invitation-sent')
    return invited
  })
  deps.wakeMail()
  return person
}

/**
 * For somebody who has lost telephone and recovery codes: they sign in with the password alone and,
 * as admins, have to set up a second factor before anything else.
 * @throws AppError 'not-found', 'forbidden' if they also work elsewhere
 */
export async function resetSecondFactor(
  deps: Deps,
  municipality: Municipality,
  admin: StaffMember,
  staffId: string,
): Promise<Person> {
  return deps.db.transaction().execute(async (trx) => {
    const before = await getPerson(trx, municipality, admin, staffId)
    if (!before.mayDisable) throw new AppError('forbidden')
    await deleteSecondFactors(trx, staffId)
    await deleteSessionsOf(trx, staffId)
    await record(trx, deps, municipality, admin, staffId, 'staff-second-factor-reset')
    return getPerson(trx, municipality, admin, staffId)
  })
}

/** @throws AppError 'not-found' also for who works elsewhere only */
async function getPerson(
  db: Db,
  municipality: Municipality,
  admin: StaffMember,
  staffId: string,
): Promise<Person> {
  const [person] = await describe(db, admin, await listPerson(db, municipality.id, staffId))
  if (!person) throw new AppError('not-found')
  return person
}

type Row = Awaited<ReturnType<typeof listPeople>>[number]

/** One person out of a row for each role. */
async function describe(db: Db, admin: StaffMember, rows: Row[]): Promise<Person[]> {
  if (rows.length === 0) return []
  const byPerson = Map.groupBy(rows, ({ id }) => id)
  const places = await listTenantsOf(db, [...byPerson.keys()])
  const administered = new Set(
    admin.roles.filter(({ role }) => role === 'admin').map(({ tenantId }) => tenantId),
  )
  return [...byPerson.values()].map((own) => {
    const { id, name, email, ...row } = own[0]!
    return {
      id,
      name,
      email,
      roles: own.map(({ role }) => role),
      state: row.disabled_at ? 'disabled' : row.email_verified ? 'active' : 'invited',
      hasSecondFactor: row.second_factor === 1 || Number(row.passkeys) > 0,
      mayDisable: places
        .filter(({ staff_id }) => staff_id === id)
        .every(({ tenant_id }) => administered.has(tenant_id)),
    }
  })
}

async function administeredBy(trx: Trx, staffId: string): Promise<string[]> {
  const roles = await listRolesOf(trx, staffId)
  return roles.filter(({ role }) => role === 'admin').map(({ tenant_id }) => tenant_id)
}

/** @throws AppError 'last-admin' if nobody is left who can administer the municipality */
async function requireAdmin(trx: Trx, tenantId: string): Promise<void> {
  if ((await countAdmins(trx, tenantId)) === 0) throw new AppError('last-admin')
}

/** Who works nowhere any more signs in no more; only the name stays, for the records. */
async function endAccess(trx: Trx, municipality: Municipality, staffId: string): Promise<void> {
  await deleteSessionsOf(trx, staffId)
  await deleteLinksOf(trx, staffId)
  await deleteSecondFactors(trx, staffId)
  await forgetSignIn(trx, staffId)
  await withdrawMails(trx, municipality.id, staffId)
}

async function record(
  trx: Trx,
  { clock }: Pick<Deps, 'clock'>,
  municipality: Municipality,
  admin: StaffMember,
  staffId: string,
  action: AuditAction,
  details: Record<string, string> = {},
): Promise<void> {
  await recordEvent(trx, {
    tenantId: municipality.id,
    at: clock.now(),
    actor: `staff:${admin.id}`,
    action,
    subject: staffId,
    details,
  })
}
