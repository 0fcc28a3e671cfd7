import { readFileSync } from 'node:fs'
import { readConfig } from '#server/config.ts'
import { migrate } from '#server/db/migrate.ts'
import { openDatabase } from '#server/db/open.ts'
import { createLog } from '#server/log.ts'
import { TenantFileError, formatTenantFile, parseTenantFiles } from './tenant-file.ts'
import { exportTenant, importTenant } from './tenants.ts'

const usage = 'npm run tenant -- import FILE [FILE …] | export SLUG'

const [command, argument, ...others] = process.argv.slice(2)
const log = createLog('warn')
const { db, engine } = openDatabase(readConfig(), log)
try {
  await migrate(db, engine)
  process.exitCode = await run()
} finally {
  await db.destroy()
}

async function run(): Promise<number> {
  if (argument !== undefined && command === 'import') return importFiles([argument, ...others])
  if (argument !== undefined && command === 'export') return exportSlug(argument)
  return fail(usage)
}

async function importFiles(paths: string[]): Promise<number> {
  try {
    const file = parseTenantFiles(
      paths.map((path) => ({
        ...(paths.length > 1 && { name: path }),
        source: readFileSync(path, 'utf8'),
      })),
    )
    await importTenant(db, file)
    process.stdout.write(`${file.tenant.officialName}: imported\n`)
    return 0
  } catch (error) {
    if (!(error instanceof TenantFileError)) throw error
    return fail(`${paths.join(', ')} was not imported, nothing has changed:\n${error.message}`)
  }
}

async function exportSlug(slug: string): Promise<number> {
  const file = await exportTenant(db, slug)
  if (!file) return fail(`There is no municipality named "${slug}".`)
  process.stdout.write(formatTenantFile(file))
  return 0
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`)
  return 1
}
