/**
 * `npm test` runs every part, `npm test -- unit e2e` some of them. A part that fails does not keep
 * the others from running. The last lines name what failed and count tests; format, lint, types and
 * build count as one each, and a test that was skipped has failed.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { bootstrap, node } from './bootstrap.mjs'
import { build } from './build.mjs'

const checks = [
  { part: 'format', tool: 'prettier', args: ['--check', '.'] },
  { part: 'lint', tool: 'eslint', args: ['.'] },
  { part: 'types', tool: 'vue-tsc', args: ['--build'] },
]
const suites = ['unit', 'api', 'db']
const parts = [...checks.map(({ part }) => part), ...suites, 'build', 'e2e']

const wanted = process.argv.length > 2 ? process.argv.slice(2) : parts
const unknown = wanted.filter((part) => !parts.includes(part))
if (unknown.length > 0) {
  console.error(`Unknown part: ${unknown.join(', ')}. There are: ${parts.join(', ')}.`)
  process.exit(2)
}

bootstrap({ dev: true })
const reports = mkdtempSync(join(tmpdir(), 'rathauslotse-reports-'))
process.on('exit', () => rmSync(reports, { recursive: true, force: true }))
const total = { passed: 0, failed: 0 }
/** @type {string[]} */
const broken = []

for (const { part, tool, args } of checks) {
  if (wanted.includes(part)) step(part, () => countCommand(run(tool, args)))
}
const chosen = suites.filter((suite) => wanted.includes(suite))
if (chosen.length > 0) step(chosen.join(', '), () => runVitest(chosen))
if (wanted.includes('build')) step('build', () => countCommand(build()))
if (wanted.includes('e2e')) step('e2e', runPlaywright)

for (const name of broken) console.log(`failed: ${name}`)
console.log(`\n${total.passed} passed, ${total.failed} failed`)
process.exitCode = total.failed > 0 ? 1 : 0

/**
 * @param {string} name
 * @param {() => typeof total} work
 */
function step(name, work) {
  console.log(`\n— ${name}`)
  const started = performance.now()
  const { passed, failed } = work()
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.log(`— ${name}: ${failed > 0 ? `${failed} failed` : 'ok'} after ${seconds} s`)
  if (failed > 0) broken.push(name)
  total.passed += passed
  total.failed += failed
}

/** @param {string[]} projects */
function runVitest(projects) {
  const file = join(reports, 'vitest.json')
  const status = run('vitest', [
    'run',
    ...projects.map((project) => `--project=${project}`),
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${file}`,
  ])
  return countReport(status, file, (report) => {
    for (const { name, assertionResults } of report.testResults) {
      for (const { status, fullName } of assertionResults) {
        if (status !== 'passed') broken.push(`${relative('.', name)} › ${fullName}`)
      }
    }
    return {
      passed: report.numPassedTests,
      failed:
        report.numTotalTests - report.numPassedTests + report.testResults.filter(isBroken).length,
    }
  })
}

/** A file that fails before its first test appears in no count of tests. */
function isBroken(/** @type {{ status: string, assertionResults: unknown[] }} */ file) {
  return file.status === 'failed' && file.assertionResults.length === 0
}

function runPlaywright() {
  const file = join(reports, 'playwright.json')
  const status = run('playwright', ['test', '--reporter=list,json'], {
    PLAYWRIGHT_JSON_OUTPUT_FILE: file,
  })
  return countReport(status, file, ({ stats }) => ({
    // Passed at the second try, on a server of its own; the list above names it as flaky.
    passed: stats.expected + stats.flaky,
    failed: stats.unexpected + stats.skipped,
  }))
}

/**
 * Believes the exit code more than the report: a runner that crashed has failed at least once.
 * @param {number} status
 * @param {string} file
 * @param {(report: any) => typeof total} count
 */
function countReport(status, file, count) {
  const { passed, failed } = existsSync(file)
    ? count(JSON.parse(readFileSync(file, 'utf8')))
    : { passed: 0, failed: 0 }
  return { passed, failed: status === 0 ? failed : Math.max(failed, 1) }
}

/** @param {number} status */
function countCommand(status) {
  return status === 0 ? { passed: 1, failed: 0 } : { passed: 0, failed: 1 }
}

/**
 * @param {string} tool
 * @param {string[]} args
 * @param {NodeJS.ProcessEnv} [env]
 */
function run(tool, args, env) {
  const command = [`node_modules/.bin/${tool}`, ...args]
  return spawnSync(node, command, { stdio: 'inherit', env: { ...process.env, ...env } }).status ?? 1
}
