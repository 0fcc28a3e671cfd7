import { join } from 'node:path'
import { type Candidate, Availability } from '#server/appointments/availability.ts'
import { findSlots } from '#server/appointments/free-places.ts'
import { candidatesFor } from '#server/appointments/wish.ts'
import type { Clock } from '#server/clock.ts'
import type { Deps } from '#server/deps.ts'
import { occupyingStates } from '#shared/domain/appointment-state.ts'
import { datesFrom } from '#shared/domain/local-time.ts'
import { type Taken, freeCounters, freeStarts } from '#shared/domain/slots.ts'
import type { Run } from './benchmark.ts'
import { counters, horizonDays, offices } from './city.ts'
import { type FullCity, fillCity } from './full-calendars.ts'
import { type Timing, timeInTurn } from './statistics.ts'
import { copyData, openDeps, openRaw, openRecorded, replayer } from './statements.ts'
import { formatCount, formatMs, formatTable } from './table.ts'
import { bookableService } from './wishes.ts'

/** A Monday at 7:00, before three months without a public holiday. */
const clock: Clock = { now: () => '2026-06-15T05:00:00.000Z' }

const targetMs = { cold: 10, warm: 1 }

/** Free days of three months at all offices, in the process: first time, again, after a booking. */
export async function freeDays({ small, folder, log }: Run): Promise<void> {
  const dataDir = join(folder, 'data')
  const deps = openDeps(dataDir, clock)
  const city = await fillCity(deps)
  const { appointments, municipality } = city
  const services = [{ slug: bookableService(municipality), persons: 1 }]
  const candidates = candidatesFor(municipality, services)
  log(
    `  Free days of ${horizonDays} days, ${offices} offices × ${counters} counters: ` +
      `${formatCount(appointments)} appointments in SQLite on disk.`,
  )

  const range = { from: city.from, days: horizonDays }
  const days = (availability: Availability) =>
    availability.freeDays(deps.db, municipality, candidates, range, clock.now())
  const slots = (availability: Availability) =>
    findSlots({ ...deps, availability }, municipality, { services, days: horizonDays })
  const raw = await rawQueries(city, candidates, copyData(dataDir, join(folder, 'raw')))
  const compute = await prepareComputation(deps, city, candidates)
  const book = booker(deps, city)

  const times = await timeInTurn(
    {
      coldDays: () => days(new Availability()),
      coldSlots: () => slots(new Availability()),
      warmDays: () => days(deps.availability),
      warmSlots: () => slots(deps.availability),
      booking: book,
      bookedDays: () => days(deps.availability),
      bookingAgain: book,
      bookedSlots: () => slots(deps.availability),
      rawOccupancy: raw.occupancy,
      rawCount: raw.count,
      compute,
    },
    small ? { rounds: 20, warmUp: 10 } : { rounds: 200, warmUp: 50 },
  )
  await deps.db.destroy()

  const row = (what: string, time: Timing, target?: number) => [
    what,
    formatMs(time.median),
    formatMs(time.best),
    (time.median / times.rawCount.median).toFixed(2),
    target === undefined ? '' : `≤ ${target}`,
  ]
  log(
    formatTable(
      ['milliseconds', 'median', 'best', '× counting', 'target'],
      [
        row('cold: freeDays, nothing known yet', times.coldDays, targetMs.cold),
        row('cold: the same through findSlots', times.coldSlots),
        row('warm: freeDays again', times.warmDays, targetMs.warm),
        row('warm: findSlots again', times.warmSlots),
        row('one day changed: freeDays', times.bookedDays),
        row('one day changed: findSlots', times.bookedSlots),
        row('raw: its occupancy statement in better-sqlite3', times.rawOccupancy),
        row('raw: merely counting those appointments', times.rawCount),
        row('pure: freeCounters and freeStarts, rows at hand', times.compute),
      ],
    ),
  )
}

/** The occupancy statement of a cold call as it was sent, and a count of what it reads. */
async function rawQueries(city: FullCity, candidates: readonly Candidate[], dataDir: string) {
  const { id } = city.municipality
  const [recorded, statements] = openRecorded(dataDir, clock)
  const range = { from: city.from, days: horizonDays }
  await new Availability().freeDays(recorded.db, city.municipality, candidates, range, clock.now())
  await recorded.db.destroy()
  const occupancy = statements.filter(({ sql }) => sql.includes('appointment'))
  const database = openRaw(dataDir)
  const replay = replayer(database)
  const groups = candidates.map(({ group }) => group.id)
  const marks = groups.map(() => '?').join(', ')
  const count = database.prepare(
    `select sum((
       select count(*) from appointment
       where ledger_day = number and state in ('${occupyingStates.join(`', '`)}')
     )) from ledger_day
     where tenant_id = ? and counter_group_id in (${marks}) and date >= ? and date <= ?`,
  )
  const last = datesFrom(city.from, horizonDays).at(-1)
  return {
    occupancy: () => replay(occupancy),
    count: () => count.get(id, ...groups, city.from, last),
  }
}

/** Computes all days from rows that are in memory already. */
async function prepareComputation(
  { db }: Deps,
  { municipality, from }: FullCity,
  candidates: readonly Candidate[],
) {
  const rows = await db
    .selectFrom('appointment')
    .select(['counter_group_id', 'date', 'start_minute as start', 'minutes'])
    .select((query) => query.fn.countAll<number>().as('count'))
    .where('tenant_id', '=', municipality.id)
    .groupBy(['counter_group_id', 'date', 'start_minute', 'minutes'])
    .execute()
  const taken = Map.groupBy<string, Taken & { counter_group_id: string; date: string }>(
    rows,
    (row) => `${row.counter_group_id} ${row.date}`,
  )
  const days = candidates.flatMap(({ group, minutes }) =>
    datesFrom(from, horizonDays).map((date) => ({
      capacity: municipality.capacityOf(group, date),
      taken: taken.get(`${group.id} ${date}`) ?? [],
      visit: { minutes, grid: group.gridMinutes },
    })),
  )
  return () =>
    days.map(({ capacity, taken, visit }) => freeStarts(freeCounters(capacity, taken), visit))
}

/** Changes one day after the other, as far as its readers can tell: its revision rises. */
function booker({ db, lockDays }: Deps, { municipality, from }: FullCity) {
  const days = [...municipality.groups.keys()].flatMap((group) =>
    datesFrom(from, horizonDays).map((date) => ({ group, date })),
  )
  let next = 0
  return () => {
    next = (next + 7) % days.length
    return lockDays(db, municipality.id, [days[next]!], async () => {})
  }
}
