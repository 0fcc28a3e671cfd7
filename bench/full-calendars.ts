import { type Appointment, insertAppointments } from '#server/appointments/appointments.queries.ts'
import { notHereYet } from '#server/appointments/new-appointment.ts'
import type { Trx } from '#server/db/database.ts'
import { migrate } from '#server/db/migrate.ts'
import { seededRandom } from '#server/db/seed/random.ts'
import type { Deps } from '#server/deps.ts'
import type { CounterGroup, Municipality } from '#server/tenants/municipality.ts'
import { importTenant } from '#server/tenants/tenants.ts'
import {
  type Instant,
  type IsoDate,
  addMinutes,
  datesFrom,
  localMoment,
  toInstant,
} from '#shared/domain/local-time.ts'
import { horizonDays, largeCity, visitMinutes } from './city.ts'

const demand = 0.8
/** Of the visits, how many are still holds. */
const held = 0.01
const batch = 500

export interface FullCity {
  municipality: Municipality
  /** The first of the days that can be booked: today. */
  from: IsoDate
  /** How many places are taken. */
  appointments: number
}

/** Imports the large city into an empty database and takes 80 % of its places, by lot. */
export async function fillCity(deps: Deps): Promise<FullCity> {
  await migrate(deps.db, deps.engine)
  const file = largeCity()
  await importTenant(deps.db, file)
  const municipality = (await deps.municipalities.find(deps.db, file.tenant.slug))!
  const now = deps.clock.now()
  const from = localMoment(now, municipality.zone).date
  const visits = [...municipality.groups.values()].flatMap((group) =>
    datesFrom(from, horizonDays).flatMap((date) => planDay(municipality, group, date, now)),
  )
  await deps.db.transaction().execute((trx) => insertVisits(trx, municipality, visits))
  return { municipality, from, appointments: visits.length }
}

function planDay(
  municipality: Municipality,
  group: CounterGroup,
  date: IsoDate,
  now: Instant,
): Appointment[] {
  const random = seededRandom(`${group.id} ${date}`)
  const rows: Appointment[] = []
  for (const { from, to, public: counters } of municipality.capacityOf(group, date)) {
    for (let start = from; start + visitMinutes <= to; start += visitMinutes) {
      const startsAt = toInstant(date, start, municipality.zone)
      for (let counter = 0; counter < counters; counter++) {
        if (random.next() >= demand) continue
        const isHeld = random.next() < held
        const id = `${group.id}-${date}-${start}-${counter}`
        rows.push({
          ...notHereYet,
          kind: 'booked',
          tenant_id: municipality.id,
          id,
          reference: id,
          office_id: group.officeId,
          counter_group_id: group.id,
          date,
          start_minute: start,
          minutes: visitMinutes,
          starts_at: startsAt,
          state: isHeld ? 'reserved' : 'confirmed',
          hold_until: isHeld ? addMinutes(now, random.below(60)) : null,
          lang: 'de',
          name: 'Łucja Özdemir-D’Angelo',
          email: `${id}@post.example`,
          phone: null,
          address_key: `address of ${id}`,
          remind_at: null,
          created_at: now,
          confirmed_at: isHeld ? null : now,
          erased_at: null,
        })
      }
    }
  }
  return rows
}

/** Writes them in the order of a lottery: that is how bookings come in, and indexes grow. */
async function insertVisits(
  trx: Trx,
  { id: tenant_id, groups }: Municipality,
  visits: readonly Appointment[],
): Promise<void> {
  const days = new Map(
    visits.map(({ counter_group_id, date }) => [
      `${counter_group_id} ${date}`,
      { tenant_id, counter_group_id, date, revision: 1 },
    ]),
  )
  await trx
    .insertInto('ledger_day')
    .values([...days.values()])
    .execute()
  const [anyGroup] = groups.values()
  const [service] = anyGroup!.minutes.keys()
  const random = seededRandom('order')
  const shuffled = visits
    .map((visit) => ({ visit, lot: random.next() }))
    .sort((a, b) => a.lot - b.lot)
    .map(({ visit }) => visit)
  for (let first = 0; first < shuffled.length; first += batch) {
    const part = shuffled.slice(first, first + batch)
    const items = part.map(({ id }) => ({
      tenant_id,
      appointment_id: id,
      service_id: service!,
      position: 0,
      persons: 1,
      minutes: visitMinutes,
    }))
    await insertAppointments(trx, part, items)
  }
}
