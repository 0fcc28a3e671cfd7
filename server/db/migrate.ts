import { Migrator } from 'kysely/migration'
import type { Db, Engine } from './database.ts'
import { migrationsFor } from './migrations/migrations.ts'

/** The database was changed by a newer version of Rathauslotse than this one. */
export class NewerDatabaseError extends Error {}

/**
 * Brings the database to the state this code knows; does nothing if it is there already.
 * @throws NewerDatabaseError if the database knows migrations that this code does not
 */
export async function migrate(db: Db, engine: Engine): Promise<void> {
  const migrations = migrationsFor(engine)
  const migrator = new Migrator({ db, provider: { getMigrations: async () => migrations } })
  await refuseNewerDatabase(db, Object.keys(migrations))
  const { error } = await migrator.migrateToLatest()
  if (error) throw error
}

/** Whether every migration has run. */
export async function isMigrated(db: Db, engine: Engine): Promise<boolean> {
  const done = await executedMigrations(db)
  return Object.keys(migrationsFor(engine)).every((name) => done.includes(name))
}

async function refuseNewerDatabase(db: Db, known: string[]): Promise<void> {
  const newer = (await executedMigrations(db)).filter((name) => !known.includes(name))
  if (newer.length > 0) {
    throw new NewerDatabaseError(
      `The database is newer than this version of Rathauslotse (it has ${newer.join(', ')}). ` +
        'Start the newer version, or restore a backup made with this one.',
    )
  }
}

async function executedMigrations(db: Db): Promise<string[]> {
  const tables = await db.introspection.getTables({ withInternalKyselyTables: true })
  if (!tables.some((table) => table.name === 'kysely_migration')) return []
  const rows = await db
    .withTables<{ kysely_migration: { name: string } }>()
    .selectFrom('kysely_migration')
    .select('name')
    .execute()
  return rows.map((row) => row.name)
}
