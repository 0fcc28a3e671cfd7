import type { Deps } from '#server/deps.ts'
import type { CounterGroup, Municipality } from '#server/tenants/municipality.ts'
import type { WishedService } from '#shared/contracts/appointments.ts'
import type { Alternative, Slots } from '#shared/contracts/slots.ts'
import { type ReleaseRule, bookingWindow } from '#shared/domain/booking-window.ts'
import {
  type Instant,
  type IsoDate,
  type LocalMoment,
  addDays,
  formatWallTime,
  localMoment,
} from '#shared/domain/local-time.ts'
import { type FreePlace, nearestPlaces } from '#shared/domain/nearest.ts'
import type { Candidate, DayRange, FreeDay } from './availability.ts'
import { type BookingRights, residents } from './rights.ts'
import { candidatesFor } from './wish.ts'

type SearchDeps = Pick<Deps, 'db' | 'clock' | 'availability'>

/** Free days of a group that may be booked now. */
interface OpenDays extends Candidate {
  days: FreeDay[]
  lastDate: IsoDate
  nextRelease: LocalMoment
}

export interface SlotSearch {
  services: readonly WishedService[]
  from?: IsoDate | undefined
  days: number
  office?: string | undefined
}

/** Free places of a wish over a range of days, at all offices or at one. */
export async function findSlots(
  deps: SearchDeps,
  municipality: Municipality,
  search: SlotSearch,
  rights: BookingRights = residents,
): Promise<Slots> {
  const found = await searchPlaces(deps, municipality, search, rights)
  return describeSlots(found, search)
}

/** The same as JSON, which is kept until a place or the minute changes. */
export async function findSlotsJson(
  deps: SearchDeps,
  municipality: Municipality,
  search: SlotSearch,
): Promise<string> {
  const found = await searchPlaces(deps, municipality, search, residents)
  const { id, revision } = municipality
  const { date, minute } = found.local
  const wish = `${id} ${revision} ${date} ${minute} ${JSON.stringify(search)}`
  return deps.availability.textOf(wish, found.free, () =>
    JSON.stringify(describeSlots(found, search)),
  )
}

async function searchPlaces(
  deps: SearchDeps,
  municipality: Municipality,
  search: SlotSearch,
  rights: BookingRights,
) {
  const now = deps.clock.now()
  const local = localMoment(now, municipality.zone)
  const from = search.from && search.from > local.date ? search.from : local.date
  const range = { from, days: search.days }
  const candidates = candidatesFor(municipality, search.services)
  const { db, availability } = deps
  const free = await availability.freeDays(
    db,
    municipality,
    candidates,
    range,
    now,
    rights.contingent,
  )
  return { local, candidates, free, rights }
}

function describeSlots(
  { local, candidates, free, rights }: Awaited<ReturnType<typeof searchPlaces>>,
  search: SlotSearch,
): Slots {
  const everywhere = openDays(candidates, free, local, rights)
  const here = everywhere.filter(
    ({ group }) => search.office === undefined || group.officeId === search.office,
  )
  const earliest = firstPlace(here)
  return {
    days: listDays(here),
    earliest,
    elsewhere: earliest ? null : firstPlace(everywhere),
    nextRelease: nextRelease(here),
    bookableUntil: last(here.map(({ lastDate }) => lastDate)),
    minutes: Math.max(0, ...here.map(({ minutes }) => minutes)),
  }
}

/** The free places nearest to one that was taken, up to three, within two weeks of it. */
export async function findAlternatives(
  deps: SearchDeps,
  municipality: Municipality,
  services: readonly WishedService[],
  wish: { office: string; date: IsoDate; start: number },
  rights: BookingRights = residents,
): Promise<Alternative[]> {
  const today = localMoment(deps.clock.now(), municipality.zone).date
  const twoWeeksBefore = addDays(wish.date, -14)
  const range = { from: twoWeeksBefore < today ? today : twoWeeksBefore, days: 29 }
  const places = await listFreePlaces(deps, municipality, services, range, rights)
  return nearestPlaces(places, wish, 3).map(asAlternative)
}

