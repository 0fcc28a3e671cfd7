import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { insertAppointments } from '#server/appointments/appointments.queries.ts'
import { composeDeps } from '#server/compose.ts'
import { parseConfig } from '#server/config.ts'
import type { Engine } from '#server/db/database.ts'
import { migrate } from '#server/db/migrate.ts'
import { importTenant } from '#server/tenants/tenants.ts'
import type { CalledNext } from '#shared/contracts/staff.ts'
import { localMoment } from '#shared/domain/local-time.ts'
import { databaseEnvironment } from '../support/app.ts'
import { type Sabotage, startServerProcess } from '../support/processes.ts'
import { group, office, town } from '../support/town.ts'
import { appointment } from '../support/wishes.ts'

const people = 100

for (const engine of ['sqlite', 'postgres'] as const) {
  for (const processes of [1, 2]) {
    describe(`two clerks who call ${people} people at once (${engine}, processes: ${processes})`, () => {
      it('never call the same person', async () => {
        const called = await race(engine, processes)
        expect(called).toHaveLength(people)
        expect(new Set(called).size).toBe(people)
      })

      it('would call some twice without the lock of the ledger', async () => {
        const called = await race(engine, processes, 'no-ledger-lock')
        expect(new Set(called).size).toBeLessThan(people)
      })
    })
  }
}

let dataDir: string
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rathauslotse-calls-'))
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** Lets two clerks call whoever is next at the same moment, again and again; the numbers called. */
async function race(engine: Engine, processes: number, sabotage?: Sabotage): Promise<string[]> {
  const environment = {
    ...(await databaseEnvironment(engine)),
    DATA_DIR: mkdtempSync(join(dataDir, 'run-')),
  }
  await fillWaitingRoom(environment)
  const servers = await Promise.all(
    Array.from({ length: processes }, () => startServerProcess(environment, sabotage)),
  )
  const callNext = async (counter: number) => {
    const server = servers[counter % processes]!
    const response = await fetch(`${server.url}/api/teststadt/staff/call-next`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json', 'X-Clerk': `clerk-${counter}` },
      body: JSON.stringify({ office: 'rathaus', counter, complete: true }),
    })
    if (!response.ok) return []
    const { called } = (await response.json()) as CalledNext
    return called ? [called.number!] : []
  }
  try {
    const called: string[] = []
    for (let round = 0; round < people / 2; round++) {
      called.push(...(await Promise.all([callNext(1), callNext(2)])).flat())
    }
    return called
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

/** A town whose waiting room is full today, on the real clock. */
async function fillWaitingRoom(environment: Record<string, string>): Promise<void> {
  const deps = composeDeps(parseConfig({ ...environment, LOG_LEVEL: 'silent' }))
  await migrate(deps.db, deps.engine)
  const opening = [{ ...group().opening[0]!, counters: 2 }]
  await importTenant(deps.db, town({ offices: [office({ groups: [group({ opening })] })] }))
  const now = deps.clock.now()
  const { date, minute } = localMoment(now, 'Europe/Berlin')
  const rows = Array.from({ length: people }, (_, index) =>
    appointment({
      id: `visitor-${index}`,
      kind: index % 2 ? 'walk-in' : 'booked',
      date,
      start_minute: minute,
      starts_at: now,
      state: 'checked_in',
      call_number: `A ${index + 1}`,
      arrived_at: now,
    }),
  )
  const items = rows.map(({ id }) => ({
    tenant_id: 'teststadt',
    appointment_id: id,
    service_id: 'ausweis',
    position: 0,
    persons: 1,
    minutes: 15,
  }))
  await deps.lockDays(deps.db, 'teststadt', [{ group: 'schalter', date }], (trx) =>
    insertAppointments(trx, rows, items),
  )
  await deps.bell.close()
  await deps.db.destroy()
}
