import type { EntryContent } from '../contracts/entries.ts'
import type { Change } from '../contracts/staff-entries.ts'

/** What differs between two contents, field by field, in the order of the later one. */
export function entryDifference(before: EntryContent | null, after: EntryContent | null): Change[] {
  const earlier = new Map(before ? leavesOf(before) : [])
  const later = new Map(after ? leavesOf(after) : [])
  return [...new Set([...later.keys(), ...earlier.keys()])].flatMap((path) => {
    const change = { path, before: earlier.get(path) ?? null, after: later.get(path) ?? null }
    return change.before === change.after ? [] : [change]
  })
}

/** Every value by its dotted path. Lists of words are one value, a line each: they move as a whole. */
function leavesOf(value: unknown, path: readonly string[] = []): [string, string][] {
  if (value === undefined || value === null) return []
  if (typeof value !== 'object') return [[path.join('.'), String(value)]]
  if (Array.isArray(value) && value.every((item) => typeof item === 'string')) {
    return value.length > 0 ? [[path.join('.'), value.join('\n')]] : []
  }
  return Object.entries(value).flatMap(([key, inner]) => leavesOf(inner, [...path, key]))
}
