/** A process that serves the app for tests; its last argument names a guard to leave out. */
import { setImmediate } from 'node:timers/promises'
import { serve } from '@hono/node-server'
import type { KyselyPlugin } from 'kysely'
import { lockDays } from '#server/appointments/ledger.ts'
import { createApp } from '#server/app.ts'
import { composeDeps } from '#server/compose.ts'
import { readConfig } from '#server/config.ts'
import type { Deps } from '#server/deps.ts'
import { Limits, defaultPolicies } from '#server/http/rate-limit.ts'
import { staffMember } from './staff.ts'

/** Lets other requests run between any two statements, as a database across a network does. */
const breathe: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: ({ result }) => setImmediate(result),
}

const deps = composeDeps(readConfig())
deps.db = deps.db.withPlugin(breathe)
// All requests of a test come from one address.
deps.limits = new Limits(deps.clock, {
  ...defaultPolicies,
  write: { most: 1e9, perSeconds: 60 },
  hold: { most: 1e9, perSeconds: 60 },
})

/** Whoever says so is a clerk: it is not sign-in that is tested between processes. */
deps.identifyStaff = async (headers) => {
  const clerk = headers.get('X-Clerk')
  return clerk === null ? null : staffMember('clerk', 'teststadt', clerk)
}

/** Does the work as if nobody else could: the lock is given back before, and no transaction begun. */
const withoutLock: Deps['lockDays'] = async (db, tenantId, days, work) => {
  await lockDays(db, tenantId, days, async () => {})
  return work(db as never)
}

const sabotage = process.argv[2]
if (sabotage === 'no-ledger-lock') deps.lockDays = withoutLock

const server = serve({ fetch: createApp(deps).fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
  process.send?.({ port }),
)
process.on('disconnect', () => {
  deps.streams.endAll()
  server.close()
  void deps.bell.close().then(() => deps.db.destroy().then(() => process.exit(0)))
})
