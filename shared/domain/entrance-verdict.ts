import type { AppointmentState } from '#shared/contracts/appointments.ts'
import type { EntranceReason, EntranceWay, Verdict } from '#shared/contracts/check-in.ts'
import type { CounterRules } from '#shared/contracts/staff.ts'
import { isInside } from './appointment-state.ts'
import { type Instant, type IsoDate, addMinutes } from './local-time.ts'

/** What the entrance needs to know of an appointment. */
export interface Expected {
  state: AppointmentState
  office: string
  date: IsoDate
  startsAt: Instant
}

export interface Entrance {
  /** The office whose entrance it is; undefined: any. */
  office: string | undefined
  today: IsoDate
  now: Instant
  rules: Pick<CounterRules, 'earlyMinutes' | 'lateMinutes' | 'admitUnconfirmed' | 'walkIns'>
  /** Whether counters of this office can do what the appointment is for. */
  servesHere: boolean
}

/**
 * Green, yellow or red, why, and the way on. The same for the server and for a device that has no
 * network and judges by what it last knew.
 */
export function judgeEntrance(found: Expected | 'unknown' | 'forged', entrance: Entrance): Verdict {
  const number: EntranceWay[] = entrance.rules.walkIns === 'none' ? [] : ['take-number']
  if (typeof found === 'string') return red(found, ['book', ...number])

  const { state, date, startsAt } = found
  if (state === 'cancelled' || state === 'expired') return red(state, ['book', ...number])
  if (state === 'completed') return red('over', ['book', ...number])

  const isToday = date === entrance.today
  const isHere = entrance.office === undefined || entrance.office === found.office
  const anyway: EntranceWay[] = entrance.servesHere ? ['anyway'] : []
  if (state === 'reserved') {
    return entrance.rules.admitUnconfirmed
      ? yellow('not-confirmed', [...anyway, 'book', ...number])
      : red('not-confirmed', ['book', ...number])
  }
  if (!isToday) {
    const way: EntranceWay = date > entrance.today ? 'as-booked' : 'book'
    return yellow('wrong-day', [way, ...anyway, ...number])
  }
  if (!isHere) return yellow('wrong-office', ['as-booked', ...(isInside(state) ? [] : anyway)])
  if (isInside(state)) return { light: 'green', reason: 'already-in', ways: [], greenFrom: null }
  if (state === 'no_show') return yellow('missed', ['anyway', 'book', ...number])

  const greenFrom = addMinutes(startsAt, -entrance.rules.earlyMinutes)
  if (entrance.now < greenFrom) return { ...yellow('too-early', ['wait', 'anyway']), greenFrom }
  if (entrance.now > addMinutes(startsAt, entrance.rules.lateMinutes)) {
    return yellow('too-late', ['anyway', 'book', ...number])
  }
  return { light: 'green', reason: 'expected', ways: [], greenFrom: null }
}

function yellow(reason: EntranceReason, ways: EntranceWay[]): Verdict {
  return { light: 'yellow', reason, ways, greenFrom: null }
}

function red(reason: EntranceReason, ways: EntranceWay[]): Verdict {
  return { light: 'red', reason, ways, greenFrom: null }
}
