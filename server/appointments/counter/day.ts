import type { Db } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type {
  DaySnapshot,
  Desk,
  StaffAppointment,
  StaffAppointments,
  StaffAppointmentsQuery,
} from '#shared/contracts/staff.ts'
import { callOrder } from '#shared/domain/call-order.ts'
import { type Instant, type IsoDate, localMoment } from '#shared/domain/local-time.ts'
import type { Appointment } from '../appointments.queries.ts'
import { mayOverbook } from './book.ts'
import { listItemsOf, listOfDays } from './counter.queries.ts'
import { describeForStaff } from './describe-visit.ts'
import { checkOffice, countersOf, groupsOf, letterOf } from './office-counters.ts'
import { minutesAt, queueOf } from './queue.ts'
import type { AtWork } from './visit-change.ts'

type ReadDeps = Pick<Deps, 'db' | 'clock' | 'keys'>

/**
 * The appointments of a day at one office or at all of them, without cancelled and expired ones; of
 * today also who waits, in the order of the calls to come.
 * @throws AppError 'invalid-input' for an office or a group that does not exist
 */
export async function listDay(
  deps: ReadDeps,
  municipality: Municipality,
  { office, group, date }: StaffAppointmentsQuery,
): Promise<StaffAppointments> {
  const now = deps.clock.now()
  const today = localMoment(now, municipality.zone).date
  const groups = wishedGroups(municipality, office, group)
  const day = date ?? today
  const rows = await listRows(deps.db, municipality, groups, { from: day, to: day }, now)
  const appointments = await describeAll(deps.db, municipality, rows)
  const queues = groups.map((id) => {
    const ofGroup = day === today ? rows.filter((row) => row.counter_group_id === id) : []
    const { waiting, memory, rule } = queueOf(municipality, ofGroup)
    const order = callOrder(waiting, memory, rule, minutesAt(now))
    return { group: id, waiting: order.map((visitor) => visitor.id) }
  })
  return { date: day, appointments, queues, summary: summarize(rows, now) }
}

/**
 * All that a counter needs to go on without network.
 * @throws AppError 'invalid-input' for an office that does not exist
 */
export async function takeSnapshot(
  deps: ReadDeps,
  { municipality, staff }: AtWork,
  office: string,
): Promise<DaySnapshot> {
  const takenAt = deps.clock.now()
  const day = await listDay(deps, municipality, { office })
  return { takenAt, desk: describeDesk(deps, { municipality, staff }, office, day.date), day }
}

function describeDesk(
  { keys }: Pick<Deps, 'keys'>,
  { municipality, staff }: AtWork,
  office: string,
  today: IsoDate,
): Desk {
  const { counter, appointments } = municipality.file
  const { name, groups: named } = municipality.offices.get(office)!
  const groups = groupsOf(municipality, office)
  const services = [...municipality.services.values()].flatMap(({ id, text }) => {
    const serving = groups.filter((group) => group.minutes.has(id)).map((group) => group.id)
    return serving.length > 0 ? [{ slug: id, title: text.de.title, groups: serving }] : []
  })
  const { earlyMinutes, lateMinutes, noShowMinutes, undoMinutes } = counter
  const { admitUnconfirmed, walkIns } = counter
  return {
    office,
    officeName: name.de,
    zone: municipality.zone,
    groups: groups.map((group) => ({
      slug: group.id,
      name: named.find(({ id }) => id === group.id)?.name.de ?? group.id,
      letter: letterOf(municipality, group),
    })),
    counters: countersOf(municipality, office, today),
    services,
    maxPersons: appointments.maxPersons,
    rules: {
      earlyMinutes,
      lateMinutes,
      noShowMinutes,
      undoMinutes,
      admitUnconfirmed,
      walkIns,
    },
    mayOverbook: mayOverbook(municipality, staff),
    qrPublicKey: keys.entrancePublicKey(municipality.id),
  }
}

/** Rows of some groups; PostgreSQL takes no empty list, and an office may have no counters yet. */
export async function listRows(
  db: Db,
  municipality: Municipality,
  groups: readonly string[],
  range: { from: IsoDate; to: IsoDate },
  now: Instant,
): Promise<Appointment[]> {
  return groups.length === 0 ? [] : listOfDays(db, municipality.id, groups, range, now)
}

export async function describeAll(
  db: Db,
  municipality: Municipality,
  rows: readonly Appointment[],
): Promise<StaffAppointment[]> {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const items = await listItemsOf(db, municipality.id, ids)
  const itemsById = Map.groupBy(items, (item) => item.appointment_id)
  return rows.map((row) => describeForStaff(municipality, row, itemsById.get(row.id)))
}

function wishedGroups(
  municipality: Municipality,
  office: string | undefined,
  group: string | undefined,
): string[] {
  checkOffice(municipality, office)
  const ids = [...municipality.groups.values()]
    .filter((known) => office === undefined || known.officeId === office)
    .map(({ id }) => id)
  if (group === undefined) return ids
  if (!ids.includes(group)) {
    throw new AppError('invalid-input', { fields: { group: 'unknown-value' } })
  }
  return [group]
}

function summarize(rows: readonly Appointment[], now: Instant): StaffAppointments['summary'] {
  const count = (state: Appointment['state']) => rows.filter((row) => row.state === state).length
  const waits = rows.flatMap(({ state, arrived_at: arrived, called_at: called }) =>
    state === 'checked_in' && arrived ? [minutesBetween(arrived, called ?? now)] : [],
  )
  const waited = rows.flatMap(({ arrived_at: arrived, called_at: called }) =>
    arrived && called ? [minutesBetween(arrived, called)] : [],
  )
  const sum = waited.reduce((total, minutes) => total + minutes, 0)
  return {
    expected: count('confirmed'),
    waiting: count('checked_in'),
    called: count('called'),
    completed: count('completed'),
    missed: count('no_show'),
    walkIns: rows.filter(({ kind }) => kind === 'walk-in').length,
    longestWait: waits.length > 0 ? Math.max(...waits) : null,
    averageWait: waited.length > 0 ? Math.round(sum / waited.length) : null,
  }
}

function minutesBetween(from: Instant, to: Instant): number {
  return Math.max(0, Math.round(minutesAt(to) - minutesAt(from)))
}
