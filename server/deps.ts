import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db, Engine } from './db/database.ts'
import type { Keys } from './keys.ts'
import type { Log } from './log.ts'
import type { Auth } from './staff/auth.ts'
import type { IdentifyStaff } from './staff/staff-member.ts'
import type { MunicipalityCache } from './tenants/tenants.ts'
import type { Availability } from './appointments/availability.ts'
import type { LockDays } from './appointments/ledger.ts'
import type { Limits } from './http/rate-limit.ts'

/** What use cases need of the outside; built once in main.ts, and by every test in the same way. */
export interface Deps {
  db: Db
  engine: Engine
  clock: Clock
  keys: Keys
  config: Config
  log: Log
  municipalities: MunicipalityCache
  /** The one way to change a day's appointments. */
  lockDays: LockDays
  availability: Availability
  limits: Limits
  /** People and sessions of the staff; only the routes of sign-in call it. */
  auth: Auth
  /** Tells who of the staff sent a request. */
  identifyStaff: IdentifyStaff
  /** Tells the dispatcher that a mail was committed. */
  wakeMail: () => void
}
