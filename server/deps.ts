import type { Clock } from './clock.ts'
import type { Config } from './config.ts'
import type { Db, Engine } from './db/database.ts'
import type { Keys } from './keys.ts'
import type { Log } from './log.ts'
import type { Auth } from './staff/auth.ts'
import type { Backoff } from './staff/backoff.ts'
import type { OpenId } from './staff/open-id.ts'
import type { IdentifyStaff } from './staff/staff-member.ts'
import type { MunicipalityCache } from './tenants/tenants.ts'
import type { Availability } from './appointments/availability.ts'
import type { FoundCounter } from './catalogue/found-counter.ts'
import type { SearchIndexes } from './catalogue/search.ts'
import type { LockDays } from './appointments/ledger.ts'
import type { Routings } from './requests/routing/routings.ts'
import type { LockWindows } from './requests/callbacks/promise.ts'
import type { Limits } from './http/rate-limit.ts'
import type { Bell } from './live/bell.ts'
import type { Streams } from './live/streams.ts'
import type { Push } from './push/push.ts'

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
  /** The lock of the windows in which a call can be promised. */
  lockWindows: LockWindows
  availability: Availability
  /** What can be searched, by municipality and language. */
  searches: SearchIndexes
  /** The same for who is responsible. */
  routings: Routings
  limits: Limits
  /** Tells who looks at a day that it has changed. */
  bell: Bell
  streams: Streams
  /** Sends notices to browsers; null where the installation sends none. */
  push: Push | null
  /** What searches have shown, until it is written down. */
  found: FoundCounter
  /** People and sessions of the staff; only the routes of sign-in call it. */
  auth: Auth
  /** Sign-in at the provider of the configuration; null if it names none. */
  openId: OpenId | null
  /** Slows down those who guess passwords. */
  backoff: Backoff
  /** Tells who of the staff sent a request. */
  identifyStaff: IdentifyStaff
  /** Tells the dispatcher that a mail was committed. */
  wakeMail: () => void
}
