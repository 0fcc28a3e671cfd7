import { setTimeout as wait } from 'node:timers/promises'
import { type ServerType, serve } from '@hono/node-server'
import { createApp } from './app.ts'
import { composeDeps } from './compose.ts'
import { type Config, ConfigError, readConfig } from './config.ts'
import { NewerDatabaseError, migrate } from './db/migrate.ts'
import { seedDemo, seedDemoWork } from './db/seed/demo.ts'
import { startNotices } from './appointments/waiting/notices.ts'
import { startHousekeeping } from './housekeeping.ts'
import { startDispatcher } from './mail/dispatcher.ts'
import { createTransport } from './mail/transport.ts'
import { noteFailedMail } from './requests/inbound/bounce.ts'
import { startMailReaders } from './requests/inbound/imap-reader.ts'
import { demoPassword, describeDemoAccounts } from './staff/demo-accounts.ts'
import { listMunicipalities } from './tenants/tenants.ts'

const secondsToFinish = 6
/** A mail under way may take longer; its lease runs out and it goes out again. */
const secondsForMail = 2

/** Composes the server, brings the database up to date and serves until a signal ends it. */
export async function start(): Promise<void> {
  const config = readConfigOrExit()
  const deps = composeDeps(config)
  try {
    await migrate(deps.db, deps.engine)
  } catch (error) {
    if (error instanceof NewerDatabaseError) exit(error.message)
    throw error
  }
  if (config.mode === 'demo') {
    await seedDemo(deps)
    await seedDemoWork(deps)
  }

  const transport = createTransport(config)
  const dispatcher = startDispatcher(deps, transport, {
    onFailed: (mail, code) => noteFailedMail(deps, mail, code),
  })
  deps.wakeMail = () => dispatcher.wake()
  const housekeeping = startHousekeeping(deps)
  const notices = startNotices(deps)
  const mailReaders = startMailReaders(deps)
  const server = serve(
    { fetch: createApp(deps).fetch, port: config.port, hostname: config.host },
    () => void announce(),
  )
  server.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EADDRINUSE') exit(`PORT: ${config.port} is in use on ${config.host}`)
    throw error
  })

  async function announce(): Promise<void> {
    deps.log.info('listening', { url: config.publicUrl, engine: deps.engine, mode: config.mode })
    if (config.mode !== 'demo') return
    const lines = (await listMunicipalities(deps.db)).map(
      ({ slug, officialName }) => `  ${officialName.padEnd(28)} ${config.publicUrl}/${slug}/`,
    )
    const { accounts } = await describeDemoAccounts(deps)
    const people = accounts.map(({ roles, email }) => `  ${roles.join().padEnd(28)} ${email}`)
    process.stdout.write(
      `\nRathauslotse is ready:\n\n${lines.join('\n')}\n` +
        `  ${'Mails of the demo'.padEnd(28)} ${config.publicUrl}/demo/mail\n` +
        `  ${'The staff'.padEnd(28)} ${config.publicUrl}/staff\n\n` +
        `Accounts of the demo, all with the password ${demoPassword} (the sign-in page\n` +
        `shows the code that admins need besides):\n\n${people.join('\n')}\n\n`,
    )
  }

  let isStopping = false
  const stop = async (signal: string) => {
    if (isStopping) return
    isStopping = true
    deps.log.info('stopping', { signal })
    deps.streams.endAll()
    await closeServer(server)
    await housekeeping.stop()
    await notices.stop()
    await mailReaders.stop()
    await Promise.race([dispatcher.stop(), wait(secondsForMail * 1000)])
    transport.close()
    await deps.bell.close()
    await deps.db.destroy()
    process.exit(0)
  }
  process.on('SIGTERM', (signal) => void stop(signal))
  process.on('SIGINT', (signal) => void stop(signal))
}

/** Lets requests under way finish; what takes longer than that is cut off. */
async function closeServer(server: ServerType): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()))
  if ('closeIdleConnections' in server) server.closeIdleConnections()
  const patience = setTimeout(() => {
    if ('closeAllConnections' in server) server.closeAllConnections()
  }, secondsToFinish * 1000)
  await closed
  clearTimeout(patience)
}

function readConfigOrExit(): Config {
  try {
    return readConfig()
  } catch (error) {
    if (error instanceof ConfigError) exit(error.message)
    throw error
  }
}

function exit(message: string): never {
  process.stderr.write(`${message}\n`)
  process.exit(1)
}
