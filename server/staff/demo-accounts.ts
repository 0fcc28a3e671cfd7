import { randomUUID } from 'node:crypto'
import { symmetricEncrypt } from 'better-auth/crypto'
import type { Deps } from '#server/deps.ts'
import { listMunicipalities } from '#server/tenants/tenants.ts'
import type { SignInOptions } from '#shared/contracts/sign-in.ts'
import type { Role } from '#shared/contracts/staff.ts'
import { hashPassword } from './passwords.ts'
import type { StaffMember } from './staff-member.ts'
import {
  findStaffByEmail,
  insertRole,
  insertStaff,
  insertTotp,
  listRolesOf,
  markEmailVerified,
  savePassword,
} from './staff.queries.ts'

/** Known to everybody: these accounts exist in the demo only. */
export const demoPassword = 'Willkommen-im-Rathaus'
/** So is what an authenticator app would need to know. */
const demoTotpSecret = 'rathauslotse-demo-second-factor!'

interface DemoAccount {
  email: string
  name: string
  role: Role
  tenants: string[]
}

const people: { mailbox: string; name: string; role: Role }[] = [
  { mailbox: 'schalter', name: 'Schalter', role: 'clerk' },
  { mailbox: 'redaktion', name: 'Redaktion', role: 'editor' },
  { mailbox: 'servicecenter', name: 'Servicecenter', role: 'agent' },
  { mailbox: 'sachbearbeitung', name: 'Sachbearbeitung', role: 'caseworker' },
  { mailbox: 'verwaltung', name: 'Verwaltung', role: 'admin' },
]

/** One account for each role of each municipality; the first one's service centre serves all. */
async function listDemoAccounts(deps: Pick<Deps, 'db'>): Promise<DemoAccount[]> {
  const slugs = (await listMunicipalities(deps.db)).map(({ slug, name }) => ({ slug, name }))
  const isFirst = (slug: string) => slug === 'musterstadt'
  return slugs.flatMap(({ slug, name }) =>
    people.map((person) => ({
      email: `${person.mailbox}@${slug}.example`,
      name: `${person.name} ${name}`,
      role: person.role,
      tenants: person.role === 'agent' && isFirst(slug) ? slugs.map((one) => one.slug) : [slug],
    })),
  )
}

/** Adds the accounts of the demo that are not there yet. */
export async function seedDemoStaff(deps: Deps): Promise<void> {
  const missing: DemoAccount[] = []
  for (const account of await listDemoAccounts(deps)) {
    if (!(await findStaffByEmail(deps.db, account.email))) missing.push(account)
  }
  if (missing.length === 0) return
  const hash = await hashPassword(demoPassword)
  const sealed = (data: string) => symmetricEncrypt({ key: deps.keys.signInSecret, data })
  const [secret, recoveryCodes] = await Promise.all([sealed(demoTotpSecret), sealed('[]')])
  const now = deps.clock.now()
  await deps.db.transaction().execute(async (trx) => {
    for (const { email, name, role, tenants } of missing) {
      const staffId = randomUUID()
      await insertStaff(trx, { id: staffId, name, email, now })
      await savePassword(trx, { id: randomUUID(), staffId, hash, now })
      await markEmailVerified(trx, staffId, now)
      for (const tenantId of tenants) await insertRole(trx, tenantId, staffId, role)
      if (role === 'admin')
        await insertTotp(trx, { id: randomUUID(), staffId, secret, recoveryCodes })
    }
  })
}

/** One of these accounts, for what its person would have done before the demo began. */
export async function getDemoStaff(deps: Pick<Deps, 'db'>, email: string): Promise<StaffMember> {
  const person = await findStaffByEmail(deps.db, email)
  if (!person) throw new Error(`the demo has no ${email}`)
  const roles = await listRolesOf(deps.db, person.id)
  return {
    id: person.id,
    roles: roles.map(({ tenant_id, role }) => ({ tenantId: tenant_id, role })),
  }
}

/** The accounts with what one needs to try them. */
export async function describeDemoAccounts(
  deps: Pick<Deps, 'db' | 'auth'>,
): Promise<NonNullable<SignInOptions['demo']>> {
  const { code } = await deps.auth.api.generateTOTP({ body: { secret: demoTotpSecret } })
  const accounts = await listDemoAccounts(deps)
  return {
    password: demoPassword,
    accounts: accounts.map(({ email, name, role, tenants }) => ({
      email,
      name,
      roles: [role],
      tenants,
      code: role === 'admin' ? code : null,
    })),
  }
}
