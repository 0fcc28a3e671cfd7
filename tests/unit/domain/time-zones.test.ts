import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { expect, it } from 'vitest'

const run = promisify(execFile)
const probe = join(import.meta.dirname, 'time-zones.probe.ts')

async function answersIn(zone: string): Promise<{ offset: number; answers: object }> {
  const { stdout } = await run(process.execPath, [probe], { env: { ...process.env, TZ: zone } })
  return JSON.parse(stdout)
}

it('answers the same on a machine in UTC, in Berlin and in Los Angeles', async () => {
  const [utc, berlin, losAngeles] = await Promise.all([
    answersIn('UTC'),
    answersIn('Europe/Berlin'),
    answersIn('America/Los_Angeles'),
  ])
  expect([utc.offset, berlin.offset, losAngeles.offset]).toEqual([0, -120, 420])
  expect(berlin.answers).toEqual(utc.answers)
  expect(losAngeles.answers).toEqual(utc.answers)
})
