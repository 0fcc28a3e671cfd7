import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, it } from 'vitest'
import { composeDeps } from '#server/compose.ts'
import { parseConfig } from '#server/config.ts'
import { migrate } from '#server/db/migrate.ts'
import type { Deps } from '#server/deps.ts'
import { inboundLimits } from '#server/requests/inbound/judge.ts'
import { importTenant } from '#server/tenants/tenants.ts'
import { databaseEnvironment, describeOnBothEngines } from '../support/app.ts'
import { message, townWithMail } from '../support/incoming.ts'

const program = join(import.meta.dirname, '../../server/requests/inbound/cli.ts')

describeOnBothEngines('a mail on standard input', (engine) => {
  let deps: Deps
  let environment: Record<string, string>
  beforeEach(async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rathauslotse-pipe-'))
    environment = { ...(await databaseEnvironment(engine)), DATA_DIR: folder, MAIL_IN_MAX_MIB: '1' }
    deps = composeDeps(parseConfig({ ...environment, LOG_LEVEL: 'silent' }))
    await migrate(deps.db, deps.engine)
    await importTenant(deps.db, townWithMail())
  })
  afterEach(async () => {
    await deps.bell.close()
    await deps.db.destroy()
    rmSync(environment.DATA_DIR!, { recursive: true, force: true })
  })

  /** What a mail server does: it starts the program, writes the message, and looks at its end. */
  async function pipe(raw: Buffer, args = ['teststadt'], more: Record<string, string> = {}) {
    const child = spawn(process.execPath, [program, ...args], {
      env: { PATH: process.env.PATH, ...environment, ...more },
    })
    const said: Buffer[] = []
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => said.push(chunk))
    }
    child.stdin.on('error', () => {})
    child.stdin.end(raw)
    const [code] = (await once(child, 'close')) as [number]
    return { code, said: Buffer.concat(said).toString() }
  }
  const texts = async () =>
    (await deps.db.selectFrom('request').select('text').execute()).map(({ text }) => text)

  it('is taken in, once, and nothing is said about it', async () => {
    const raw = message({}, 'Die Laterne')
    expect(await pipe(raw)).toEqual({ code: 0, said: '' })
    expect(await pipe(raw)).toEqual({ code: 0, said: '' })
    expect(await texts()).toEqual(['Die Laterne'])
    // One of a program is taken as well, and goes no further.
    expect((await pipe(message({ Precedence: 'bulk' }))).code).toBe(0)
    expect(await texts()).toHaveLength(1)
  })

  it('may be longer than what is read of it', async () => {
    const raw = message({}, Buffer.from(`Anfang\n${'x'.repeat(3 * 1024 * 1024)}`))
    expect((await pipe(raw)).code).toBe(0)
    expect((await texts())[0]).toMatch(/^Anfang/)
  })

  it('stays with the mail server when it cannot be taken in now', async () => {
    const rows = Array.from({ length: inboundLimits.openedBySender }, (_, index) => ({
      tenant_id: 'teststadt',
      digest: String(index),
      way: 'pipe' as const,
      verdict: 'opened' as const,
      reason: null,
      request_id: null,
      sender_key: deps.keys.hash('address', 'fremd@post.example'),
      words_key: '',
      received_at: new Date().toISOString(),
    }))
    await deps.db.insertInto('inbound_mail').values(rows).execute()
    expect((await pipe(message({}))).code).toBe(75)
    const nowhere: Record<string, string> =
      engine === 'sqlite'
        ? { DATA_DIR: '/dev/null/x' }
        : { DATABASE_URL: 'postgres://x@127.0.0.1:1/x' }
    expect((await pipe(message({}), ['teststadt'], nowhere)).code).toBe(75)
    expect(await texts()).toEqual([])
  })

  it('is refused with the code that tells its sender why', async () => {
    expect((await pipe(Buffer.from([0, 255, 10]))).code).toBe(65)
    expect((await pipe(message({}), ['atlantis'])).code).toBe(67)
    expect((await pipe(message({}), [])).code).toBe(64)
    const wrong = await pipe(message({}), ['teststadt'], { MAIL_IN_MAX_MIB: 'viel' })
    expect(wrong.code).toBe(78)
    expect(wrong.said).toMatch(/^MAIL_IN_MAX_MIB: /)
  })
})
