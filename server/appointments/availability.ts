import type { Db } from '#server/db/database.ts'
import type { CounterGroup, Municipality } from '#server/tenants/municipality.ts'
import {
  type Instant,
  type IsoDate,
  type MinuteOfDay,
  addDays,
  datesFrom,
} from '#shared/domain/local-time.ts'
import {
  type Contingent,
  type FreeCounters,
  freeCounters,
  freeStarts,
} from '#shared/domain/slots.ts'
import { findOccupancy, listLedgerDays, listOccupancy, sumRevisions } from './occupancy.queries.ts'

/** Days in a row. */
export interface DayRange {
  from: IsoDate
  days: number
}

/** A group, and how long the visit would take there. */
export interface Candidate {
  group: CounterGroup
  minutes: number
}

/** Free starts of a group on a day, in order; days without any are left out. */
export interface FreeDay {
  date: IsoDate
  starts: MinuteOfDay[]
}

/** A day as it was computed, and how long that holds. */
interface ComputedDay {
  ledgerRevision: number
  /** A hold of this day expires: what was computed is out of date then. */
  validUntil: Instant | null
  free: FreeCounters
  /** Free starts by length of the visit. */
  starts: Map<number, MinuteOfDay[]>
}

interface ComputedRange {
  ledgerSum: number
  validUntil: Instant | null
  days: FreeDay[]
}

/** What was written of some free days. */
interface WrittenText {
  free: ReadonlyMap<string, FreeDay[]>
  text: string
}

const mostTexts = 300
const mostRanges = 2_000
const mostDays = 20_000

/**
 * Free places, computed from the appointments and kept for as long as the ledger says that nothing
 * has changed. Every process may keep its own: none can serve what another has overtaken.
 */
export class Availability {
  readonly #days = new Map<string, ComputedDay>()
  readonly #ranges = new Map<string, ComputedRange>()
  readonly #texts = new Map<string, WrittenText>()

