import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db, Engine } from './db/database.ts'
import type { Keys } from './keys.ts'
import type { Log } from './log.ts'
import type { LockDays } from './appointments/ledger.ts'

/** What use cases need of the outside; built once in main.ts, and by every test in the same way. */
export interface Deps {
  db: Db
  engine: Engine
  clock: Clock
  keys: Keys
  config: Config
  log: Log
  /** The one way to change a day's appointments. */
  lockDays: LockDays
}
