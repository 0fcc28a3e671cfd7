import { Availability } from './appointments/availability.ts'
import { lockDays } from './appointments/ledger.ts'
import { FoundCounter } from './catalogue/found-counter.ts'
import { SearchIndexes } from './catalogue/search.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { openDatabase } from './db/open.ts'
import type { Deps } from './deps.ts'
import { Limits } from './http/rate-limit.ts'
import { loadKeys } from './keys.ts'
import { Bell, ringing } from './live/bell.ts'
import { postgresRelay } from './live/postgres-relay.ts'
import { Streams } from './live/streams.ts'
import { createPush } from './push/push.ts'
import { createLog } from './log.ts'
import { touchCallbackDay } from './requests/callbacks/callbacks.queries.ts'
import { Routings } from './requests/routing/routings.ts'
import { openAuth } from './staff/auth.ts'
import { Backoff } from './staff/backoff.ts'
import { OpenId } from './staff/open-id.ts'
import { identifyBySession } from './staff/session.ts'
import { MunicipalityCache } from './tenants/tenants.ts'

/** Builds what use cases need, once a process. `wakeMail` does nothing until a dispatcher runs. */
export function composeDeps(config: Config, clock: Clock = systemClock): Deps {
  const log = createLog(config.logLevel)
  const { db, engine } = openDatabase(config, log)
  const keys = loadKeys(config.dataDir)
  const { databaseUrl } = config
  const bell = new Bell(databaseUrl ? postgresRelay(databaseUrl, db, log) : null)
  const auth = openAuth({ db, keys, config, clock, log })
  return {
    db,
    engine,
    clock,
    keys,
    config,
    log,
    municipalities: new MunicipalityCache(),
    lockDays: ringing(lockDays, bell),
    lockWindows: touchCallbackDay,
    availability: new Availability(),
    searches: new SearchIndexes(),
    routings: new Routings(),
    limits: new Limits(clock),
    bell,
    streams: new Streams(),
    push: createPush(config, keys),
    found: new FoundCounter(),
    auth,
    openId: config.openId && new OpenId({ db, keys, config, clock, log }),
    backoff: new Backoff(clock),
    identifyStaff: identifyBySession({ auth, db, clock }),
    wakeMail: () => {},
  }
}
