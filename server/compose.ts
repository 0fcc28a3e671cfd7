import { Availability } from './appointments/availability.ts'
import { lockDays } from './appointments/ledger.ts'
import { type Clock, systemClock } from './clock.ts'
import type { Config } from './config.ts'
import { openDatabase } from './db/open.ts'
import type { Deps } from './deps.ts'
import { Limits } from './http/rate-limit.ts'
import { loadKeys } from './keys.ts'
import { createLog } from './log.ts'
import { openAuth } from './staff/auth.ts'
import { identifyBySession } from './staff/session.ts'
import { MunicipalityCache } from './tenants/tenants.ts'

/** Builds what use cases need, once a process. `wakeMail` does nothing until a dispatcher runs. */
export function composeDeps(config: Config, clock: Clock = systemClock): Deps {
  const log = createLog(config.logLevel)
  const { db, engine } = openDatabase(config, log)
  const keys = loadKeys(config.dataDir)
  const auth = openAuth({ db, keys, config, clock, log })
  return {
    db,
    engine,
    clock,
    keys,
    config,
    log,
    municipalities: new MunicipalityCache(),
    lockDays,
    availability: new Availability(),
    limits: new Limits(clock),
    auth,
    identifyStaff: identifyBySession({ auth, db, clock }),
    wakeMail: () => {},
  }
}
