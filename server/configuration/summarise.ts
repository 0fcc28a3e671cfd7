import { isDeepStrictEqual } from 'node:util'

const mostEntries = 12
const longestValue = 40

/** A value that says nothing but itself: a number, a name of ours, a time, a date, a colour. */
const isPlain = (value: unknown) =>
  typeof value !== 'string' || new RegExp(`^[\\w:.#/+-]{0,${longestValue}}$`).test(value)

/**
 * What differs between two parts of a configuration, for the audit: `offices.rathaus.groups.schalter.gridMinutes=5`
 * before and after. Free text is named, never repeated.
 */
export function summariseChange(
  before: unknown,
  after: unknown,
): { before: string; after: string } {
  const paths = new Map([...leavesOf(before), ...leavesOf(after)].map(([path]) => [path, true]))
  const was = new Map(leavesOf(before))
  const is = new Map(leavesOf(after))
  const changed = [...paths.keys()].filter(
    (path) => !isDeepStrictEqual(was.get(path), is.get(path)),
  )
  return { before: written(changed, was), after: written(changed, is) }
}

function written(paths: readonly string[], values: ReadonlyMap<string, unknown>): string {
  const entries = paths
    .filter((path) => values.has(path))
    .slice(0, mostEntries)
    .map((path) => {
      const value = values.get(path)
      return `${path}=${isPlain(value) ? String(value) : '…'}`
    })
  const more = paths.length - mostEntries
  return [...entries, ...(more > 0 ? [`+${more}`] : [])].join(' ')
}

/** Each single value by its dotted path. */
function leavesOf(value: unknown, path = ''): [string, unknown][] {
  if (typeof value !== 'object' || value === null) return [[path || 'value', value]]
  return Object.entries(value).flatMap(([key, part]) => {
    const step = nameOf(part) ?? key
    return leavesOf(part, path === '' ? step : `${path}.${step}`)
  })
}

/** What has a name is found by it, wherever it stands in its list. */
function nameOf(value: unknown): string | null {
  const isNamed = typeof value === 'object' && value !== null && 'id' in value
  return isNamed && typeof value.id === 'string' ? value.id : null
}
