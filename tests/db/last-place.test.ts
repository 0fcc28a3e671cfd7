import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeDeps } from '#server/compose.ts'
import { parseConfig } from '#server/config.ts'
import type { Engine } from '#server/db/database.ts'
import { migrate } from '#server/db/migrate.ts'
import { importTenant } from '#server/tenants/tenants.ts'
import type { Slots } from '#shared/contracts/slots.ts'
import { databaseEnvironment } from '../support/app.ts'
import { type Sabotage, type ServerProcess, startServerProcess } from '../support/processes.ts'
import { group, office, town } from '../support/town.ts'
import { wish } from '../support/wishes.ts'

const parallel = 200

for (const engine of ['sqlite', 'postgres'] as const) {
  for (const processes of [1, 2]) {
    describe(`${parallel} residents at once (${engine}, processes: ${processes})`, () => {
      it('give the last place to exactly one of them', async () => {
        const statuses = await race(engine, processes, 1)
        expect(statuses).toEqual({ 201: 1, 409: parallel - 1 })
      })

      it('give five places to exactly five of them', async () => {
        const statuses = await race(engine, processes, 5)
        expect(statuses).toEqual({ 201: 5, 409: parallel - 5 })
      })

      it('would oversell or fail without the lock of the ledger', async () => {
        const asItShould = JSON.stringify({ 201: 1, 409: parallel - 1 })
        let hasFailed = false
        // Luck may save one race on a machine that is busy with other things, not all of them.
        for (let attempt = 0; attempt < 5 && !hasFailed; attempt++) {
          const statuses = await race(engine, processes, 1, 'no-ledger-lock')
          hasFailed = JSON.stringify(statuses) !== asItShould
        }
        expect(hasFailed).toBe(true)
      })
    })
  }
}

let dataDir: string
beforeAll(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'rathauslotse-race-'))
})
afterAll(() => rmSync(dataDir, { recursive: true, force: true }))

/** Lets everybody book the same place over HTTP; how many got which status. */
async function race(
  engine: Engine,
  processes: number,
  capacity: number,
  sabotage?: Sabotage,
): Promise<Record<number, number>> {
  const environment = {
    ...(await databaseEnvironment(engine)),
    DATA_DIR: mkdtempSync(join(dataDir, 'run-')),
  }
  await prepare(environment, capacity)
  const servers = await Promise.all(
    Array.from({ length: processes }, () => startServerProcess(environment, sabotage)),
  )
  try {
    const place = await laterPlace(servers[0]!)
    const answers = await Promise.all(
      Array.from({ length: parallel }, (_, index) =>
        fetch(`${servers[index % processes]!.url}/api/teststadt/appointments`, {
          method: 'POST',
          headers: { 'Content-Type': 'application/json' },
          body: JSON.stringify(wish(place)),
        }),
      ),
    )
    const counts: Record<number, number> = {}
    for (const { status } of answers) counts[status] = (counts[status] ?? 0) + 1
    return counts
  } finally {
    await Promise.all(servers.map((server) => server.stop()))
  }
}

async function prepare(environment: Record<string, string>, counters: number): Promise<void> {
  const deps = composeDeps(parseConfig({ ...environment, LOG_LEVEL: 'silent' }))
  await migrate(deps.db, deps.engine)
  const opening = [{ ...group().opening[0]!, counters }]
  await importTenant(deps.db, town({ offices: [office({ groups: [group({ opening })] })] }))
  await deps.db.destroy()
}

/** A place a week ahead; the processes run on the real clock. */
async function laterPlace(server: ServerProcess): Promise<{ date: string; start: string }> {
  const inAWeek = new Date(Date.now() + 7 * 86_400_000).toISOString().slice(0, 10)
  const query = `service=ausweis&from=${inAWeek}&days=14`
  const response = await fetch(`${server.url}/api/teststadt/slots?${query}`)
  const { earliest } = (await response.json()) as Slots
  if (!earliest) throw new Error('nothing is free')
  return { date: earliest.date, start: earliest.start }
}
