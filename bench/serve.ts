/**
 * A process that serves the app on a free port, as server/start.ts does. With the argument `alone`,
 * it leaves out what works beside the requests: sending mails and keeping house. It tells its port,
 * and, whenever it is asked, what it has used.
 */
import { serve } from '@hono/node-server'
import { createApp } from '#server/app.ts'
import { startHousekeeping } from '#server/housekeeping.ts'
import { composeDeps } from '#server/compose.ts'
import { readConfig } from '#server/config.ts'
import { startDispatcher } from '#server/mail/dispatcher.ts'
import { createTransport } from '#server/mail/transport.ts'
import { tellUsage } from './usage.ts'

const deps = composeDeps(readConfig())
const beside: { stop(): Promise<void> }[] = []
if (process.argv[2] !== 'alone') {
  const dispatcher = startDispatcher(deps, createTransport(deps.config))
  deps.wakeMail = () => dispatcher.wake()
  beside.push(dispatcher, startHousekeeping(deps))
}

const server = serve({ fetch: createApp(deps).fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.({ port }),
)
tellUsage()
process.on('disconnect', () => {
  server.close()
  void Promise.all(beside.map((work) => work.stop()))
    .then(() => deps.db.destroy())
    .then(() => process.exit(0))
})
