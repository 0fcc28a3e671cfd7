import { recordEvent } from '#server/audit/audit.ts'
import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { StaffMember } from '#server/staff/staff-member.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { AppointmentState } from '#shared/contracts/appointments.ts'
import type { AuditAction } from '#shared/contracts/audit.ts'
import type {
  CheckInByCode,
  CounterAction,
  StaffAppointment,
  StaffAppointments,
  StaffAppointmentsQuery,
} from '#shared/contracts/staff.ts'
import { stateAtCounter } from '#shared/domain/appointment-state.ts'
import { decodeClaim, splitEntranceCode } from '#shared/domain/entrance-code.ts'
import { type IsoDate, localMoment } from '#shared/domain/local-time.ts'
import { parseShortCode } from '#shared/domain/short-code.ts'
import {
  type Appointment,
  findAppointment,
  listItems,
  updateAppointment,
} from './appointments.queries.ts'
import { dayOf } from './by-token.ts'
import { findByReference, listItemsOf, listOfDay } from './counter.queries.ts'
import { describeForStaff } from './describe.ts'

/** What the audit calls each action. */
const events: Record<CounterAction, AuditAction> = {
  'check-in': 'appointment-checked-in',
  call: 'appointment-called',
  complete: 'appointment-completed',
  'no-show': 'appointment-missed',
  undo: 'appointment-check-in-undone',
}

/**
 * The appointments of a day at one office or at all of them, without cancelled and expired ones.
 * @throws AppError 'invalid-input' for an office that does not exist
 */
export async function listAtCounter(
  deps: Deps,
  municipality: Municipality,
  { office, date = todayAt(deps, municipality) }: StaffAppointmentsQuery,
): Promise<StaffAppointments> {
  checkOffice(municipality, office)
  const groups = [...municipality.groups.values()]
    .filter((group) => office === undefined || group.officeId === office)
    .map((group) => group.id)
  // PostgreSQL takes no empty list, and an office may have no counters yet.
  if (groups.length === 0) return { date, appointments: [] }
  const rows = await listOfDay(deps.db, municipality.id, groups, date, deps.clock.now())
  if (rows.length === 0) return { date, appointments: [] }
  const ids = rows.map(({ id }) => id)
  const items = await listItemsOf(deps.db, municipality.id, ids)
  const itemsById = Map.groupBy(items, (item) => item.appointment_id)
  return {
    date,
    appointments: rows.map((row) => describeForStaff(municipality, row, itemsById.get(row.id))),
  }
}

/**
 * Does one thing to an appointment, once.
 * @throws AppError 'not-found', also for appointments of other municipalities; 'state-conflict'
 */
export async function changeAtCounter(
  deps: Deps,
  municipality: Municipality,
  staff: StaffMember,
  id: string,
  action: CounterAction,
): Promise<StaffAppointment> {
  const found = await findAppointment(deps.db, municipality.id, id)
  return change(deps, municipality, staff, found, action, (appointment, today) =>
    stateAtCounter(appointment, action, today),
  )
}

/**
 * Lets in whoever shows a QR code or says a short code. A code that is scanned twice, or sent again
 * because the answer was lost, gets the same success.
 * @throws AppError 'not-found' for a code of nobody's or one that is forged, 'state-conflict' on
 *   another day or at another office, 'invalid-input' for an office that does not exist
 */
export async function checkInByCode(
  deps: Deps,
  municipality: Municipality,
  staff: StaffMember,
  { code, office }: CheckInByCode,
): Promise<StaffAppointment> {
  checkOffice(municipality, office)
  const reference = referenceOf(deps, municipality, code)
  const found = reference ? await findByReference(deps.db, municipality.id, reference) : undefined
  return change(deps, municipality, staff, found, 'check-in', (appointment, today) => {
    if (office !== undefined && appointment.office_id !== office) return null
    const isIn = appointment.state === 'checked_in' && appointment.date === today
    return isIn ? appointment.state : stateAtCounter(appointment, 'check-in', today)
  })
}

/** The next state of an appointment; the same one: nothing to do; null: refused. */
type Decide = (appointment: Appointment, today: IsoDate) => AppointmentState | null

/** Decides and writes under the lock of the appointment's day. */
async function change(
  deps: Deps,
  municipality: Municipality,
  staff: StaffMember,
  found: Appointment | undefined,
  action: CounterAction,
  decide: Decide,
): Promise<StaffAppointment> {
  if (!found) throw new AppError('not-found')
  return deps.lockDays(deps.db, municipality.id, [dayOf(found)], async (trx) => {
    const before = await findAppointment(trx, municipality.id, found.id)
    if (!before) throw new AppError('not-found')
    // Moved to another day or group between the two reads: that day is not locked here.
    const [was, is] = [dayOf(found), dayOf(before)]
    if (was.group !== is.group || was.date !== is.date) throw new AppError('state-conflict')
    const state = decide(before, todayAt(deps, municipality))
    if (!state) throw new AppError('state-conflict')
    if (state !== before.state) await write(trx, deps, staff, before, action, state)
    const items = await listItems(trx, municipality.id, before.id)
    return describeForStaff(municipality, { ...before, state }, items)
  })
}

async function write(
  trx: Trx,
  deps: Deps,
  staff: StaffMember,
  before: Appointment,
  action: CounterAction,
  state: AppointmentState,
): Promise<void> {
  await updateAppointment(trx, before.tenant_id, before.id, { state })
  await recordEvent(trx, {
    tenantId: before.tenant_id,
    at: deps.clock.now(),
    actor: `staff:${staff.id}`,
    action: events[action],
    subject: before.id,
    details: { before: before.state, after: state },
  })
}

/**
 * The reference that a code stands for; null if it is none, or not signed for this municipality.
 * Office and start of a QR code do not count here: the appointment may have been moved since.
 */
function referenceOf(
  { keys }: Pick<Deps, 'keys'>,
  municipality: Municipality,
  code: string,
): string | null {
  const parts = splitEntranceCode(code)
  if (!parts) return parseShortCode(code)
  if (!keys.verifyEntrance(municipality.id, parts.payload, parts.signature)) return null
  return decodeClaim(Buffer.from(parts.payload, 'base64url').toString('utf8'))?.reference ?? null
}

function checkOffice(municipality: Municipality, office: string | undefined): void {
  if (office === undefined || municipality.offices.has(office)) return
  throw new AppError('invalid-input', { fields: { office: 'unknown-value' } })
}

function todayAt({ clock }: Pick<Deps, 'clock'>, { zone }: Municipality): IsoDate {
  return localMoment(clock.now(), zone).date
}
