import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { composeDeps } from '#server/compose.ts'
import { parseConfig } from '#server/config.ts'
import { migrate } from '#server/db/migrate.ts'
import { importTenant } from '#server/tenants/tenants.ts'
import type { DayRevisions } from '#shared/contracts/staff.ts'
import { addDays, localMoment } from '#shared/domain/local-time.ts'
import { databaseEnvironment } from '../support/app.ts'
import { startServerProcess } from '../support/processes.ts'
import { readEvents } from '../support/streams.ts'
import { group, office, town } from '../support/town.ts'
import { wish } from '../support/wishes.ts'

const everyDay = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const

it('who looks through one process sees at once what another changes (postgres)', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'rathauslotse-live-'))
  const environment = { ...(await databaseEnvironment('postgres')), DATA_DIR: dataDir }
  const deps = composeDeps(parseConfig({ ...environment, LOG_LEVEL: 'silent' }))
  await migrate(deps.db, deps.engine)
  const opening = [{ ...group().opening[0]!, days: [...everyDay] }]
  await importTenant(deps.db, town({ offices: [office({ groups: [group({ opening })] })] }))
  // Not a holiday of the Land, whenever the test runs.
  const today = localMoment(deps.clock.now(), 'Europe/Berlin').date
  const municipality = (await deps.municipalities.find(deps.db, 'teststadt'))!
  const date = [1, 2, 3, 4]
    .map((days) => addDays(today, days))
    .find((day) => {
      return municipality.holidayOn(day) === null
    })!
  await deps.db.destroy()

  const [one, other] = await Promise.all([
    startServerProcess(environment),
    startServerProcess(environment),
  ])
  try {
    const staff = await fetch(`${one.url}/api/teststadt/staff/live?office=rathaus`, {
      headers: { 'X-Clerk': 'clerk' },
    })
    const list = readEvents(staff)
    expect((await list.next<DayRevisions>()).days[date]).toBeUndefined()
    const placed = await fetch(`${other.url}/api/teststadt/appointments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(wish({ date })),
    })
    expect(placed.status).toBe(201)
    const start = Date.now()
    expect((await list.next<DayRevisions>()).days[date]).toBe(1)
    // Not the heartbeat, which would have found it too.
    expect(Date.now() - start).toBeLessThan(5_000)
    await list.close()
  } finally {
    await Promise.all([one.stop(), other.stop()])
    rmSync(dataDir, { recursive: true, force: true })
  }
})
