import type { EntryContent, EntryKind } from '#shared/contracts/entries.ts'
import type { ImportProblem } from '#shared/contracts/staff-entries.ts'

export type Path = readonly (string | number)[]
export type Place = Pick<ImportProblem, 'line' | 'column' | 'row'>

/** An entry as a file has it, whatever the format; nothing of it has been checked yet. */
export interface ReadEntry {
  kind: EntryKind
  id: string
  content: unknown
  /** Where a field of it stands in the file. */
  placeOf(path: Path): Place
}

export interface ReadFile {
  entries: ReadEntry[]
  /** What could not be read at all. */
  problems: ImportProblem[]
}

/** What there is already: a file may say only a part of an entry. */
export type FindPresent = (kind: EntryKind, id: string) => EntryContent | undefined

export function problemAt(place: Place, path: string, message: string): ImportProblem {
  return { ...place, path, message }
}
