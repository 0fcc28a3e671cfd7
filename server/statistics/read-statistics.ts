import type { Deps } from '#server/deps.ts'
import { AppError } from '#server/errors.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import { type Statistics, type StatisticsQuery, mostDays } from '#shared/contracts/statistics.ts'
import { leadClasses, waitClasses } from '#shared/domain/day-figures.ts'
import { addDays, localMoment, weekdayOf } from '#shared/domain/local-time.ts'
import { type DayCount, findLastCounted, listDayCounts } from './statistics.queries.ts'

const daysShown = 12 * 7
const dayMs = 86_400_000

/**
 * Figures of days that are over, at one office or at all.
 * @throws AppError 'invalid-input' for a time that ends before it begins or is too long, or an
 *   office that does not exist
 */
export async function readStatistics(
  deps: Pick<Deps, 'db' | 'clock'>,
  municipality: Municipality,
  query: StatisticsQuery,
): Promise<Statistics> {
  const yesterday = addDays(localMoment(deps.clock.now(), municipality.zone).date, -1)
  const to = query.to ?? yesterday
  const from = query.from ?? addDays(to, 1 - daysShown)
  const days = (Date.parse(to) - Date.parse(from)) / dayMs + 1
  if (days < 1) throw new AppError('invalid-input', { fields: { to: 'not-later' } })
  if (days > mostDays) throw new AppError('invalid-input', { fields: { from: 'out-of-range' } })
  if (query.office !== undefined && !municipality.offices.has(query.office)) {
    throw new AppError('invalid-input', { fields: { office: 'unknown-value' } })
  }
  const rows = (await listDayCounts(deps.db, municipality.id, { from, to })).filter(
    (row) => query.office === undefined || officeOf(municipality, row) === query.office,
  )
  return {
    from,
    to,
    countedUntil: await findLastCounted(deps.db, municipality.id),
    totals: totalsOf(rows),
    days: [...Map.groupBy(rows, (row) => row.date)].map(([date, ofDay]) => ({
      date,
      ...outcomesOf(ofDay),
      walkIns: countOf(ofDay, 'walk-in'),
    })),
    lead: classesOf(rows, 'lead', leadClasses),
    wait: classesOf(rows, 'wait', waitClasses),
    hours: hoursOf(rows),
    services: servicesOf(municipality, rows),
    offices: officesOf(municipality, rows),
  }
}

function totalsOf(rows: readonly DayCount[]): Statistics['totals'] {
  const mean = (measure: 'lead' | 'wait') => {
    const of = rows.filter((row) => row.measure === measure)
    const count = sum(of, 'count')
    return count === 0 ? null : sum(of, 'total') / count
  }
  const leadHours = mean('lead')
  return {
    ...outcomesOf(rows),
    walkIns: countOf(rows, 'walk-in'),
    ...useOf(rows),
    leadDays: leadHours === null ? null : round(leadHours / 24),
    waitMinutes: round(mean('wait')),
  }
}

function outcomesOf(rows: readonly DayCount[]) {
  return {
    visits: countOf(rows, 'came') + countOf(rows, 'unnoted'),
    noShows: countOf(rows, 'no-show'),
    cancelled: countOf(rows, 'cancelled'),
  }
}

function countOf(rows: readonly DayCount[], outcome: string): number {
  return sum(
    rows.filter((row) => row.measure === 'outcome' && row.key === outcome),
    'count',
  )
}

function useOf(rows: readonly DayCount[]) {
  const minutes = (measure: 'open' | 'used') =>
    sum(
      rows.filter((row) => row.measure === measure),
      'total',
    )
  return { open: minutes('open'), used: minutes('used') }
}

function classesOf(
  rows: readonly DayCount[],
  measure: 'lead' | 'wait',
  upperEnds: readonly number[],
): Statistics['lead'] {
  const of = rows.filter((row) => row.measure === measure)
  return [...upperEnds, null].map((upTo) => ({
    upTo,
    visits: sum(
      of.filter((row) => row.key === String(upTo ?? 'more')),
      'count',
    ),
  }))
}

function hoursOf(rows: readonly DayCount[]): Statistics['hours'] {
  const byHour = Map.groupBy(
    rows.filter((row) => row.measure === 'open' || row.measure === 'used'),
    (row) => `${weekdayOf(row.date)} ${row.key}`,
  )
  return [...byHour]
    .map(([key, of]) => {
      const [weekday = 0, hour = 0] = key.split(' ').map(Number)
      return { weekday, hour, ...useOf(of) }
    })
    .filter(({ open }) => open > 0)
    .sort((a, b) => a.weekday - b.weekday || a.hour - b.hour)
}

function servicesOf(municipality: Municipality, rows: readonly DayCount[]): Statistics['services'] {
  const of = (measure: 'service' | 'missed-service') =>
    Map.groupBy(
      rows.filter((row) => row.measure === measure),
      (row) => row.key,
    )
  const missed = of('missed-service')
  return [...of('service')]
    .map(([slug, ofService]) => {
      const noShows = sum(missed.get(slug) ?? [], 'count')
      return {
        slug,
        // A service may have left the catalogue since.
        title: municipality.services.get(slug)?.text.de.title ?? slug,
        visits: sum(ofService, 'count') - noShows,
        noShows,
        persons: sum(ofService, 'total'),
      }
    })
    .sort((a, b) => b.visits - a.visits || a.title.localeCompare(b.title, 'de'))
}

function officesOf(municipality: Municipality, rows: readonly DayCount[]): Statistics['offices'] {
  const byOffice = Map.groupBy(rows, (row) => officeOf(municipality, row))
  return municipality.file.offices.flatMap(({ id, name }) => {
    const of = byOffice.get(id)
    return of ? [{ slug: id, name: name.de, ...outcomesOf(of), ...useOf(of) }] : []
  })
}

function officeOf(municipality: Municipality, row: DayCount): string | undefined {
  return municipality.groups.get(row.counter_group_id)?.officeId
}

function sum(rows: readonly DayCount[], column: 'count' | 'total'): number {
  return rows.reduce((total, row) => total + row[column], 0)
}

function round<T extends number | null>(value: T): T {
  return (value === null ? null : Math.round(value * 10) / 10) as T
}
