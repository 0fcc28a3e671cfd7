/** Builds the client; `npm start` does so only when the sources differ from those of the last build. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { bootstrap, node } from './bootstrap.mjs'

const stamp = join('dist', 'client.sha256')
const sources = [
  'client',
  'shared',
  'public',
  'index.html',
  'staff.html',
  'vite.config.ts',
  'package-lock.json',
]

export function buildIfStale() {
  const built = existsSync(stamp) && readFileSync(stamp, 'utf8') === sourcesHash()
  return built ? 0 : build()
}

/** @returns the exit code of the build, 0 if it succeeded */
export function build() {
  const hash = sourcesHash()
  rmSync(stamp, { force: true })
  const { status } = spawnSync(node, ['node_modules/.bin/vite', 'build'], { stdio: 'inherit' })
  if (status === 0) writeFileSync(stamp, hash)
  return status ?? 1
}

function sourcesHash() {
  const hash = createHash('sha256')
  for (const file of sources.filter((path) => existsSync(path)).flatMap(filesOf)) {
    hash.update(`${file}\0`).update(readFileSync(file))
  }
  return hash.digest('hex')
}

/** @param {string} path */
function filesOf(path) {
  if (statSync(path).isFile()) return [path]
  return readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  bootstrap()
  process.exitCode = build()
}
