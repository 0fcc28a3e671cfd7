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
  const wished = Date.parse(wish.date)
  return places
    .map((place) => ({
      place,
      rank: (place.office === wish.office ? 0 : 2) + (place.date === wish.date ? 0 : 1),
      distance:
        Math.abs(Date.parse(place.date) - wished) / 60_000 + Math.abs(place.start - wish.start),
    }))
    .sort((a, b) => a.rank - b.rank || a.distance - b.distance)
    .slice(0, limit)
    .map(({ place }) => place)
}