/** Every free place of a wish in a range of days. */
export async function listFreePlaces(
  deps: SearchDeps,
  municipality: Municipality,
  services: readonly WishedService[],
  range: DayRange,
  rights: BookingRights = residents,
): Promise<FreePlace[]> {
  const now = deps.clock.now()
  const candidates = candidatesFor(municipality, services)
  const { db, availability } = deps
  const free = await availability.freeDays(
    db,
    municipality,
    candidates,
    range,
    now,
    rights.contingent,
  )
  const open = openDays(candidates, free, localMoment(now, municipality.zone), rights)
  return open.flatMap(({ group, days }) =>
    days.flatMap(({ date, starts }) =>
      starts.map((start): FreePlace => ({ office: group.officeId, group: group.id, date, start })),
    ),
  )
}

/** Whether a group takes bookings for this start now: lead time kept, day opened. */
export function isOpenForBooking(
  municipality: Municipality,
  { group }: Candidate,
  start: LocalMoment,
  now: Instant,
  rights: BookingRights,
): boolean {
  const local = localMoment(now, municipality.zone)
  const window = bookingWindow(releaseFor(group, rights), local)
  const { notBefore, lastDate } = window
  const early =
    start.date === notBefore.date ? start.minute < notBefore.minute : start.date < notBefore.date
  return !early && start.date <= lastDate
}

function openDays(
  candidates: readonly Candidate[],
  free: ReadonlyMap<string, FreeDay[]>,
  local: LocalMoment,
  rights: BookingRights,
): OpenDays[] {
  return candidates.map((candidate) => {
    const { notBefore, lastDate, nextRelease } = bookingWindow(
      releaseFor(candidate.group, rights),
      local,
    )
    const days = (free.get(candidate.group.id) ?? []).flatMap(({ date, starts }) => {
      if (date < notBefore.date || date > lastDate) return []
      if (date > notBefore.date) return [{ date, starts }]
      const later = starts.filter((start) => start >= notBefore.minute)
      return later.length > 0 ? [{ date, starts: later }] : []
    })
    return { ...candidate, days, lastDate, nextRelease }
  })
}

function releaseFor({ release }: CounterGroup, { keepsLead }: BookingRights): ReleaseRule {
  return keepsLead ? release : { ...release, leadMinutes: 0 }
}

/** Days in order, with one entry an office: its groups' starts together. */
function listDays(open: readonly OpenDays[]): Slots['days'] {
  const days = new Map<IsoDate, Map<string, { group: string; starts: number[] }>>()
  for (const { group, days: itsDays } of open) {
    for (const { date, starts } of itsDays) {
      const offices = days.get(date) ?? new Map<string, { group: string; starts: number[] }>()
      const known = offices.get(group.officeId)
      offices.set(group.officeId, {
        group: known?.group ?? group.id,
        starts: known ? union(known.starts, starts) : starts,
      })
      days.set(date, offices)
    }
  }
  return [...days]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([date, offices]) => ({
      date,
      offices: [...offices].map(([office, { group, starts }]) => ({
        office,
        group,
        starts: starts.map(formatWallTime),
      })),
    }))
}

function union(a: readonly number[], b: readonly number[]): number[] {
  return [...new Set([...a, ...b])].sort((x, y) => x - y)
}

function firstPlace(open: readonly OpenDays[]): Alternative | null {
  const firsts = open.flatMap(({ group, days }): FreePlace[] => {
    const day = days[0]
    const start = day?.starts[0]
    if (!day || start === undefined) return []
    return [{ office: group.officeId, group: group.id, date: day.date, start }]
  })
  firsts.sort((a, b) => (a.date === b.date ? a.start - b.start : a.date < b.date ? -1 : 1))
  return firsts[0] ? asAlternative(firsts[0]) : null
}

function nextRelease(open: readonly OpenDays[]): string | null {
  const moments = open.map(
    (days) => `${days.nextRelease.date}T${formatWallTime(days.nextRelease.minute)}`,
  )
  return moments.sort()[0] ?? null
}

function last(dates: readonly IsoDate[]): IsoDate | null {
  return [...dates].sort().at(-1) ?? null
}

function asAlternative({ office, group, date, start }: FreePlace): Alternative {
  return { office, group, date, start: formatWallTime(start) }
}
