import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { parseArgs } from 'node:util'
import { composeDeps } from '#server/compose.ts'
import { readConfig } from '#server/config.ts'
import { migrate } from '#server/db/migrate.ts'
import { BackupError, backUp, erasureLog, writeErasures } from './backup.ts'
import { replayErasures, restoreFiles } from './restore.ts'

const usage = `npm run backup -- FOLDER
npm run backup -- --erasures FILE
npm run restore -- FOLDER [--erasures FILE]`

try {
  process.exitCode = await run()
} catch (error) {
  if (!(error instanceof BackupError)) throw error
  process.exitCode = fail(error.message)
}

async function run(): Promise<number> {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: { erasures: { type: 'string' } },
  })
  const [command, folder] = positionals
  if (command === 'backup' && (folder ?? values.erasures)) return make(folder, values.erasures)
  if (command === 'restore' && folder) return restore(folder, values.erasures)
  return fail(usage)
}

async function make(folder: string | undefined, log: string | undefined): Promise<number> {
  const deps = composeDeps(readConfig())
  try {
    if (folder) await backUp(deps, folder)
    if (log) await writeErasures(deps.db, log)
    return 0
  } finally {
    await deps.db.destroy()
  }
}

async function restore(folder: string, newerLog: string | undefined): Promise<number> {
  const config = readConfig()
  if (newerLog && !existsSync(newerLog)) return fail(`There is no file ${newerLog}.`)
  await restoreFiles(config, folder)
  const deps = composeDeps(config)
  try {
    await migrate(deps.db, deps.engine)
    const replayed = await replayErasures(deps, newerLog ?? join(folder, erasureLog))
    process.stdout.write(`Restored; ${replayed} erased again.\n`)
    return 0
  } finally {
    await deps.db.destroy()
  }
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`)
  return 1
}
