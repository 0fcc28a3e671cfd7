import * as v from 'valibot'
import type { Deps } from '#server/deps.ts'
import type { Db } from '#server/db/database.ts'
import { loadServices, removeOtherServices, saveServices } from '#server/catalogue/services.ts'
import { loadOffices, saveOffices } from '#server/offices/offices.ts'
import { CounterSettings } from './counter-settings.schema.ts'
import { type Municipality, describeMunicipality } from './municipality.ts'
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

type Settings = Pick<TenantFile, 'tenant' | 'appointments' | 'counter'>

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
  return describeMunicipality(await loadTenantFile(db, id, row.settings), row.revision)
}

async function loadTenantFile(db: Db, id: string, settings: string): Promise<TenantFile> {
  const named = (rows: { id: string; name: string }[]) =>
    rows.map((row) => ({ id: row.id, name: JSON.parse(row.name) as { de: string } }))
  const { tenant, appointments, counter } = JSON.parse(settings) as Settings
  return {
    tenant,
    appointments,
    // What was stored before there were these settings has none.
    counter: v.parse(CounterSettings, counter ?? {}),
    departments: named(await listDepartments(db, id)),
    lifeSituations: named(await listLifeSituations(db, id)),
    mailboxes: (await listMailboxes(db, id)).map((row) => ({
      id: row.id,
      name: JSON.parse(row.name) as { de: string },
      address: row.address,
      department: row.department_id,
    })),
    offices: await loadOffices(db, id),
    services: await loadServices(db, id),
  }
}

/** The configuration of a municipality as a file would hold it; null if there is none of this name. */
export async function exportTenant(db: Db, id: string): Promise<TenantFile | null> {
  const row = await findTenant(db, id)
  return row ? loadTenantFile(db, id, row.settings) : null
}

/**
 * Puts a municipality's configuration in place of the one it has, or adds the municipality.
 * One transaction: either all of it holds afterwards, or nothing has changed.
 * @throws TenantFileError if it leaves out counters for which there are appointments
 */
export async function importTenant(db: Deps['db'], file: TenantFile): Promise<void> {
  const {
    tenant,
    appointments,
    counter,
    departments,
    lifeSituations,
    mailboxes,
    offices,
    services,
  } = file
  const id = tenant.slug
  await refuseLossOfAppointments(
    db.transaction().execute(async (trx) => {
      await upsertTenant(trx, {
        id,
        name: tenant.name,
        kind: tenant.kind,
        settings: JSON.stringify({ tenant, appointments, counter } satisfies Settings),
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
      await saveServices(trx, id, services)
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
