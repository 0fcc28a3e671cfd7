import { existsSync, readFileSync } from 'node:fs'
import { cp, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import * as v from 'valibot'
import { eraseRestoredAppointment } from '#server/appointments/erase.ts'
import type { Config } from '#server/config.ts'
import { sqliteFile } from '#server/db/open.ts'
import type { Deps } from '#server/deps.ts'
import { eraseRestoredRequest } from '#server/requests/erase.ts'
import { BackupError, databaseCopy } from './backup.ts'

const Erasure = v.object({ tenant_id: v.string(), subject_id: v.string(), erased_at: v.string() })

/**
 * Puts a backup into an installation that has nothing yet, and looks whether it is whole.
 * A PostgreSQL database is left to `pg_restore`.
 * @throws BackupError for a folder that is no backup, a place that is taken, a damaged database
 */
export async function restoreFiles(config: Config, folder: string): Promise<void> {
  if (!existsSync(join(folder, 'backup.json'))) throw new BackupError(`${folder} is no backup.`)
  const database = sqliteFile(config)
  if (existsSync(database) || existsSync(join(config.dataDir, 'keys'))) {
    throw new BackupError(`${config.dataDir} has data already; restore into an empty one.`)
  }
  await mkdir(config.dataDir, { recursive: true, mode: 0o700 })
  for (const name of ['keys', 'attachments']) {
    const from = join(folder, name)
    if (existsSync(from)) await cp(from, join(config.dataDir, name), { recursive: true })
  }
  const copy = join(folder, databaseCopy)
  if (!existsSync(copy)) return
  await cp(copy, database)
  checkSqlite(database)
}

/**
 * Erases again whoever has been erased since the backup was made.
 * @returns how many there were
 * @throws BackupError for a log that cannot be read
 */
export async function replayErasures(deps: Deps, file: string): Promise<number> {
  let replayed = 0
  for (const { tenant_id: tenantId, subject_id: id } of readLog(file)) {
    const municipality = await deps.municipalities.find(deps.db, tenantId)
    if (!municipality) continue
    const isAppointment = await eraseRestoredAppointment(deps, municipality, id)
    if (isAppointment || (await eraseRestoredRequest(deps, municipality, id))) replayed++
  }
  return replayed
}

function readLog(file: string) {
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean)
  return lines.map((line, index) => {
    const row = v.safeParse(v.pipe(v.string(), v.parseJson(), Erasure), line)
    if (!row.success) throw new BackupError(`${file}, line ${index + 1}: this is no erasure.`)
    return row.output
  })
}

function checkSqlite(file: string): void {
  const database = new Database(file)
  try {
    if (!isWhole(database)) throw new BackupError('The database of the backup is damaged.')
  } finally {
    database.close()
  }
}

function isWhole(database: Database.Database): boolean {
  try {
    const integrity = database.pragma('integrity_check', { simple: true })
    const orphans = database.pragma('foreign_key_check') as unknown[]
    return integrity === 'ok' && orphans.length === 0
  } catch (error) {
    // Some damage does not let SQLite look any further.
    if (error instanceof Database.SqliteError) return false
    throw error
  }
}
