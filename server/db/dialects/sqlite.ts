import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect } from 'kysely'
import type { Tables } from '../database.ts'

/** A SQLite file, or `:memory:`. */
export function openSqlite(file: string): Kysely<Tables> {
  if (file !== ':memory:') mkdirSync(dirname(file), { recursive: true })
  const database = new Database(file)
  // Another process may hold the write lock for as long as its transaction takes.
  database.pragma('busy_timeout = 10000')
  database.pragma('journal_mode = WAL')
  // With WAL, only FULL survives a power cut without losing what was acknowledged.
  database.pragma('synchronous = FULL')
  database.pragma('foreign_keys = ON')
  return new Kysely({ dialect: new SqliteDialect({ database }) })
}
