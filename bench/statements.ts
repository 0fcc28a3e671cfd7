import { cpSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import { type CompiledQuery, Kysely, SqliteDialect } from 'kysely'
import { composeDeps } from '#server/compose.ts'
import { parseConfig } from '#server/config.ts'
import type { Clock } from '#server/clock.ts'
import type { Tables } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'

export type Statement = Pick<CompiledQuery, 'sql' | 'parameters'>

/** The same file and settings as server/db/dialects/sqlite.ts, without anything in between. */
export function openRaw(dataDir: string): Database.Database {
  const database = new Database(join(dataDir, 'rathauslotse.sqlite'))
  database.pragma('busy_timeout = 10000')
  database.pragma('journal_mode = WAL')
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  return database
}

/** Copies a database and its keys, so that what is written to one is not felt by readers of the other. */
export function copyData(from: string, to: string): string {
  const database = openRaw(from)
  database.pragma('wal_checkpoint(TRUNCATE)')
  database.close()
  cpSync(from, to, { recursive: true })
  return to
}

/** What the server runs on, with its data in `dataDir`. */
export function openDeps(dataDir: string, clock?: Clock): Deps {
  return composeDeps(parseConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'error' }), clock)
}

/** The same, and every statement that it executes, in order, with `begin` and `commit`. */
export function openRecorded(dataDir: string, clock?: Clock): [Deps, Statement[]] {
  const statements: Statement[] = []
  const deps = openDeps(dataDir, clock)
  const db = new Kysely<Tables>({
    dialect: new SqliteDialect({ database: openRaw(dataDir) }),
    log: ({ query }) => void statements.push(query),
  })
  return [{ ...deps, db }, statements]
}

/** Executes recorded statements as fast as better-sqlite3 can: each is prepared once. */
export function replayer(database: Database.Database): (statements: readonly Statement[]) => void {
  const prepared = new Map<string, Database.Statement>()
  return (statements) => {
    for (const { sql, parameters } of statements) {
      let statement = prepared.get(sql)
      if (!statement) prepared.set(sql, (statement = database.prepare(sql)))
      if (statement.reader) statement.all(...parameters)
      else statement.run(...parameters)
    }
  }
}
