import { getHolidays } from 'feiertagejs'
import type { IsoDate } from './local-time.ts'

/** The Länder, as ISO 3166-2 writes them behind `DE-`. */
// prettier-ignore
export type Land =
  | 'BW' | 'BY' | 'BE' | 'BB' | 'HB' | 'HE' | 'HH' | 'MV'
  | 'NI' | 'NW' | 'RP' | 'SL' | 'SN' | 'ST' | 'SH' | 'TH'

/** The public holidays of a Land in a year: date to German name. */
export function holidaysOf(land: Land, year: number): Map<IsoDate, string> {
  return new Map(getHolidays(year, land).map((day) => [day.dateString, day.translate('de') ?? '']))
}
