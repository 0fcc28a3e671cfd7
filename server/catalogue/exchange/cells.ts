/**
 * An entry as a row of cells: `text.de.title`, `fees.1.text.de`. Numbers count from 1, as people do;
 * lists of words are one cell, a line each.
 */
export type Cells = Map<string, string>

const lists = new Set([
  'channels',
  'lifeSituations',
  'terms',
  'services',
  'related',
  'about',
  'prerequisites',
  'documents',
  'steps',
])
const numbers = new Set(['minutes', 'extraPersonMinutes', 'popularity'])

export function toCells(value: unknown, path: readonly string[] = []): Cells {
  const cells: Cells = new Map()
  if (value === undefined || value === null) return cells
  if (typeof value !== 'object') return cells.set(path.join('.'), String(value))
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return cells.set(path.join('.'), value.join('\n'))
  }
  for (const [key, inner] of Object.entries(value)) {
    const name = Array.isArray(value) ? String(Number(key) + 1) : key
    for (const [column, cell] of toCells(inner, [...path, name])) cells.set(column, cell)
  }
  return cells
}

/** The other way round. Empty cells are nothing; what is no number stays a text, for the schema to see. */
export function fromCells(cells: Cells): Record<string, unknown> {
  const content: Record<string, unknown> = Object.create(null) as Record<string, unknown>
  for (const [column, cell] of cells) {
    if (cell.trim() === '') continue
    const path = column.split('.')
    const last = path.pop() ?? ''
    let target = content
    for (const key of path) {
      const inner = target[key]
      target = (isBranch(inner) ? inner : (target[key] = Object.create(null) as unknown)) as Record<
        string,
        unknown
      >
    }
    target[last] = valueOf(last, cell)
  }
  return withArrays(content) as Record<string, unknown>
}

function valueOf(name: string, cell: string): unknown {
  if (lists.has(name)) {
    return cell
      .split('\n')
      .map((line) => line.trim())
      .filter((line) => line !== '')
  }
  return numbers.has(name) && /^\d+$/.test(cell.trim()) ? Number(cell) : cell
}

function isBranch(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Branches whose keys are all numbers are lists, in their order. */
function withArrays(value: unknown): unknown {
  if (!isBranch(value)) return value
  const keys = Object.keys(value)
  if (keys.length > 0 && keys.every((key) => /^[1-9]\d*$/.test(key))) {
    return keys.sort((a, b) => Number(a) - Number(b)).map((key) => withArrays(value[key]))
  }
  return Object.fromEntries(keys.map((key) => [key, withArrays(value[key])]))
}

/** The column of a field: positions count from 1; a point of a list stands in the list's cell. */
export function columnOf(path: readonly (string | number)[]): string {
  const names = path.map((key) => (typeof key === 'number' ? String(key + 1) : key))
  const list = path.findIndex(
    (key, index) => lists.has(String(key)) && typeof path[index + 1] === 'number',
  )
  return (list === -1 ? names : names.slice(0, list + 1)).join('.')
}
