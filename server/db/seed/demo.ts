import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { bringToLife } from '#server/appointments/demo-today.ts'
import { seedEditorial } from '#server/catalogue/demo-editorial.ts'
import type { Deps } from '#server/deps.ts'
import { getDemoStaff, seedDemoStaff } from '#server/staff/demo-accounts.ts'
import { parseTenantFiles } from '#server/tenants/tenant-file.ts'
import { rememberHistory } from '#server/statistics/demo-history.ts'
import type { TenantFile } from '#server/tenants/tenant-file.schema.ts'
import { importTenant, listMunicipalities } from '#server/tenants/tenants.ts'
import { addDays, localMoment, weekdayOf } from '#shared/domain/local-time.ts'
import { fillCalendars } from './calendars.ts'
import { closeSomeCounters } from './closures.ts'
import { fillTeams } from './request-teams.ts'
import { fillMailboxes } from './requests.ts'

const folder = join(import.meta.dirname, 'tenants')

/**
 * The demo: its municipalities, if they are not there yet, and calendars as full as in life for
 * the days that have opened since the last start, and today as it is at this time of the day. What people
 * have changed stays.
 */
export async function seedDemo(deps: Deps): Promise<void> {
  const known = new Set((await listMunicipalities(deps.db)).map(({ slug }) => slug))
  const files = readdirSync(folder).filter((file) => file.endsWith('.yaml'))
  for (const [slug, names] of Map.groupBy(files.sort(), (name) => name.split('.')[0]!)) {
    if (known.has(slug)) continue
    const file = parseTenantFiles(
      names.map((name) => ({ name, source: readFileSync(join(folder, name), 'utf8') })),
    )
    await importTenant(deps.db, withRecentCheck(withStaffMeeting(file, deps), deps))
  }
  for (const { slug } of await listMunicipalities(deps.db)) {
    const municipality = await deps.municipalities.find(deps.db, slug)
    if (!municipality) continue
    await fillCalendars(deps, municipality)
    await bringToLife(deps, municipality)
    await rememberHistory(deps, municipality)
  }
}

/** The accounts of the demo, and what their people have done before it began. */
export async function seedDemoWork(deps: Deps): Promise<void> {
  await seedDemoStaff(deps)
  await closeSomeCounters(deps)
  await seedDemoEditorial(deps)
  await seedDemoRequests(deps)
}

/** What the editors of the first municipality have to do. */
export async function seedDemoEditorial(deps: Deps): Promise<void> {
  const municipality = (await deps.municipalities.find(deps.db, 'musterstadt'))!
  const editor = await getDemoStaff(deps, 'redaktion@musterstadt.example')
  await seedEditorial(deps, municipality, editor)
}

/** A closure near enough to be seen, whenever the demo is first started. */
function withStaffMeeting(file: TenantFile, { clock }: Deps): TenantFile {
  const today = localMoment(clock.now(), file.tenant.zone).date
  const inAWeek = addDays(today, 7)
  const wednesday = addDays(inAWeek, (3 - weekdayOf(inAWeek) + 7) % 7)
  const [first, ...others] = file.offices
  if (!first) return file
  const closure = {
    from: wednesday,
    to: wednesday,
    fromTime: '08:00',
    toTime: '12:00',
    reason: { de: 'Personalversammlung', en: 'Staff meeting' },
  }
  return { ...file, offices: [{ ...first, closures: [closure, ...first.closures] }, ...others] }
}

/** Statements on accessibility have been looked over, as the law wants it; at one place too long ago. */
function withRecentCheck({ tenant, ...rest }: TenantFile, { clock }: Deps): TenantFile {
  const today = localMoment(clock.now(), tenant.zone).date
  const daysAgo = tenant.slug === 'neustadt-am-see' ? 400 : 60
  return { ...rest, tenant: { ...tenant, accessibilityCheckedOn: addDays(today, -daysAgo) } }
}

/** The teams of the demo and what lies in their mailboxes. */
async function seedDemoRequests(deps: Deps): Promise<void> {
  for (const { slug } of await listMunicipalities(deps.db)) {
    const municipality = await deps.municipalities.find(deps.db, slug)
    if (!municipality) continue
    await fillTeams(deps, municipality)
    await fillMailboxes(deps, municipality)
  }
}
