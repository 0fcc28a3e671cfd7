import { afterEach, beforeEach, expect, it } from 'vitest'
import { TenantFileError, formatTenantFile, parseTenantFile } from '#server/tenants/tenant-file.ts'
import { exportTenant, importTenant } from '#server/tenants/tenants.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { group, office, town } from '../support/town.ts'
import { book } from '../support/wishes.ts'

describeOnBothEngines('the configuration of a municipality', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
  })
  afterEach(() => app.close())

  const twoOffices = () =>
    town({
      offices: [
        office({
          closures: [
            { from: '2026-12-24', to: '2026-12-24', reason: { de: 'Heiligabend' } },
            {
              from: '2026-12-30',
              to: '2026-12-31',
              fromTime: '10:00',
              toTime: '12:00',
              group: 'schalter',
              reason: { de: 'Inventur', en: 'Stocktaking' },
            },
          ],
        }),
        office({
          id: 'nord',
          groups: [
            group({
              id: 'nord',
              release: { day: 'mon', at: '07:00' },
              services: ['ausweis', { id: 'pass', minutes: 25 }],
            }),
          ],
        }),
      ],
    })

  it('comes out of the database as the file that went in', async () => {
    const file = parseTenantFile(formatTenantFile(twoOffices()))
    await importTenant(app.deps.db, file)
    const exported = await exportTenant(app.deps.db, 'teststadt')
    expect(exported).toEqual(file)
    expect(formatTenantFile(exported!)).toBe(formatTenantFile(file))
  })

  it('holds at once for every process, and drops what the file no longer has', async () => {
    await importTenant(app.deps.db, twoOffices())
    expect((await app.get<{ offices: unknown[] }>('/api/teststadt')).body.offices).toHaveLength(2)
    await importTenant(app.deps.db, town())
    expect((await app.get<{ offices: unknown[] }>('/api/teststadt')).body.offices).toHaveLength(1)
  })

  it('cannot lose counters for which there are appointments, and then changes nothing', async () => {
    await book(app)
    const other = town({ offices: [office({ groups: [group({ id: 'andere' })] })] })
    await expect(importTenant(app.deps.db, other)).rejects.toThrow(TenantFileError)
    const kept = await exportTenant(app.deps.db, 'teststadt')
    expect(kept?.offices[0]?.groups.map(({ id }) => id)).toEqual(['schalter'])
  })
})
