import type { Trx } from '#server/db/database.ts'
import { type PlayedVisit, playDay } from '#server/db/seed/today.ts'
import { seededRandom } from '#server/db/seed/random.ts'
import type { Deps } from '#server/deps.ts'
import type { CounterGroup, Municipality } from '#server/tenants/municipality.ts'
import { callNumber } from '#shared/domain/call-number.ts'
import { type Instant, localMoment, toInstant } from '#shared/domain/local-time.ts'
import { type Appointment, updateAppointment } from './appointments.queries.ts'
import { countersOf, letterOf } from './counter/office-counters.ts'
import { listOfDays, takeCallNumber } from './counter/counter.queries.ts'
import { completePastVisits, demoPrefix } from './demo.queries.ts'
import { notHereYet, writeAppointment } from './new-appointment.ts'

/**
 * Lets the demo's visitors of today have come, been called and gone as far as the day has gone by, once
 * for each group and day; what people have done since stays.
 */
export async function bringToLife(deps: Deps, municipality: Municipality): Promise<void> {
  const now = deps.clock.now()
  const { date } = localMoment(now, municipality.zone)
  await completePastVisits(deps.db, municipality.id, date)
  for (const group of municipality.groups.values()) {
    const capacity = municipality.capacityOf(group, date)
    if (capacity.length === 0) continue
    const days = [{ group: group.id, date }]
    await deps.lockDays(deps.db, municipality.id, days, async (trx) => {
      const range = { from: date, to: date }
      const rows = await listOfDays(trx, municipality.id, [group.id], range, now)
      if (rows.some((row) => row.call_number !== null)) return
      await writeDay(trx, municipality, group, rows, now)
    })
  }
}

async function writeDay(
  trx: Trx,
  municipality: Municipality,
  group: CounterGroup,
  rows: readonly Appointment[],
  now: Instant,
): Promise<void> {
  const { date, minute } = localMoment(now, municipality.zone)
  const own = rows.filter(({ id, state }) => id.startsWith(demoPrefix) && state === 'confirmed')
  const rowsById = new Map(own.map((row) => [row.id, row]))
  const { counter: rule } = municipality.file
  const services = [...group.minutes].filter(([, { minutes }]) => minutes <= 15)
  const stage = {
    now: minute,
    capacity: municipality.capacityOf(group, date),
    counters: countersOf(municipality, group.officeId, date)
      .filter((counter) => counter.group === group.id)
      .map(({ number }) => number),
    rule,
    walkInMinutes: rule.walkIns === 'none' ? [] : services.map(([, { minutes }]) => minutes),
  }
  const booked = own.map(({ id, start_minute: start, minutes }) => ({ id, start, minutes }))
  const random = seededRandom(`${municipality.id} ${group.id} ${date} today`)
  const played = playDay(booked, stage, random)
  const inOrder = [...played].sort((a, b) => (a.number ?? Infinity) - (b.number ?? Infinity))
  for (const visit of inOrder) {
    if (visit.state === 'confirmed') continue
    // Counted one by one, so that the next number is the one after the last.
    if (visit.number !== null) await takeCallNumber(trx, municipality.id, { group: group.id, date })
    const steps = stepsOf(municipality, group, visit, date)
    const row = rowsById.get(visit.id)
    if (row) await updateAppointment(trx, municipality.id, row.id, steps)
    else await writeWalkIn(trx, municipality, group, visit, steps)
  }
}

async function writeWalkIn(
  trx: Trx,
  municipality: Municipality,
  group: CounterGroup,
  visit: PlayedVisit,
  steps: ReturnType<typeof stepsOf>,
): Promise<void> {
  const arrivedAt = steps.arrived_at!
  const fitting = [...group.minutes].filter(([, { minutes }]) => minutes === visit.minutes)
  const [slug] = fitting[visit.number! % fitting.length]!
  const { date, minute } = localMoment(arrivedAt, municipality.zone)
  const placing = {
    ...notHereYet,
    kind: 'walk-in' as const,
    date,
    start_minute: minute,
    minutes: 0,
    starts_at: arrivedAt,
    hold_until: null,
    lang: 'de' as const,
    name: '',
    email: '',
    phone: null,
    address_key: '',
    remind_at: null,
    confirmed_at: arrivedAt,
    ...steps,
  }
  await writeAppointment(trx, municipality, group, [{ slug, persons: 1 }], placing, arrivedAt)
}

function stepsOf(
  municipality: Municipality,
  group: CounterGroup,
  visit: PlayedVisit,
  date: string,
) {
  const at = (minute: number | null): Instant | null =>
    minute === null ? null : toInstant(date, minute, municipality.zone)
  const letter = letterOf(municipality, group)
  return {
    state: visit.state,
    call_number: visit.number === null ? null : callNumber(letter, visit.number),
    arrived_at: at(visit.arrived),
    called_at: at(visit.called),
    counter: visit.counter,
    calls: visit.called === null ? 0 : 1,
    ended_at: at(visit.ended),
  }
}
