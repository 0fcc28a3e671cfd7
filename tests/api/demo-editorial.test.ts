import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { seedDemoEditorial } from '#server/db/seed/demo.ts'
import { seedDemoStaff } from '#server/staff/demo-accounts.ts'
import { parseTenantFiles } from '#server/tenants/tenant-file.ts'
import type { EntryDetail, Worklist } from '#shared/contracts/staff-entries.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { signIn, staffMember } from '../support/staff.ts'

const folder = join(import.meta.dirname, '../../server/db/seed/tenants')

describeOnBothEngines('the demo of the editors', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    const names = readdirSync(folder).filter((name) => name.startsWith('musterstadt.'))
    const sources = names.map((name) => ({
      name,
      source: readFileSync(join(folder, name), 'utf8'),
    }))
    app = await openTestApp(engine, { towns: [parseTenantFiles(sources)] })
    await seedDemoStaff(app.deps)
    await seedDemoEditorial(app.deps)
    signIn(app, staffMember('editor', 'musterstadt'))
  })
  afterEach(() => app.close())

  const get = async <T>(path: string) => (await app.get<T>(`/api/musterstadt/staff${path}`)).body

  it('shows what people searched in vain, found, and thought of it', async () => {
    const worklist = await get<Worklist>('/worklist')
    expect(worklist.misses[0]).toMatchObject({ query: 'freibad öffnungszeiten', askers: 23 })
    expect(worklist.askedAnyway[0]).toMatchObject({ id: 'sperrmuell' })
    expect(worklist.unhelpful[0]).toMatchObject({ id: 'kita-platz', reasons: [{ count: 8 }] })
    expect(worklist.inReview).toHaveLength(1)
    const changed = await get<EntryDetail>('/entries/service/beglaubigung-kopie')
    expect(changed.published).toMatchObject({ version: 2 })
  })

  it('adds nothing when the demo starts again', async () => {
    const before = await get<Worklist>('/worklist')
    await seedDemoEditorial(app.deps)
    expect(await get<Worklist>('/worklist')).toEqual(before)
  })
})
