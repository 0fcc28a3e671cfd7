import { readFileSync, rmSync, writeFileSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { BackupError, backUp, writeErasures } from '#server/backup/backup.ts'
import { replayErasures, restoreFiles } from '#server/backup/restore.ts'
import { composeDeps } from '#server/compose.ts'
import { parseConfig } from '#server/config.ts'
import type { Deps } from '#server/deps.ts'
import { type TestApp, openTestApp } from '../support/app.ts'
import { matter, requests, townWithMailboxes, writeAndConfirm } from '../support/requests.ts'
import { reserve, wish } from '../support/wishes.ts'

describe('a backup', () => {
  let app: TestApp
  let folder: string
  beforeEach(async () => {
    app = await openTestApp('sqlite', { towns: [townWithMailboxes()] })
    folder = mkdtempSync(join(tmpdir(), 'rathauslotse-backup-'))
  })
  afterEach(async () => {
    await app.close()
    rmSync(folder, { recursive: true, force: true })
  })

  const backup = () => join(folder, 'backup')
  const place = () => join(folder, 'restored')
  const log = () => join(folder, 'erasures.jsonl')

  /** What has been restored, as a server would open it. */
  async function inRestored<Result>(look: (deps: Deps) => Promise<Result>): Promise<Result> {
    const config = parseConfig({ DATA_DIR: place(), LOG_LEVEL: 'silent' })
    await restoreFiles(config, backup())
    const deps = composeDeps(config, app.clock)
    try {
      return await look(deps)
    } finally {
      await deps.bell.close()
      await deps.db.destroy()
    }
  }
  const names = async ({ db }: Deps) => ({
    appointments: (await db.selectFrom('appointment').select(['name', 'state']).execute()).map(
      ({ name, state }) => `${name} ${state}`,
    ),
    requests: (await db.selectFrom('request').select(['name', 'state']).execute()).map(
      ({ name, state }) => `${name} ${state}`,
    ),
  })

  it('taken while people book is whole, and has its keys', async () => {
    let isDone = false
    const minutes = Array.from({ length: 16 }, (_, index) => 8 * 60 + index * 15)
    const booking = (async () => {
      for (const minute of minutes) {
        if (isDone) return
        const start = new Date(minute * 60_000).toISOString().slice(11, 16)
        await app.post('/api/teststadt/appointments', wish({ start }))
        await wait(2)
      }
    })()
    await wait(10)
    await backUp(app.deps, backup())
    isDone = true
    await booking

    const signature = app.deps.keys.signEntrance('teststadt', 'someone')
    await inRestored(async ({ db, keys }) => {
      expect(keys.verifyEntrance('teststadt', 'someone', signature)).toBe(true)
      const rows = await db.selectFrom('appointment').select('id').execute()
      const mails = await db.selectFrom('outbox_mail').select('subject_id').execute()
      expect(rows.length).toBeGreaterThan(0)
      expect(mails.map((mail) => mail.subject_id).sort()).toEqual(rows.map(({ id }) => id).sort())
    })
  })

  it('brings nobody back who has been erased since', async () => {
    const { token } = await reserve(app, { name: 'Łucja Özdemir' })
    await reserve(app, { name: 'Ida Beispiel', start: '10:00' })
    const request = await writeAndConfirm(app, matter({ name: 'Mira Muster' }))
    await backUp(app.deps, backup())
    await app.post('/api/teststadt/appointments/erase', { token })
    await app.post(`${requests}/withdraw`, { token: request.token })
    await writeErasures(app.deps.db, log())

    await inRestored(async (deps) => {
      // Without the log they are there again: this is what it is kept for.
      const before = await names(deps)
      expect(before.appointments).toContain('Łucja Özdemir reserved')
      expect(before.requests).toEqual(['Mira Muster open'])
      expect(await replayErasures(deps, log())).toBe(2)
      expect(await replayErasures(deps, log())).toBe(0)
      const after = await names(deps)
      expect(after.appointments.sort()).toEqual([' expired', 'Ida Beispiel reserved'])
      expect(after.requests).toEqual([' withdrawn'])
    })
    expect(readFileSync(log(), 'utf8')).not.toContain('Muster')
  })

  it('goes only into an empty folder, and is restored only into an empty place', async () => {
    await backUp(app.deps, backup())
    await expect(backUp(app.deps, backup())).rejects.toThrow(BackupError)
    await expect(restoreFiles(app.deps.config, backup())).rejects.toThrow(BackupError)
    const empty = parseConfig({ DATA_DIR: place() })
    await expect(restoreFiles(empty, folder)).rejects.toThrow(BackupError)
    writeFileSync(log(), 'no erasure\n')
    await inRestored((deps) =>
      expect(replayErasures(deps, log())).rejects.toThrow('line 1: this is no erasure'),
    )
  })

  it('that is damaged is not taken for whole', async () => {
    await reserve(app)
    await backUp(app.deps, backup())
    const file = join(backup(), 'rathauslotse.sqlite')
    const bytes = readFileSync(file)
    bytes.fill(0xff, 8192, 16384)
    writeFileSync(file, bytes)
    await expect(restoreFiles(parseConfig({ DATA_DIR: place() }), backup())).rejects.toThrow(
      /^The database of the backup is damaged/,
    )
  })
})
