import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { describeRequest, remember, replay } from '#server/placing/idempotency.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { CallNext, CalledNext, StaffAppointment } from '#shared/contracts/staff.ts'
import { stateAfter } from '#shared/domain/appointment-state.ts'
import { nextToCall } from '#shared/domain/call-order.ts'
import { type Instant, type IsoDate, localMoment } from '#shared/domain/local-time.ts'
import { type Appointment, findAppointment } from '../appointments.queries.ts'
import type { LedgerDay } from '../ledger.ts'
import { listOfDays } from './counter.queries.ts'
import { countersOf, groupsOf } from './office-counters.ts'
import { minutesAt, queueOf } from './queue.ts'
import { type AtWork, type Visit, changeVisit, showVisit, writeStep } from './visit-change.ts'

/**
 * Calls whoever is next to a counter; with the same key the same person again. Every call locks the
 * office's whole day: the order depends on all calls before, and no counter gets two visitors.
 * @throws AppError 'state-conflict' if somebody is at this counter and is not to be completed;
 *   'invalid-input' for an office, a counter or groups that do not exist; 'idempotency-key-reused'
 */
export async function callNext(
  deps: Deps,
  atWork: AtWork,
  wish: CallNext,
  idempotencyKey?: string,
): Promise<CalledNext> {
  const { municipality } = atWork
  const today = localMoment(deps.clock.now(), municipality.zone).date
  const groups = groupsServedBy(municipality, wish, today)
  const request = idempotencyKey
    ? describeRequest(deps, municipality.id, `call-next ${idempotencyKey}`, wish)
    : null
  const days = daysOf(municipality, wish.office, today)
  return deps.lockDays(deps.db, municipality.id, days, async (trx) => {
    const known = request && (await replay<CalledNext>(trx, deps, request))
    if (known) return known
    const now = deps.clock.now()
    const ofDay = await listToday(trx, municipality, days, now)
    const completed = await freeCounter(trx, atWork, ofDay, wish, now)
    const ofGroups = ofDay.filter((row) => groups.includes(row.counter_group_id))
    const { waiting, memory, rule } = queueOf(municipality, ofGroups)
    const next = nextToCall(waiting, memory, rule, minutesAt(now))
    const visit = next && { appointment: next.appointment }
    if (visit) await writeCall(trx, atWork, visit, wish.counter, now)
    const answer: CalledNext = {
      called: visit && (await showVisit(trx, municipality, visit)),
      completed,
    }
    if (request) await remember(trx, deps, request, answer, now)
    return answer
  })
}

/**
 * Calls one visitor out of turn, to a counter or to the first free one of the group.
 * @throws AppError 'not-found'; 'state-conflict' if the visitor is not waiting or the counter is
 *   taken; 'invalid-input' for a counter that the office does not have
 */
export async function callVisitor(
  deps: Deps,
  atWork: AtWork,
  id: string,
  wished?: number,
): Promise<StaffAppointment> {
  const { municipality } = atWork
  const found = await findAppointment(deps.db, municipality.id, id)
  if (!found) throw new AppError('not-found')
  const today = localMoment(deps.clock.now(), municipality.zone).date
  if (wished !== undefined) checkCounter(municipality, found.office_id, wished, today)
  const days = daysOf(municipality, found.office_id, today)
  return changeVisit(
    deps,
    municipality,
    found,
    async (trx, visit, now) => {
      const { state, date } = visit.appointment
      if (!stateAfter(state, 'call') || date !== today) throw new AppError('state-conflict')
      const ofDay = await listToday(trx, municipality, days, now)
      const counter = wished ?? firstFree(municipality, visit.appointment, ofDay)
      if (counter === undefined) throw new AppError('state-conflict')
      await freeCounter(trx, atWork, ofDay, { counter, complete: false }, now)
      await writeCall(trx, atWork, visit, counter, now)
      return showVisit(trx, municipality, visit)
    },
    days,
  )
}

function firstFree(
  municipality: Municipality,
  { office_id: office, counter_group_id: group, date }: Appointment,
  ofDay: readonly Appointment[],
): number | undefined {
  const taken = ofDay.filter(({ state }) => state === 'called').map(({ counter }) => counter)
  return countersOf(municipality, office, date).find(
    (counter) => counter.group === group && !taken.includes(counter.number),
  )?.number
}

async function writeCall(
  trx: Trx,
  atWork: AtWork,
  visit: Visit,
  counter: number,
  now: Instant,
): Promise<void> {
  const calls = visit.appointment.calls + 1
  const changes = { state: 'called' as const, called_at: now, counter, calls }
  await writeStep(trx, atWork, visit, 'appointment-called', now, changes, { counter })
}

/** Completes who is at a counter, if that is wished. @throws AppError 'state-conflict' if not */
async function freeCounter(
  trx: Trx,
  atWork: AtWork,
  ofDay: readonly Appointment[],
  { counter, complete }: { counter: number; complete: boolean },
  now: Instant,
): Promise<StaffAppointment | null> {
  let completed: StaffAppointment | null = null
  for (const appointment of ofDay) {
    if (appointment.state !== 'called' || appointment.counter !== counter) continue
    if (!complete) throw new AppError('state-conflict')
    const visit = { appointment }
    const changes = { state: 'completed' as const, ended_at: now }
    await writeStep(trx, atWork, visit, 'appointment-completed', now, changes)
    completed = await showVisit(trx, atWork.municipality, visit)
  }
  return completed
}

function groupsServedBy(
  municipality: Municipality,
  { office, counter, groups }: CallNext,
  today: IsoDate,
): string[] {
  const own = checkCounter(municipality, office, counter, today)
  const known = groupsOf(municipality, office).map(({ id }) => id)
  if (!(groups ?? []).every((group) => known.includes(group))) {
    throw new AppError('invalid-input', { fields: { groups: 'unknown-value' } })
  }
  return groups ?? [own]
}

/** The group of a counter. @throws AppError 'invalid-input' if the office has no such counter */
function checkCounter(
  municipality: Municipality,
  office: string,
  counter: number,
  today: IsoDate,
): string {
  const known = countersOf(municipality, office, today).find(({ number }) => number === counter)
  if (!known) throw new AppError('invalid-input', { fields: { counter: 'unknown-value' } })
  return known.group
}

function daysOf(municipality: Municipality, office: string, date: IsoDate): LedgerDay[] {
  return groupsOf(municipality, office).map(({ id }) => ({ group: id, date }))
}

function listToday(
  trx: Trx,
  municipality: Municipality,
  days: readonly LedgerDay[],
  now: Instant,
): Promise<Appointment[]> {
  const groups = days.map(({ group }) => group)
  const { date } = days[0]!
  return listOfDays(trx, municipality.id, groups, { from: date, to: date }, now)
}
