import { join } from 'node:path'
import type { Config } from '#server/config.ts'
import type { Log } from '#server/log.ts'
import type { Db, Engine } from './database.ts'
import { openPostgres } from './dialects/postgres.ts'
import { openSqlite } from './dialects/sqlite.ts'

/** Where the database lies that no `DATABASE_URL` names. */
export function sqliteFile({ dataDir }: Pick<Config, 'dataDir'>): string {
  return join(dataDir, 'rathauslotse.sqlite')
}

/** The database that the configuration names. */
export function openDatabase(
  config: Pick<Config, 'databaseUrl' | 'dataDir'>,
  log: Log,
): { db: Db; engine: Engine } {
  if (!config.databaseUrl) {
    return { db: openSqlite(sqliteFile(config)), engine: 'sqlite' }
  }
  const db = openPostgres(config.databaseUrl, (error) =>
    log.warn('database-connection-lost', { error: error.name }),
  )
  return { db, engine: 'postgres' }
}
