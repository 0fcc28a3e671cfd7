import type { Deps } from '#server/deps.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { Plan, PlanQuery, StaffAppointment } from '#shared/contracts/staff.ts'
import {
  addDays,
  datesFrom,
  formatWallTime,
  localMoment,
  parseWallTime,
} from '#shared/domain/local-time.ts'
import { rowsOf } from '#shared/domain/visit-rows.ts'
import { describeAll, listRows } from './day.ts'
import { countersOf, groupsOf } from './office-counters.ts'

/**
 * Counters × time of a day or a week: what a picture of it is drawn from.
 * @throws AppError 'invalid-input' for an office that does not exist
 */
export async function drawPlan(
  { db, clock }: Pick<Deps, 'db' | 'clock'>,
  municipality: Municipality,
  { office, from, days }: PlanQuery,
): Promise<Plan> {
  const now = clock.now()
  const first = from ?? localMoment(now, municipality.zone).date
  const groups = groupsOf(municipality, office)
  const ids = groups.map(({ id }) => id)
  const range = { from: first, to: addDays(first, days - 1) }
  const rows = await listRows(db, municipality, ids, range, now)
  const appointments = await describeAll(db, municipality, rows)
  const named = municipality.offices.get(office)!.groups
  return {
    days: datesFrom(first, days).map((date) => ({
      date,
      groups: groups.map((group) => {
        const ofGroup = appointments.filter((one) => one.group === group.id && one.date === date)
        return {
          group: group.id,
          name: named.find(({ id }) => id === group.id)?.name.de ?? group.id,
          counters: countersOf(municipality, office, date)
            .filter((counter) => counter.group === group.id)
            .map(({ number }) => number),
          open: municipality.capacityOf(group, date).map((open) => ({
            ...open,
            from: formatWallTime(open.from),
            to: formatWallTime(open.to),
          })),
          visits: inRows(ofGroup.filter(({ kind }) => kind === 'booked')),
          walkIns: ofGroup.filter(({ kind }) => kind === 'walk-in'),
        }
      }),
    })),
  }
}

function inRows(appointments: readonly StaffAppointment[]) {
  const timed = appointments.map((appointment) => ({
    start: parseWallTime(appointment.start),
    minutes: appointment.minutes,
    appointment,
  }))
  return rowsOf(timed).map(({ row, visit }) => ({ row, appointment: visit.appointment }))
}
