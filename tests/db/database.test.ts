import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sql } from 'kysely'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { NewerDatabaseError, isMigrated, migrate } from '#server/db/migrate.ts'
import { openSqlite } from '#server/db/dialects/sqlite.ts'
import { startDispatcher } from '#server/mail/dispatcher.ts'
import { createTransport } from '#server/mail/transport.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { book } from '../support/wishes.ts'

describeOnBothEngines('the database', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
  })
  afterEach(() => app.close())

  it('is migrated once, and stays as it is after that', async () => {
    expect(await isMigrated(app.deps.db, engine)).toBe(true)
    await migrate(app.deps.db, engine)
    expect(await isMigrated(app.deps.db, engine)).toBe(true)
  })

  it('of a newer version is refused politely', async () => {
    await sql`insert into kysely_migration (name, timestamp) values ('9999-later', '2030')`.execute(
      app.deps.db,
    )
    await expect(migrate(app.deps.db, engine)).rejects.toThrow(NewerDatabaseError)
  })

  it('never holds the secret of a link, and no address once a mail is sent', async () => {
    const { token, holdToken, wish } = await book(app)
    const everything = async () => {
      const tables = await app.deps.db.introspection.getTables()
      const rows = await Promise.all(
        tables.map(({ name }) => sql`select * from ${sql.table(name)}`.execute(app.deps.db)),
      )
      return JSON.stringify(rows.map((result) => result.rows))
    }
    for (const secret of [token, holdToken].map((whole) => whole.split('.')[1]!)) {
      expect(await everything()).not.toContain(secret)
    }
    const transport = createTransport(app.deps.config)
    const dispatcher = startDispatcher(app.deps, transport)
    await dispatcher.runOnce()
    await dispatcher.stop()
    transport.close()
    const mails = await app.deps.db.selectFrom('outbox_mail').selectAll().execute()
    expect(mails.map(({ state, sealed }) => [state, sealed])).toEqual([
      ['sent', ''],
      ['sent', ''],
    ])
    expect(JSON.stringify(mails)).not.toContain(wish.email)
  })
})

describe('SQLite', () => {
  let folder: string
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'rathauslotse-sqlite-'))
  })
  afterEach(() => rmSync(folder, { recursive: true, force: true }))

  it('writes what it acknowledged to the disk, checks references and types', async () => {
    const db = openSqlite(join(folder, 'test.sqlite'))
    await migrate(db, 'sqlite')
    const pragma = async (name: string) => {
      const { rows } = await sql<Record<string, unknown>>`pragma ${sql.raw(name)}`.execute(db)
      return Object.values(rows[0]!)[0]
    }
    expect(await pragma('journal_mode')).toBe('wal')
    expect(await pragma('synchronous')).toBe(2)
    expect(await pragma('foreign_keys')).toBe(1)
    const { rows } = await sql<{ name: string; strict: number }>`pragma table_list`.execute(db)
    const ours = rows.filter(({ name }) => !/^(sqlite|kysely)_/.test(name))
    expect(ours.filter(({ strict }) => strict !== 1)).toEqual([])
    await db.destroy()
  })

  it('keeps no secret in its file, nor in the log beside it', async () => {
    const app = await openTestApp('sqlite')
    const { token, holdToken } = await book(app)
    const { dataDir } = app.deps.config
    const files = readdirSync(dataDir).filter((name) => name.includes('sqlite'))
    expect(files).toContain('rathauslotse.sqlite-wal')
    for (const name of files) {
      const bytes = readFileSync(join(dataDir, name), 'latin1')
      for (const whole of [token, holdToken]) expect(bytes).not.toContain(whole.split('.')[1])
    }
    await app.close()
  })
})
