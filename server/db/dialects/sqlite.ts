import { mkdirSync } from 'node:fs'
import { dirname } from 'node:path'
import Database from 'better-sqlite3'
import { Kysely, SqliteDialect, type SqliteStatement } from 'kysely'
import type { Tables } from '../database.ts'

/** As many as there are statements in the server; lists in them come in some lengths. */
const mostStatements = 500
/** Those that write many rows at once are rare, and long. */
const longestKept = 4000

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
  return new Kysely({ dialect: new SqliteDialect({ database: new PreparedOnce(database) }) })
}

/** Hands out the same statement for the same text: preparing it costs more than most queries. */
class PreparedOnce {
  readonly #database: Database.Database
  readonly #statements = new Map<string, SqliteStatement>()

  constructor(database: Database.Database) {
    this.#database = database
  }

  prepare(sql: string): SqliteStatement {
    const known = this.#statements.get(sql)
    if (known) return known
    const statement = this.#database.prepare(sql) as SqliteStatement
    if (sql.length > longestKept) return statement
    this.#statements.set(sql, statement)
    if (this.#statements.size > mostStatements) {
      this.#statements.delete(this.#statements.keys().next().value!)
    }
    return statement
  }

  close(): void {
    this.#database.close()
  }
}
