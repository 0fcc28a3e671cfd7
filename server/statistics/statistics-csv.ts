import { stringify } from 'csv-stringify/sync'
import type { Statistics, StatisticsTable } from '#shared/contracts/statistics.ts'
import { formatWallTime } from '#shared/domain/local-time.ts'

type Cell = string | number
type Columns<Row> = Record<string, (row: Row) => Cell>

const weekdayNames = [
  'Montag',
  'Dienstag',
  'Mittwoch',
  'Donnerstag',
  'Freitag',
  'Samstag',
  'Sonntag',
]

const outcomes = {
  Termine: (row: { visits: number }) => row.visits,
  'Nicht erschienen': (row: { noShows: number }) => row.noShows,
  Abgesagt: (row: { cancelled: number }) => row.cancelled,
}
const use = {
  'Offene Schalterminuten': (row: { open: number }) => row.open,
  'Belegte Schalterminuten': (row: { used: number }) => row.used,
  'Auslastung in Prozent': ({ open, used }: { open: number; used: number }) =>
    open === 0 ? '' : Math.round((used / open) * 100),
}
const classOf = (name: string, unit: string): Columns<Statistics['lead'][number]> => ({
  [name]: ({ upTo }) => (upTo === null ? 'mehr' : `bis ${upTo} ${unit}`),
  Termine: (row) => row.visits,
})

/** Heads and cells of each table, in the language of the administration. */
const tables: { [Table in StatisticsTable]: Columns<Statistics[Table][number]> } = {
  days: { Tag: (row) => row.date, ...outcomes, 'Ohne Termin': (row) => row.walkIns },
  hours: {
    Wochentag: (row) => weekdayNames[row.weekday - 1]!,
    Stunde: (row) => formatWallTime(row.hour * 60),
    ...use,
  },
  services: {
    Dienstleistung: (row) => row.title,
    Termine: (row) => row.visits,
    'Nicht erschienen': (row) => row.noShows,
    Personen: (row) => row.persons,
  },
  offices: { Standort: (row) => row.name, ...outcomes, ...use },
  lead: classOf('Vorlauf', 'Tage'),
  wait: classOf('Wartezeit', 'Minuten'),
}

/** One table as a file that German spreadsheets open as one; no cell is taken for a formula. */
export function statisticsCsv(statistics: Statistics, table: StatisticsTable): string {
  return csvOf(statistics[table] as never[], tables[table] as Columns<never>)
}

function csvOf<Row>(rows: readonly Row[], columns: Columns<Row>): string {
  const lines = rows.map((row) => Object.values(columns).map((cell) => cell(row)))
  return stringify([Object.keys(columns), ...lines], {
    bom: true,
    delimiter: ';',
    record_delimiter: '\r\n',
    escape_formulas: true,
  })
}
