import { cp, mkdir, readdir, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import Database from 'better-sqlite3'
import type { Config } from '#server/config.ts'
import type { Db } from '#server/db/database.ts'
import { sqliteFile } from '#server/db/open.ts'
import { listErasures } from '#server/placing/placing.queries.ts'
import type { Clock } from '#server/clock.ts'

/** What of `DATA_DIR` cannot be made again. Mails of the demo can. */
const folders = ['keys', 'attachments']

export const databaseCopy = 'rathauslotse.sqlite'
export const erasureLog = 'erasures.jsonl'

/** What cannot be backed up or restored, in words for whoever runs the command. */
export class BackupError extends Error {}

/**
 * Copies an installation, also while it runs, into a folder: the database as it is at one instant,
 * then keys and files, which are written before the rows that name them. A PostgreSQL database is
 * left to `pg_dump`.
 * @throws BackupError for a folder that has something in it
 */
export async function backUp(
  { config, db, clock }: { config: Config; db: Db; clock: Clock },
  folder: string,
): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 })
  if ((await readdir(folder)).length > 0) throw new BackupError(`${folder} is not empty.`)
  if (!config.databaseUrl) await copySqlite(sqliteFile(config), join(folder, databaseCopy))
  for (const name of folders) {
    const from = join(config.dataDir, name)
    if (existsSync(from)) await cp(from, join(folder, name), { recursive: true })
  }
  await writeErasures(db, join(folder, erasureLog))
  const manifest = { at: clock.now(), engine: config.databaseUrl ? 'postgres' : 'sqlite' }
  await writeFile(join(folder, 'backup.json'), `${JSON.stringify(manifest)}\n`)
}

/**
 * Writes down who has been erased: no names, only the marks of appointments and requests. A fresh
 * copy of this log, kept beside the backups, is what keeps them erased after a restore.
 */
export async function writeErasures(db: Db, file: string): Promise<void> {
  const rows = await listErasures(db)
  await writeFile(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''), { mode: 0o600 })
}

/** SQLite's online backup: page by page, begun again where somebody writes meanwhile. */
async function copySqlite(from: string, to: string): Promise<void> {
  if (!existsSync(from)) throw new BackupError(`There is no database at ${from}.`)
  const database = new Database(from, { readonly: true })
  try {
    await database.backup(to)
  } finally {
    database.close()
  }
}
