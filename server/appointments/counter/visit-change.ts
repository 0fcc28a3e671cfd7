import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { StaffMember } from '#server/staff/staff-member.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { AuditAction } from '#shared/contracts/audit.ts'
import type { StaffAppointment } from '#shared/contracts/staff.ts'
import type { Instant } from '#shared/domain/local-time.ts'
import { type Appointment, findAppointment, listItems } from '../appointments.queries.ts'
import { applyChange, dayOf } from '../by-token.ts'
import type { LedgerDay } from '../ledger.ts'
import { describeForStaff } from './describe-visit.ts'

/** Somebody of the staff at work for a municipality. */
export interface AtWork {
  municipality: Municipality
  staff: StaffMember
}

/** An appointment under the lock of its day; `appointment` follows what is written. */
export interface Visit {
  appointment: Appointment
}

/**
 * Lets `work` change an appointment under the lock of its day.
 * @throws AppError 'not-found', also for appointments of other municipalities; 'state-conflict' if it
 *   was moved meanwhile
 */
export async function changeVisit<T>(
  deps: Deps,
  municipality: Municipality,
  found: Appointment | undefined,
  work: (trx: Trx, visit: Visit, now: Instant) => Promise<T>,
  alsoLock: readonly LedgerDay[] = [],
): Promise<T> {
  if (!found) throw new AppError('not-found')
  const days = [dayOf(found), ...alsoLock]
  return deps.lockDays(deps.db, municipality.id, days, async (trx) => {
    const appointment = await findAppointment(trx, municipality.id, found.id)
    if (!appointment) throw new AppError('not-found')
    // Moved to another day or group between the two reads: that day is not locked here.
    const [was, is] = [dayOf(found), dayOf(appointment)]
    if (was.group !== is.group || was.date !== is.date) throw new AppError('state-conflict')
    return work(trx, { appointment }, deps.clock.now())
  })
}

/** Writes a step of a visit, and who took it. */
export async function writeStep(
  trx: Trx,
  { municipality, staff }: AtWork,
  visit: Visit,
  action: AuditAction,
  now: Instant,
  changes: Partial<Appointment>,
  details: Record<string, string | number | null> = {},
): Promise<void> {
  const before = visit.appointment.state
  await applyChange(trx, municipality, visit, action, now, changes, {
    actor: `staff:${staff.id}`,
    details: { before, after: changes.state ?? before, ...details },
  })
}

export async function showVisit(
  trx: Trx,
  municipality: Municipality,
  { appointment }: Visit,
): Promise<StaffAppointment> {
  const items = await listItems(trx, municipality.id, appointment.id)
  return describeForStaff(municipality, appointment, items)
}
