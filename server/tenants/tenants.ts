import { isDeepStrictEqual } from 'node:util'
import * as v from 'valibot'
import type { Deps } from '#server/deps.ts'
import type { Db, Trx } from '#server/db/database.ts'
import { forgetOtherGroups } from '#server/appointments/ledger.ts'
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
import { RequestSettings } from '#shared/contracts/request-settings.ts'
import { AppointmentLimits } from '#shared/contracts/tenant-configuration.ts'
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

type Settings = Pick<TenantFile, 'tenant' | 'appointments' | 'counter' | 'catalogue' | 'requests'>

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
  const stored = await loadTenant(db, id)
  return stored && resolveTenant(db, stored.file, stored.revision)
}

/** A configuration as residents meet it: with what it takes over from other municipalities. */
export async function resolveTenant(
  db: Db,
  file: TenantFile,
  revision: number,
): Promise<Municipality> {
  const { slug } = file.tenant
  const resolved = resolveFile(file, await loadSources(db, slug))
  return describeMunicipality(resolved, revision, await loadRedirects(db, slug))
}

/**
 * A configuration as it is stored, which may be more than a file can say: counters keep what they
 * can do while a service is in the archive.
 */
export async function loadTenant(
  db: Db,
  id: string,
): Promise<{ file: TenantFile; revision: number } | null> {
  const row = await findTenant(db, id)
  if (!row) return null
  return { file: await loadTenantFile(db, id, row.settings), revision: row.revision }
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

/** Settings that were not known when it was written have their defaults. */
function settingsOf(json: string): Settings {
  const {
    counter = {},
    catalogue = { secondPerson: false },
    requests = {},
    appointments,
    tenant,
  } = JSON.parse(json) as Omit<Settings, 'counter' | 'catalogue' | 'requests'> & Partial<Settings>
  return {
    tenant,
    appointments: v.parse(AppointmentLimits, appointments),
    counter: v.parse(CounterSettings, counter),
    catalogue,
    requests: v.parse(RequestSettings, requests),
  }
}

/** The configuration of a municipality as a file would hold it; null if there is none of this name. */
export async function exportTenant(db: Db, id: string): Promise<TenantFile | null> {
  const stored = await loadTenant(db, id)
  return stored && asFile(stored.file)
}

/** Without what a counter keeps for the time after the archive; a file cannot name it. */
export function asFile(file: TenantFile): TenantFile {
  const known = new Set(file.services.map((service) => service.id))
  const isKnown = (entry: string | { id: string }) =>
    known.has(typeof entry === 'string' ? entry : entry.id)
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
  const id = file.tenant.slug
  try {
    await db.transaction().execute(async (trx) => {
      await raiseRevisions(trx, [id, ...(await listTenantsThatReuse(trx, id))])
      await saveTenant(trx, file, null, writer)
    })
  } catch (error) {
    if (!isStillNeeded(error)) throw error
    const message = 'leaves out counters for which there are appointments'
    throw new TenantFileError([{ path: 'offices', line: 1, message }])
  }
}

/**
 * The one way to write a configuration, once its revision has been raised. It leaves alone what is
 * as it was in `before`; null: there is nothing that could stay.
 */
export async function saveTenant(
  trx: Trx,
  file: TenantFile,
  before: TenantFile | null,
  writer: Writer,
): Promise<void> {
  const { tenant, appointments, counter, catalogue, requests } = file
  const { departments, lifeSituations, mailboxes } = file
  const { offices, services } = file
  const id = tenant.slug
  const differs = (...parts: (keyof TenantFile)[]) =>
    before === null || parts.some((part) => !isDeepStrictEqual(before[part], file[part]))

  await upsertTenant(trx, {
    id,
    name: tenant.name,
    kind: tenant.kind,
    settings: JSON.stringify({
      tenant,
      appointments,
      counter,
      catalogue,
      requests,
    } satisfies Settings),
  })
  const row = (entry: { id: string; name: object }, position: number) => ({
    tenant_id: id,
    id: entry.id,
    position,
    name: JSON.stringify(entry.name),
  })
  if (differs('departments')) {
    for (const [position, entry] of departments.entries()) {
      await upsertDepartment(trx, row(entry, position))
    }
  }
  if (differs('lifeSituations')) await replaceLifeSituations(trx, id, lifeSituations.map(row))
  if (differs('mailboxes')) {
    for (const [position, entry] of mailboxes.entries()) {
      const { department, address } = entry
      await upsertMailbox(trx, { ...row(entry, position), department_id: department, address })
    }
  }
  // Entries that name no mailbox of this municipality go to the general one.
  if (differs('tenant', 'mailboxes', 'services', 'faq', 'authorities')) {
    await saveCatalogue(trx, id, file, writer)
  }
  if (differs('offices')) {
    const groups = offices.flatMap((office) => office.groups.map((group) => group.id))
    await forgetOtherGroups(trx, id, groups)
    await saveOffices(trx, id, offices)
  }
  // Only now does nothing point any more to what is no longer there.
  if (differs('services')) await removeOtherServices(trx, id, services)
  for (const [table, part] of [
    ['mailbox', 'mailboxes'],
    ['department', 'departments'],
  ] as const) {
    const kept = file[part].map((entry) => entry.id)
    if (differs(part)) await deleteOthers(trx, table, id, kept)
  }
}

/** What both engines call a row that others still point to. */
const foreignKeyCodes = ['SQLITE_CONSTRAINT_FOREIGNKEY', '23503']

/** Whether a configuration could not be written because something points to what it leaves out. */
export function isStillNeeded(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : ''
  return foreignKeyCodes.includes(code)
}
