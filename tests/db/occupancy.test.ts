import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { CompiledQuery, Kysely, SqliteDialect } from 'kysely'
import { Migrator } from 'kysely/migration'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { insertAppointments } from '#server/appointments/appointments.queries.ts'
import { freeCountersNow } from '#server/appointments/availability.ts'
import { findOccupancy, listOccupancy } from '#server/appointments/occupancy.queries.ts'
import { composeDeps } from '#server/compose.ts'
import { parseConfig } from '#server/config.ts'
import type { Tables } from '#server/db/database.ts'
import { migrate } from '#server/db/migrate.ts'
import { migrationsFor } from '#server/db/migrations/migrations.ts'
import type { Deps } from '#server/deps.ts'
import { importTenant } from '#server/tenants/tenants.ts'
import { appointmentStates } from '#shared/contracts/appointments.ts'
import { occupyingStates } from '#shared/domain/appointment-state.ts'
import {
  type TestApp,
  databaseEnvironment,
  describeOnBothEngines,
  openTestApp,
} from '../support/app.ts'
import { fakeClock } from '../support/clock.ts'
import { town } from '../support/town.ts'
import { appointment, book, monday, tuesday } from '../support/wishes.ts'

const nine = 540

/** Whether somebody has the only counter of the town at nine. */
async function isTaken(deps: Deps, date: string): Promise<boolean> {
  const municipality = (await deps.municipalities.find(deps.db, 'teststadt'))!
  const group = municipality.groups.get('schalter')!
  const free = await freeCountersNow(deps.db, municipality, group, date, deps.clock.now())
  return free[nine] === 0
}

describeOnBothEngines('what takes a counter', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
  })
  afterEach(() => app.close())

  it('is an appointment of certain states, and any other until its hold is over', async () => {
    const { id } = await book(app, { date: tuesday, start: '09:00' })
    const now = app.clock.now()
    for (const state of appointmentStates) {
      const occupies = occupyingStates.some((other) => other === state)
      for (const [hold_until, holds] of [
        [null, false],
        [now, false],
        ['2026-11-23T06:01:00.000Z', true],
      ] as const) {
        const changes = { state, hold_until }
        await app.deps.db.updateTable('appointment').set(changes).where('id', '=', id).execute()
        expect([changes, await isTaken(app.deps, tuesday)]).toEqual([changes, occupies || holds])
      }
    }
  })

  it('moves to another day with the appointment', async () => {
    const { token } = await book(app, { date: tuesday, start: '09:00' })
    const to = { token, office: 'rathaus', date: monday, start: '09:00' }
    expect((await app.post('/api/teststadt/appointments/move', to)).status).toBe(200)
    expect(await isTaken(app.deps, tuesday)).toBe(false)
    expect(await isTaken(app.deps, monday)).toBe(true)
  })

  it('cannot be written on a day that nobody has locked', async () => {
    const { db } = app.deps
    const row = appointment({ date: tuesday })
    const { tenant_id, id: appointment_id } = row
    const item = { tenant_id, appointment_id, service_id: 'ausweis', persons: 1, minutes: 15 }
    const insert = () =>
      db.transaction().execute((trx) => insertAppointments(trx, [row], [{ ...item, position: 0 }]))
    await expect(insert()).rejects.toThrow(/ledger_day/)
    await app.deps.lockDays(db, 'teststadt', [{ group: 'schalter', date: tuesday }], async () => {})
    await insert()
    expect(await isTaken(app.deps, tuesday)).toBe(true)
  })
})

describeOnBothEngines('a database from before ledger days had numbers', (engine) => {
  let folder: string
  let deps: Deps
  beforeEach(async () => {
    folder = mkdtempSync(join(tmpdir(), 'rathauslotse-before-'))
    const environment = { ...(await databaseEnvironment(engine)), DATA_DIR: folder }
    deps = composeDeps(parseConfig({ ...environment, LOG_LEVEL: 'silent' }), fakeClock())
  })
  afterEach(async () => {
    await deps.db.destroy()
    rmSync(folder, { recursive: true, force: true })
  })

  it('keeps its appointments in their places, and the revisions of their days', async () => {
    const { db } = deps
    const migrations = migrationsFor(engine)
    const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
    await migrator.migrateTo('0004-requests')
    await importTenant(db, town())
    const ids = { tenant_id: 'teststadt', counter_group_id: 'schalter' }
    await db
      .insertInto('ledger_day')
      .values([
        { ...ids, date: tuesday, revision: 7 },
        { ...ids, date: '2026-11-25', revision: 2 },
      ])
      .execute()
    const rows = [
      appointment({ id: 'one', date: tuesday }),
      // Days that are over used to be deleted.
      appointment({ id: 'two', date: monday }),
    ]
    await db
      .insertInto('appointment')
      .values(rows as never)
      .execute()
    await migrate(db, engine)

    expect(await isTaken(deps, tuesday)).toBe(true)
    expect(await isTaken(deps, monday)).toBe(true)
    expect(await isTaken(deps, '2026-11-25')).toBe(false)
    const days = await db.selectFrom('ledger_day').selectAll().orderBy('date').execute()
    expect(days.map(({ date, revision }) => [date, revision])).toEqual([
      [monday, 0],
      [tuesday, 7],
      ['2026-11-25', 2],
    ])
  })
})

describe('SQLite', () => {
  it('finds what takes counters in two indexes that are made for it', async () => {
    const statements: CompiledQuery[] = []
    const db = new Kysely<Tables>({
      dialect: new SqliteDialect({ database: new Database(':memory:') }),
      log: ({ query }) => void statements.push(query),
    })
    await migrate(db, 'sqlite')
    statements.length = 0
    await listOccupancy(db, [1, 2], fakeClock().now())
    await findOccupancy(db, 'teststadt', { group: 'schalter', date: monday }, fakeClock().now())

    expect(statements).toHaveLength(2)
    for (const { sql, parameters } of [...statements]) {
      const explain = CompiledQuery.raw(`explain query plan ${sql}`, [...parameters])
      const { rows } = await db.executeQuery<{ detail: string }>(explain)
      const plan = rows.map(({ detail }) => detail).filter((step) => /appointment/.test(step))
      expect(plan).toEqual([
        'SEARCH appointment USING INDEX appointment_taking (ledger_day=?)',
        'SEARCH appointment USING INDEX appointment_holding (ledger_day=? AND hold_until>?)',
      ])
    }
    await db.destroy()
  })
})
