import { readFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import * as v from 'valibot'
import { composeDeps } from '#server/compose.ts'
import { readConfig } from '#server/config.ts'
import { migrate } from '#server/db/migrate.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { EntryKind } from '#shared/contracts/entries.ts'
import { ExchangeFormat, type ImportOutcome } from '#shared/contracts/staff-entries.ts'
import { exportEntries } from './exchange/export.ts'
import { importEntries } from './exchange/import.ts'

const usage = `npm run catalogue -- export SLUG --format csv|xzufi|yaml [--kind service|faq]
npm run catalogue -- import SLUG FILE --format csv|xzufi|yaml [--dry-run]`

const deps = composeDeps(readConfig())
try {
  await migrate(deps.db, deps.engine)
  process.exitCode = await run()
} finally {
  await deps.db.destroy()
}

async function run(): Promise<number> {
  const { values, positionals } = readArguments()
  const [command, slug, path] = positionals
  const format = v.safeParse(ExchangeFormat, values.format)
  const kind = v.safeParse(v.optional(EntryKind), values.kind)
  if (!format.success || !kind.success || slug === undefined) return fail(usage)
  const municipality = await deps.municipalities.find(deps.db, slug)
  if (!municipality) return fail(`There is no municipality named "${slug}".`)
  if (command === 'export') {
    const wish = { format: format.output, kind: kind.output }
    process.stdout.write((await exportEntries(deps, municipality, wish)).text)
    return 0
  }
  if (command !== 'import' || path === undefined) return fail(usage)
  return importFile(municipality, path, format.output, values['dry-run'] !== true)
}

function readArguments() {
  try {
    return parseArgs({
      allowPositionals: true,
      options: {
        format: { type: 'string' },
        kind: { type: 'string' },
        'dry-run': { type: 'boolean' },
      },
    })
  } catch {
    return { values: {}, positionals: [] as string[] }
  }
}

async function importFile(
  municipality: Municipality,
  path: string,
  format: ExchangeFormat,
  apply: boolean,
): Promise<number> {
  const content = readFileSync(path, 'utf8')
  const outcome = await importEntries(deps, municipality, 'import', { format, content, apply })
  if (outcome.problems.length > 0) {
    return fail(`${path} was not imported, nothing has changed:\n${describeProblems(outcome)}`)
  }
  const { created, changed, unchanged } = outcome
  const counts = `${created.length} new, ${changed.length} changed, ${unchanged} as they were`
  process.stdout.write(`${apply ? 'imported' : 'not imported'}: ${counts}\n`)
  return 0
}

function describeProblems({ problems }: ImportOutcome): string {
  return problems
    .map(({ line, column, row, path, message }) => {
      const places = [`line ${line}`, column && `column ${column}`, row && `row ${row}`]
      return `${places.filter(Boolean).join(', ')}: ${path}: ${message}`
    })
    .join('\n')
}

function fail(message: string): number {
  process.stderr.write(`${message}\n`)
  return 1
}
