import * as v from 'valibot'
import type { Deps } from '#server/deps.ts'
import type { Db } from '#server/db/database.ts'
import {
  type Writer,
  listTenantsThatReuse,
  loadCatalogue,
  loadRedirects,
  loadSources,
  removeOtherServices,
  saveCatalogue,
} from '#server/catalogue/published.ts'
import { resolveFile } from '#server/catalogue/resolve.ts'
import { systemClock } from '#server/clock.ts'
import { loadOffices, saveOffices } from '#server/offices/offices.ts'
import { CounterSettings } from './counter-settings.schema.ts'
import { type Municipality, describeMunicipality } from './municipality.ts'
import { raiseRevisions } from './revision.ts'
import { TenantFileError } from './tenant-file.ts'
import type { TenantFile } from './tenant-file.schema.ts'
import {
  deleteOthers,
  findRevision,
  findTenant,
  listDepartments,
  listLifeSituations,
  listMailboxes,
  listTenants,
  replaceLifeSituations,
  upsertDepartment,
  upsertMailbox,
  upsertTenant,
} from './tenants.queries.ts'

type Settings = Pick<TenantFile, 'tenant' | 'appointments' | 'counter' | 'catalogue'>

/** Municipalities by id, each as of the revision that was read last. */
export class MunicipalityCache {
  readonly #known = new Map<string, Municipality>()

  /** The municipality as it is now, or null: one small read if nothing has changed. */
  async find(db: Db, id: string): Promise<Municipality | null> {
    const revision = await findRevision(db, id)
    if (revision === undefined) return null
    const known = this.#known.get(id)
    if (known?.revision === revision) return known
    const fresh = await loadMunicipality(db, id)
    if (fresh) this.#known.set(id, fresh)
    return fresh
  }
}

/** All municipalities of this installation, by name. */
export async function listMunicipalities(db: Db): Promise<TenantFile['tenant'][]> {
  return (await listTenants(db)).map((row) => (JSON.parse(row.settings) as Settings).tenant)
}

async function loadMunicipality(db: Db, id: string): Promise<Municipality | null> {
  const row = await findTenant(db, id)
  if (!row) return null
  const file = resolveFile(await loadTenantFile(db, id, row.settings), await loadSources(db, id))
  return describeMunicipality(file, row.revision, await loadRedirects(db, id))
}

async function loadTenantFile(db: Db, id: string, settings: string): Promise<TenantFile> {
  const named = (rows: { id: string; name: string }[]) =>
    rows.map((row) => ({ id: row.id, name: JSON.parse(row.name) as { de: string } }))
  return {
    ...settingsOf(settings),
    departments: named(await listDepartments(db, id)),
    lifeSituations: named(await listLifeSituations(db, id)),
    mailboxes: (await listMailboxes(db, id)).map((row) => ({
      id: row.id,
      name: JSON.parse(row.name) as { de: string },
      address: row.address,
      department: row.department_id,
    })),
    offices: await loadOffices(db, id),
    ...(await loadCatalogue(db, id)),
  }
}

/** What was stored before entries were edited here says nothing about how. */
function settingsOf(json: string): Settings {
  const {
    counter = {},
    catalogue = { secondPerson: false },
    ...settings
  } = JSON.parse(json) as Omit<Settings, 'counter' | 'catalogue'> & Partial<Settings>
  return { ...settings, counter: v.parse(CounterSettings, counter), catalogue }
}

/** The configuration of a municipality as a file would hold it; null if there is none of this name. */
export async function exportTenant(db: Db, id: string): Promise<TenantFile | null> {
  const row = await findTenant(db, id)
  if (!row) return null
  const file = await loadTenantFile(db, id, row.settings)
  const known = new Set(file.services.map((service) => service.id))
  const isKnown = (entry: string | { id: string }) =>
    known.has(typeof entry === 'string' ? entry : entry.id)
  // A counter keeps what it can do while the service is in the archive; a file cannot name it.
  const offices = file.offices.map((office) => ({
    ...office,
    groups: office.groups.map((group) => ({ ...group, services: group.services.filter(isKnown) })),
  }))
  return { ...file, offices }
}

/**
 * Puts a municipality's configuration in place of the one it has, or adds the municipality.
 * One transaction: either all of it holds afterwards, or nothing has changed.
 * @throws TenantFileError if it leaves out counters for which there are appointments
 */
export async function importTenant(
  db: Deps['db'],
  file: TenantFile,
  writer: Writer = { author: 'import', at: systemClock.now() },
): Promise<void> {
  const { tenant, appointments, counter, catalogue, departments, lifeSituations, mailboxes } = file
  const { offices, services } = file
  const id = tenant.slug
  await refuseLossOfAppointments(
    db.transaction().execute(async (trx) => {
      await raiseRevisions(trx, [id, ...(await listTenantsThatReuse(trx, id))])
      await upsertTenant(trx, {
        id,
        name: tenant.name,
        kind: tenant.kind,
        settings: JSON.stringify({ tenant, appointments, counter, catalogue } satisfies Settings),
      })
      const row = (entry: { id: string; name: object }, position: number) => ({
        tenant_id: id,
        id: entry.id,
        position,
        name: JSON.stringify(entry.name),
      })
      for (const [position, entry] of departments.entries()) {
        await upsertDepartment(trx, row(entry, position))
      }
      await replaceLifeSituations(trx, id, lifeSituations.map(row))
      for (const [position, entry] of mailboxes.entries()) {
        const { department, address } = entry
        await upsertMailbox(trx, { ...row(entry, position), department_id: department, address })
      }
      await saveCatalogue(trx, id, file, writer)
      await saveOffices(trx, id, offices)
      await removeOtherServices(trx, id, services)
      await deleteOthers(
        trx,
        'mailbox',
        id,
        mailboxes.map((entry) => entry.id),
      )
      await deleteOthers(
        trx,
        'department',
        id,
        departments.map((entry) => entry.id),
      )
    }),
  )
}

/** What both engines call a row that others still point to. */
const foreignKeyCodes = ['SQLITE_CONSTRAINT_FOREIGNKEY', '23503']

async function refuseLossOfAppointments(importing: Promise<void>): Promise<void> {
  try {
    await importing
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : ''
    if (!foreignKeyCodes.includes(code)) throw error
    const message = 'leaves out counters for which there are appointments'
    throw new TenantFileError([{ path: 'offices', line: 1, message }])
  }
}