  /** Free days of each candidate, by group id. Lead time and horizon are the caller's business. */
  async freeDays(
    db: Db,
    municipality: Municipality,
    candidates: readonly Candidate[],
    range: DayRange,
    now: Instant,
    contingent: Contingent = 'public',
  ): Promise<Map<string, FreeDay[]>> {
    if (candidates.length === 0) return new Map()
    const span = { from: range.from, to: addDays(range.from, range.days - 1) }
    const groups = candidates.map(({ group }) => group.id)
    const sums = await sumRevisions(db, municipality.id, groups, span)

    const stale: Candidate[] = []
    const found = new Map<string, FreeDay[]>()
    for (const candidate of candidates) {
      const known = this.#ranges.get(rangeKey(municipality, candidate, range, contingent))
      const sum = sums.get(candidate.group.id) ?? 0
      if (known && known.ledgerSum === sum && holds(known.validUntil, now)) {
        found.set(candidate.group.id, known.days)
      } else {
        stale.push(candidate)
      }
    }
    if (stale.length === 0) return found

    const computed = await this.#computeDays(db, municipality, stale, range, now, contingent)
    for (const candidate of stale) {
      const days = computed.get(candidate.group.id) ?? []
      const fresh: ComputedRange = {
        // Read before the appointments were: a change in between makes it stale, never wrong.
        ledgerSum: sums.get(candidate.group.id) ?? 0,
        validUntil: earliest(days.map(({ computed }) => computed.validUntil)),
        days: days.flatMap(({ date, computed }) => {
          const starts = startsOf(computed, candidate)
          return starts.length > 0 ? [{ date, starts }] : []
        }),
      }
      keep(this.#ranges, rangeKey(municipality, candidate, range, contingent), fresh, mostRanges)
      found.set(candidate.group.id, fresh.days)
    }
    return found
  }

  /** What `write` makes of free days for a wish, once for as long as all of them are still the same. */
  textOf(wish: string, free: ReadonlyMap<string, FreeDay[]>, write: () => string): string {
    const known = this.#texts.get(wish)
    if (known && [...free].every(([group, days]) => known.free.get(group) === days)) {
      return known.text
    }
    const text = write()
    keep(this.#texts, wish, { free, text }, mostTexts)
    return text
  }

  /** The days on which each group is open at all, by group id; only what has changed is read. */
  async #computeDays(
    db: Db,
    municipality: Municipality,
    candidates: readonly Candidate[],
    range: DayRange,
    now: Instant,
    contingent: Contingent,
  ): Promise<Map<string, { date: IsoDate; computed: ComputedDay }[]>> {
    const dates = datesFrom(range.from, range.days)
    const span = { from: range.from, to: dates.at(-1)! }
    const ids = candidates.map(({ group }) => group.id)
    const ledger = await listLedgerDays(db, municipality.id, ids, span)

    const open = candidates.flatMap(({ group }) =>
      dates.flatMap((date) => {
        const capacity = municipality.capacityOf(group, date)
        if (capacity.length === 0) return []
        const key = dayKey(municipality, group, date, contingent)
        const { number, revision = 0 } = ledger.get(`${group.id} ${date}`) ?? {}
        const known = this.#days.get(key)
        const isFresh = known?.ledgerRevision === revision && holds(known.validUntil, now)
        return [{ group: group.id, date, capacity, key, number, revision, known: isFresh && known }]
      }),
    )
    // A day that was never locked has no number, and no appointments.
    const stale = open.flatMap(({ known, number }) => (known || !number ? [] : [number]))
    const occupancy = await listOccupancy(db, stale, now)
    const computed = open.map(({ group, date, capacity, key, number, revision, known }) => {
      if (known) return { group, date, computed: known }
      const { taken = [], nextExpiry = null } = (number && occupancy.get(number)) || {}
      const free = freeCounters(capacity, taken, contingent)
      const day = { ledgerRevision: revision, validUntil: nextExpiry, free, starts: new Map() }
      keep(this.#days, key, day, mostDays)
      return { group, date, computed: day }
    })
    return Map.groupBy(computed, ({ group }) => group)
  }
}

/** Free counters of one group's day as the database has it now; for use inside `lockDays`. */
export async function freeCountersNow(
  db: Db,
  municipality: Municipality,
  group: CounterGroup,
  date: IsoDate,
  now: Instant,
  { contingent, without }: { contingent?: Contingent; without?: string | undefined } = {},
): Promise<FreeCounters> {
  const day = { group: group.id, date }
  const { taken } = await findOccupancy(db, municipality.id, day, now, without)
  return freeCounters(municipality.capacityOf(group, date), taken, contingent)
}

function startsOf(day: ComputedDay, { group, minutes }: Candidate): MinuteOfDay[] {
  let starts = day.starts.get(minutes)
  if (!starts) {
    starts = freeStarts(day.free, { minutes, grid: group.gridMinutes })
    day.starts.set(minutes, starts)
  }
  return starts
}

function dayKey(
  municipality: Municipality,
  group: CounterGroup,
  date: IsoDate,
  contingent: Contingent,
): string {
  return `${municipality.id} ${municipality.revision} ${group.id} ${date} ${contingent}`
}

function rangeKey(
  municipality: Municipality,
  { group, minutes }: Candidate,
  range: DayRange,
  contingent: Contingent,
): string {
  return `${dayKey(municipality, group, range.from, contingent)} ${range.days} ${minutes}`
}

function holds(validUntil: Instant | null, now: Instant): boolean {
  return validUntil === null || now < validUntil
}

function earliest(instants: readonly (Instant | null)[]): Instant | null {
  return instants.reduce(
    (first, instant) => (instant && (!first || instant < first) ? instant : first),
    null,
  )
}

/** Keeps an entry and drops the oldest ones beyond `most`. */
function keep<T>(map: Map<string, T>, key: string, value: T, most: number): void {
  map.delete(key)
  map.set(key, value)
  if (map.size > most) map.delete(map.keys().next().value!)
}
