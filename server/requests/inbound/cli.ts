import { composeDeps } from '#server/compose.ts'
import { type Config, ConfigError, readConfig } from '#server/config.ts'
import { exitCodeOf, exitCodes } from './exit-codes.ts'
import { readLimited } from './read-limited.ts'
import { receiveMail } from './receive.ts'

const usage = 'npm run --silent mail:in -- SLUG   (one message on standard input)'

process.exitCode = await run(process.argv.slice(2))

/** Whatever goes wrong here, the mail server keeps the message or tells its sender: it is not lost. */
async function run([slug, ...others]: string[]): Promise<number> {
  if (slug === undefined || others.length > 0) return fail(exitCodes.usage, usage)
  const config = readConfigOrNull()
  if (!config) return exitCodes.config
  try {
    return await takeIn(config, slug)
  } catch {
    return fail(exitCodes.temporary, 'Not now: please try again later.')
  }
}

async function takeIn(config: Config, slug: string): Promise<number> {
  // What is written here ends up in mails of the mail server.
  const deps = composeDeps({ ...config, logLevel: 'silent' })
  try {
    const municipality = await deps.municipalities.find(deps.db, slug)
    if (!municipality) return fail(exitCodes.noUser, 'There is no municipality of this name.')
    const { bytes, isCut } = await readLimited(process.stdin, config.mailInMaxBytes)
    return exitCodeOf(await receiveMail(deps, municipality, bytes, 'pipe', { isCut }))
  } finally {
    await deps.bell.close()
    await deps.db.destroy()
  }
}

function readConfigOrNull(): Config | null {
  try {
    return readConfig()
  } catch (error) {
    if (!(error instanceof ConfigError)) throw error
    fail(exitCodes.config, error.message)
    return null
  }
}

function fail(code: number, message: string): number {
  process.stderr.write(`${message}\n`)
  return code
}
