import { Kysely, PostgresDialect } from 'kysely'
import pg from 'pg'
import type { Tables } from '../database.ts'

/** A pool on a PostgreSQL database; READ COMMITTED is its default. */
export function openPostgres(url: string, onError: (error: Error) => void): Kysely<Tables> {
  const pool = new pg.Pool({
    connectionString: url,
    max: 10,
    connectionTimeoutMillis: 10_000,
    options: '-c lock_timeout=10000 -c idle_in_transaction_session_timeout=30000',
  })
  // An idle connection that the server ends must not end the process: the pool opens another.
  pool.on('error', onError)
  // bigint counts fit a JavaScript number here; text would surprise every caller.
  pg.types.setTypeParser(pg.types.builtins.INT8, Number)
  return new Kysely({ dialect: new PostgresDialect({ pool }) })
}
