import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { composeDeps } from '#server/compose.ts'
import { parseConfig } from '#server/config.ts'
import type { Engine } from '#server/db/database.ts'
import { migrate } from '#server/db/migrate.ts'
import { importTenant } from '#server/tenants/tenants.ts'
import type { Placed } from '#shared/contracts/appointments.ts'
import { datesFrom, formatWallTime } from '#shared/domain/local-time.ts'
import { databaseEnvironment } from '../support/app.ts'
import { type Sabotage, startServerProcess } from '../support/processes.ts'
import { town } from '../support/town.ts'
import { wish } from '../support/wishes.ts'

const rounds = Number(process.env.KILL_ROUNDS ?? 6)

describe.each(['sqlite', 'postgres'] as const)('a server killed under load (%s)', (engine) => {
  it(`has kept every booking that it answered, whole and once (${rounds} rounds)`, async () => {
    const { lost, doubled, withoutMail } = await killAgainAndAgain(engine)
    expect({ lost, doubled, withoutMail }).toEqual({ lost: [], doubled: [], withoutMail: [] })
  })

  it('would leave halves behind without the transaction', async () => {
    const { withoutMail } = await killAgainAndAgain(engine, 'no-ledger-lock')
    expect(withoutMail.length).toBeGreaterThan(0)
  })
})

let folder: string
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'rathauslotse-kill-'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

/** Books as fast as it can, kills the server in the middle, and looks at what the database has. */
async function killAgainAndAgain(engine: Engine, sabotage?: Sabotage) {
  const environment = {
    ...(await databaseEnvironment(engine)),
    DATA_DIR: mkdtempSync(join(folder, 'run-')),
  }
  const deps = composeDeps(parseConfig({ ...environment, LOG_LEVEL: 'silent' }))
  await migrate(deps.db, deps.engine)
  await importTenant(deps.db, town())

  const places = freePlaces()
  const answered: string[] = []
  for (let round = 0; round < rounds; round++) {
    const server = await startServerProcess(environment, sabotage)
    const bookers = Array.from({ length: 8 }, async () => {
      for (;;) {
        const place = places.next().value
        if (!place) return
        const id = await book(server.url, place)
        if (id === null) return
        if (id !== 'refused') answered.push(id)
      }
    })
    // However slow the machine is: some are answered, and some are under way.
    const enough = answered.length + 5
    while (answered.length < enough) await wait(5)
    await wait(round * 5)
    await server.kill()
    await Promise.all(bookers)
  }

  const rows = await deps.db
    .selectFrom('appointment')
    .select(['id', 'date', 'start_minute'])
    .execute()
  const mails = await deps.db.selectFrom('outbox_mail').select('subject_id').execute()
  const items = await deps.db.selectFrom('appointment_item').select('appointment_id').execute()
  await deps.db.destroy()

  const kept = new Set(rows.map(({ id }) => id))
  const slots = rows.map(({ date, start_minute }) => `${date} ${start_minute}`)
  const isWhole = (id: string) =>
    mails.filter((mail) => mail.subject_id === id).length === 1 &&
    items.filter((item) => item.appointment_id === id).length === 1
  return {
    lost: answered.filter((id) => !kept.has(id)),
    doubled: slots.filter((slot, index) => slots.indexOf(slot) !== index),
    withoutMail: [...kept].filter((id) => !isWhole(id)),
  }
}

/** Every place of the next weeks, each once; those on closed days are simply refused. */
function* freePlaces() {
  const tomorrow = new Date(Date.now() + 86_400_000).toISOString().slice(0, 10)
  for (const date of datesFrom(tomorrow, 55)) {
    for (let minute = 480; minute < 720; minute += 15) {
      yield { date, start: formatWallTime(minute) }
    }
  }
}

/** The id of a booking, 'refused' on a closed day, or null once the server is gone. */
async function book(url: string, place: { date: string; start: string }): Promise<string | null> {
  try {
    const response = await fetch(`${url}/api/teststadt/appointments`, {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(wish(place)),
    })
    const { id } = (await response.json()) as Partial<Placed>
    return id ?? 'refused'
  } catch {
    return null
  }
}
