import type { Db } from '#server/db/database.ts'
import type { CounterGroup, Municipality } from '#server/tenants/municipality.ts'
import type { WaitingTime } from '#shared/contracts/staff.ts'
import { callOrder } from '#shared/domain/call-order.ts'
import { type Instant, localMoment } from '#shared/domain/local-time.ts'
import { type Visitor, type WaitingRoom, estimateWait } from '#shared/domain/waiting-time.ts'
import type { Appointment } from '../appointments.queries.ts'
import { listItemsOf, listOfDays } from '../counter/counter.queries.ts'
import { minutesOf } from '../counter/describe-visit.ts'
import { asWaiting, minutesAt, queueOf } from '../counter/queue.ts'

/** A counter that has called nobody for so long is not counted on. */
const activeMinutes = 45

/** The waiting room of one group as the database has it now. */
export async function readRoom(
  db: Db,
  municipality: Municipality,
  group: CounterGroup,
  now: Instant,
): Promise<WaitingRoom> {
  const { date, minute } = localMoment(now, municipality.zone)
  const range = { from: date, to: date }
  const rows = await listOfDays(db, municipality.id, [group.id], range, now)
  const walkIns = rows.filter(({ kind }) => kind === 'walk-in').map(({ id }) => id)
  const items = walkIns.length > 0 ? await listItemsOf(db, municipality.id, walkIns) : []
  const itemsById = Map.groupBy(items, (item) => item.appointment_id)
  const minutes = (row: Appointment) => minutesOf(row, itemsById.get(row.id) ?? [])
  const visitor = (row: Appointment): Visitor => ({ ...asWaiting(row), minutes: minutes(row) })

  const at = minutesAt(now)
  const { memory, rule } = queueOf(municipality, rows)
  const called = rows.filter(({ called_at: calledAt }) => calledAt !== null)
  const busy = rows.filter(({ state }) => state === 'called')
  const open = municipality
    .capacityOf(group, date)
    .find(({ from, to }) => from <= minute && minute < to)
  return {
    now: at,
    waiting: rows.filter(({ state }) => state === 'checked_in').map(visitor),
    expected: rows
      .filter(({ state, starts_at: startsAt }) => {
        return state === 'confirmed' && minutesAt(startsAt) + rule.lateMinutes >= at
      })
      .map(visitor),
    running: busy.map((row) => ({ minutes: minutes(row), since: minutesAt(row.called_at!) })),
    open: open ? open.public + open.reserve : 0,
    active: new Set(
      called
        .filter((row) => row.state === 'called' || at - minutesAt(row.called_at!) <= activeMinutes)
        .map(({ counter }) => counter),
    ).size,
    memory,
    rule,
  }
}

/** How many are called before somebody who waits, and how long that may take. */
export function placeInLine(
  room: WaitingRoom,
  id: string,
): { ahead: number; waiting: WaitingTime | null } {
  const order = callOrder(room.waiting, room.memory, room.rule, room.now)
  return {
    ahead: Math.max(
      0,
      order.findIndex((visitor) => visitor.id === id),
    ),
    waiting: estimateWait(room, id),
  }
}

/** The same for somebody who would come now without an appointment. */
export function placeOfNewcomer(
  room: WaitingRoom,
  minutes: number,
): { ahead: number; waiting: WaitingTime | null } {
  const newcomer: Visitor = {
    id: 'newcomer',
    kind: 'walk-in',
    due: room.now,
    arrived: room.now,
    // After whoever has come in this very moment.
    number: Infinity,
    minutes,
  }
  return placeInLine({ ...room, waiting: [...room.waiting, newcomer] }, newcomer.id)
}
