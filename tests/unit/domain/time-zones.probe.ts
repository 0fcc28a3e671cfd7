/**
 * Prints what the pure core answers; `time-zones.test.ts` runs it on machines of several zones.
 * A process of its own, because an engine reads its zone once.
 */
import { bookingWindow } from '#shared/domain/booking-window.ts'
import { type Land, holidaysOf } from '#shared/domain/holidays.ts'
import {
  addDays,
  addMinutes,
  datesFrom,
  gapOf,
  instantOf,
  localMoment,
  toInstant,
  weekdayOf,
  weekOfMonth,
} from '#shared/domain/local-time.ts'
import { nearestPlaces } from '#shared/domain/nearest.ts'
import { capacityOn } from '#shared/domain/opening-hours.ts'
import { freeCounters, freeStarts } from '#shared/domain/slots.ts'

const zone = 'Europe/Berlin'
const laender: Land[] = [
  'BW', 'BY', 'BE', 'BB', 'HB', 'HE', 'HH', 'MV', 'NI', 'NW', 'RP', 'SL', 'SN', 'ST', 'SH', 'TH',
] // prettier-ignore
// Both time changes of Berlin and of Los Angeles, the turn of the year, a leap day.
const days = ['2024-02-29', '2026-03-08', '2026-03-29', '2026-10-25', '2026-11-01', '2026-12-31']
const everyDay = {
  weekdays: [1, 2, 3, 4, 5, 6, 7],
  weekOfMonth: null,
  from: 0,
  to: 1440,
  public: 1,
  reserve: 0,
  validFrom: null,
  validTo: null,
}
const release = { leadMinutes: 90, horizonDays: 28, releaseWeekday: 1, releaseMinute: 420 }

const answers = {
  holidays: laender.map((land) => [land, ...holidaysOf(land, 2026), ...holidaysOf(land, 2027)]),
  instants: [0, 1_793_000_000_000].map(instantOf),
  later: addMinutes('2026-10-25T00:30:00.000Z', 90),
  dates: days.map((date) => [addDays(date, 1), weekdayOf(date), weekOfMonth(date)]),
  runs: days.map((date) => datesFrom(date, 3)),
  gaps: days.map((date) => gapOf(date, zone)),
  places: days.map((date) => {
    const capacity = capacityOn(date, [everyDay], [], { holiday: false, gap: gapOf(date, zone) })
    const starts = freeStarts(freeCounters(capacity, []), { minutes: 30, grid: 15 })
    const instants = starts.map((start) => toInstant(date, start, zone))
    return [starts, instants, instants.map((instant) => localMoment(instant, zone))]
  }),
  windows: days.map((date) => bookingWindow(release, { date, minute: 1400 })),
  nearest: nearestPlaces(
    days.map((date, start) => ({ office: 'mitte', group: 'a', date, start })),
    { office: 'mitte', date: '2026-10-24', start: 0 },
    3,
  ),
}

console.log(JSON.stringify({ offset: new Date(2026, 6, 1).getTimezoneOffset(), answers }))
