import type { Trx } from '#server/db/database.ts'
import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import { describeRequest, remember, replay } from '#server/placing/idempotency.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type {
  CheckIn,
  CheckInAnswer,
  CheckInAnswers,
  CheckIns,
} from '#shared/contracts/check-in.ts'
import { isInside } from '#shared/domain/appointment-state.ts'
import { decodeClaim, splitEntranceCode } from '#shared/domain/entrance-code.ts'
import { type Entrance, type Expected, judgeEntrance } from '#shared/domain/entrance-verdict.ts'
import { type Instant, addMinutes, localMoment } from '#shared/domain/local-time.ts'
import { parseShortCode } from '#shared/domain/short-code.ts'
import { type Appointment, findAppointment } from '../appointments.queries.ts'
import type { LedgerDay } from '../ledger.ts'
import { groupsServing, wishedServices } from '../wish.ts'
import { admit } from './admit.ts'
import { findByReference } from './counter.queries.ts'
import { checkOffice } from './office-counters.ts'
import { type AtWork, type Visit, changeVisit, showVisit } from './visit-change.ts'

/** A device without network keeps its check-ins for a day; so long their answers are kept, too. */
const hoursOffline = 24

/** A check-in, and when it happened if that was not just now. */
type Arrival = CheckIn & { at?: Instant }

/**
 * Judges who comes, and lets in by green, or by yellow if that is wished. With the same key the same
 * check-in happens once and is answered alike.
 * @throws AppError 'invalid-input' for an office that does not exist, 'not-found' for an appointment
 *   that was named by its id, 'idempotency-key-reused', 'state-conflict' if it was moved meanwhile
 */
export async function checkIn(
  deps: Deps,
  atWork: AtWork,
  arrival: Arrival,
): Promise<CheckInAnswer> {
  const { municipality } = atWork
  const { office } = arrival
  checkOffice(municipality, office)
  const found = await findVisitor(deps, municipality, arrival)
  if (typeof found === 'string') {
    const entrance = entranceAt(deps.clock.now(), municipality, office, false)
    return { verdict: judgeEntrance(found, entrance), admitted: false, appointment: null }
  }
  const at = arrival.at && arrival.at < deps.clock.now() ? arrival.at : deps.clock.now()
  const today = localMoment(at, municipality.zone).date
  const services = await wishedServices(deps.db, found)
  const here = groupsServing(municipality, services, office ?? found.office_id)
  const alsoLock: LedgerDay[] = arrival.anyway
    ? here.map(({ id }) => ({ group: id, date: today }))
    : []
  const request = arrival.key
    ? describeRequest(deps, municipality.id, `check-in ${arrival.key}`, arrival)
    : null

  return changeVisit(
    deps,
    municipality,
    found,
    async (trx, visit, now) => {
      const known = request && (await replay<CheckInAnswer>(trx, deps, request))
      if (known) return known
      const entrance = entranceAt(at, municipality, office, here.length > 0)
      const verdict = judgeEntrance(asExpected(visit.appointment, at), entrance)
      const isWelcome =
        verdict.light === 'green' || (arrival.anyway && verdict.ways.includes('anyway'))
      if (isWelcome && !isInside(visit.appointment.state)) {
        const isElsewhere = isAwayFrom(visit.appointment, today, office)
        const admission = {
          at,
          despite: verdict.light === 'green' ? null : verdict.reason,
          here: isElsewhere ? { group: here[0]!, services } : null,
        }
        await admit(trx, atWork, visit, admission, now)
      }
      return answer(trx, deps, municipality, visit, { verdict, isWelcome }, request, now)
    },
    alsoLock,
  )
}

/**
 * Takes what a device kept while it had no network, one after the other; each has an answer of its own.
 * A failure of ours ends it all, and may be sent again: what was done before is not done twice.
 */
export async function checkInLater(
  deps: Deps,
  atWork: AtWork,
  { checkIns }: CheckIns,
): Promise<CheckInAnswers> {
  const results: CheckInAnswers['results'] = []
  for (const arrival of checkIns) {
    try {
      if (arrival.at < addMinutes(deps.clock.now(), -60 * hoursOffline)) {
        throw new AppError('state-conflict')
      }
      results.push({ key: arrival.key, answer: await checkIn(deps, atWork, arrival), error: null })
    } catch (error) {
      if (!(error instanceof AppError)) throw error
      results.push({ key: arrival.key, answer: null, error: error.code })
    }
  }
  return { results }
}

async function answer(
  trx: Trx,
  deps: Deps,
  municipality: Municipality,
  visit: Visit,
  { verdict, isWelcome }: { verdict: CheckInAnswer['verdict']; isWelcome: boolean },
  request: ReturnType<typeof describeRequest> | null,
  now: Instant,
): Promise<CheckInAnswer> {
  const appointment = await showVisit(trx, municipality, visit)
  const given: CheckInAnswer = { verdict, admitted: isWelcome, appointment }
  if (request) await remember(trx, deps, request, given, now)
  return given
}

/** Who stands there; office and start of a QR code do not count: the visit may have been moved since. */
async function findVisitor(
  { db, keys }: Pick<Deps, 'db' | 'keys'>,
  municipality: Municipality,
  { code = '', appointment }: Arrival,
): Promise<Appointment | 'unknown' | 'forged'> {
  if (appointment !== undefined) {
    const found = await findAppointment(db, municipality.id, appointment)
    if (!found) throw new AppError('not-found')
    return found
  }
  const parts = splitEntranceCode(code)
  const isForged = parts && !keys.verifyEntrance(municipality.id, parts.payload, parts.signature)
  if (isForged) return 'forged'
  const reference = parts
    ? decodeClaim(Buffer.from(parts.payload, 'base64url').toString('utf8'))?.reference
    : parseShortCode(code)
  return (reference && (await findByReference(db, municipality.id, reference))) || 'unknown'
}

function asExpected(appointment: Appointment, at: Instant): Expected {
  const { state, hold_until: holdUntil, office_id: office, date, starts_at: startsAt } = appointment
  const isOver = state === 'reserved' && holdUntil !== null && holdUntil <= at
  return { state: isOver ? 'expired' : state, office, date, startsAt }
}

function entranceAt(
  now: Instant,
  municipality: Municipality,
  office: string | undefined,
  servesHere: boolean,
): Entrance {
  const today = localMoment(now, municipality.zone).date
  return { office, today, now, rules: municipality.file.counter, servesHere }
}

function isAwayFrom(
  { date, office_id: own }: Appointment,
  today: string,
  office: string | undefined,
): boolean {
  return date !== today || (office !== undefined && own !== office)
}
