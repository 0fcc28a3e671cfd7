import type { Kysely } from 'kysely'
import type { Migration } from 'kysely/migration'
import type { Engine } from '../database.ts'
import { createConfiguration } from './0001-configuration.ts'
import { createAppointments } from './0002-appointments.ts'
import { createMailAndAudit } from './0003-mail-and-audit.ts'
import { createRequests } from './0004-requests.ts'
import { numberLedgerDays } from './0005-ledger-day-number.ts'
import { createStaff } from './0006-staff.ts'
import { createCatalogue } from './0007-catalogue.ts'
import { addVisits } from './0008-visits.ts'
import { createPushSubscriptions } from './0009-push-subscriptions.ts'
import { createReplacements } from './0010-replacements.ts'
import { createStatistics } from './0011-statistics.ts'
import { createRequestDesk } from './0012-request-desk.ts'
import { createRequestMail } from './0013-request-mail.ts'
import { createNumberTerminals } from './0015-number-terminals.ts'
import { type TableMaker, tableMaker } from './table-maker.ts'

/** One small step; the same for both engines but for what only one of them knows. */
type Step = (schema: TableMaker, db: Kysely<unknown>, engine: Engine) => Promise<void>

const steps: Record<string, Step> = {
  '0001-configuration': createConfiguration,
  '0002-appointments': createAppointments,
  '0003-mail-and-audit': createMailAndAudit,
  '0004-requests': createRequests,
  '0005-ledger-day-number': numberLedgerDays,
  '0006-staff': createStaff,
  '0007-catalogue': createCatalogue,
  '0008-visits': addVisits,
  '0009-push-subscriptions': createPushSubscriptions,
  '0010-replacements': createReplacements,
  '0011-statistics': createStatistics,
  '0012-request-desk': createRequestDesk,
  '0013-request-mail': createRequestMail,
  '0015-number-terminals': createNumberTerminals,
}

/** All migrations in order of their names; never change one that has been released. */
export function migrationsFor(engine: Engine): Record<string, Migration> {
  return Object.fromEntries(
    Object.entries(steps).map(([name, step]) => [
      name,
      { up: (db) => step(tableMaker(db, engine), db, engine) } satisfies Migration,
    ]),
  )
}
