import { CsvError, parse } from 'csv-parse/sync'
import { stringify } from 'csv-stringify/sync'
import type { EntryContent, EntryKind } from '#shared/contracts/entries.ts'
import { entryKinds } from '#shared/contracts/entries.ts'
import { columnOf, fromCells, toCells } from './cells.ts'
import {
  type FindPresent,
  type Path,
  type ReadEntry,
  type ReadFile,
  problemAt,
} from './read-file.ts'

export interface NamedEntry {
  kind: EntryKind
  id: string
  content: EntryContent
}

/** What a spreadsheet would take for a formula, and an apostrophe makes a text again. */
const formula = /^[=+\-@\t\r]/
const disarmed = /^'(?=[=+\-@\t\r'])/

/** A table of entries, a row each, as German spreadsheets open it: semicolons, and a mark for UTF-8. */
export function writeCsv(entries: readonly NamedEntry[]): string {
  const rows = entries.map(({ kind, id, content }) => {
    const cells = toCells(content)
    return new Map([['kind', kind], ['id', id], ...cells])
  })
  const columns = [...new Set(rows.flatMap((row) => [...row.keys()]))]
  const table = rows.map((row) =>
    columns.map((column) => {
      const cell = row.get(column) ?? ''
      return formula.test(cell) || cell.startsWith("'") ? `'${cell}` : cell
    }),
  )
  return stringify([columns, ...table], { delimiter: ';', bom: true, record_delimiter: '\r\n' })
}

interface CsvRecord {
  record: string[]
  info: { lines: number }
}

/**
 * Reads a table of entries. A column that is not there leaves its field as it is, an empty cell
 * empties it.
 */
export function readCsv(source: string, findPresent: FindPresent): ReadFile {
  const records = readRecords(source)
  if (!Array.isArray(records)) return { entries: [], problems: [records] }
  const [head, ...rows] = records
  const columns = head?.record.map((name) => name.trim()) ?? []
  const missing = ['kind', 'id'].filter((name) => !columns.includes(name))
  const place = { line: 1, column: null, row: null }
  if (missing.length > 0) {
    const problems = missing.map((name) => problemAt(place, name, 'is no column of this table'))
    return { entries: [], problems }
  }
  const file: ReadFile = { entries: [], problems: [] }
  let line = head!.info.lines
  rows.forEach(({ record, info }, index) => {
    const cells = new Map(
      columns.map((column, position) => [column, (record[position] ?? '').replace(disarmed, '')]),
    )
    const at = { line: line + 1, row: index + 1 }
    line = info.lines
    const kind = entryKinds.find((known) => known === cells.get('kind')?.trim())
    const id = cells.get('id')?.trim() ?? ''
    if (!kind) {
      const message = `must be one of: ${entryKinds.join(', ')}`
      const column = columns.indexOf('kind') + 1
      file.problems.push(problemAt({ ...at, column }, 'kind', message))
      return
    }
    file.entries.push(readRow({ kind, id, cells, columns, at }, findPresent))
  })
  return file
}

function readRow(
  row: {
    kind: EntryKind
    id: string
    cells: Map<string, string>
    columns: string[]
    at: { line: number; row: number }
  },
  findPresent: FindPresent,
): ReadEntry {
  const { kind, id, cells, columns, at } = row
  const present = findPresent(kind, id)
  const merged = new Map([...(present ? toCells(present) : []), ...cells])
  merged.delete('kind')
  merged.delete('id')
  return {
    kind,
    id,
    content: fromCells(merged),
    placeOf(path: Path) {
      const column = columnOf(path)
      // The cell itself, or the first one of what is missing as a whole.
      const position = columns.findIndex((name) => name === column || name.startsWith(`${column}.`))
      return { ...at, column: position === -1 ? null : position + 1 }
    },
  }
}

function readRecords(source: string) {
  const firstLine = source.slice(0, source.search(/[\r\n]|$/))
  const delimiter = firstLine.split(';').length >= firstLine.split(',').length ? ';' : ','
  try {
    return parse(source, {
      bom: true,
      delimiter,
      info: true,
      skip_empty_lines: true,
    }) as unknown as CsvRecord[]
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    const { lines, records } = error as CsvError & { lines?: number; records?: number }
    const place = { line: lines ?? 1, column: null, row: records ?? null }
    return problemAt(place, '', error.message)
  }
}
