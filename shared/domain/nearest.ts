import type { IsoDate, MinuteOfDay } from './local-time.ts'

export interface FreePlace {
  office: string
  group: string
  date: IsoDate
  start: MinuteOfDay
}

/**
 * The places nearest to a wish: the same day and office first, then the same office, then the rest;
 * within each the nearest in time.
 */
export function nearestPlaces(
  places: readonly FreePlace[],
  wish: { office: string; date: IsoDate; start: MinuteOfDay },
  limit: number,
): FreePlace[] {
  const distance = (place: FreePlace) =>
    Math.abs(Date.parse(place.date) - Date.parse(wish.date)) / 60_000 +
    Math.abs(place.start - wish.start)
  const rank = (place: FreePlace) =>
    (place.office === wish.office ? 0 : 2) + (place.date === wish.date ? 0 : 1)
  return [...places].sort((a, b) => rank(a) - rank(b) || distance(a) - distance(b)).slice(0, limit)
}
