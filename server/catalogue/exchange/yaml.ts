import { LineCounter, isNode, parseDocument, stringify } from 'yaml'
import type { EntryKind } from '#shared/contracts/entries.ts'
import type { NamedEntry } from './csv.ts'
import { type Path, type Place, type ReadFile, problemAt } from './read-file.ts'

const lists: Record<EntryKind, string> = { service: 'services', faq: 'faq' }

/** Entries as the configuration file of a municipality lists them. */
export function writeYaml(entries: readonly NamedEntry[]): string {
  const file = Object.fromEntries(
    (['service', 'faq'] as const).flatMap((kind) => {
      const ofKind = entries.filter((entry) => entry.kind === kind)
      return ofKind.length > 0
        ? [[lists[kind], ofKind.map(({ id, content }) => ({ id, ...content }))]]
        : []
    }),
  )
  return stringify(file, { lineWidth: 100, aliasDuplicateObjects: false })
}

/** Reads `services` and `faq` of a configuration file; what else stands there is not looked at. */
export function readYaml(source: string): ReadFile {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const place = (offset: number): Place => {
    const { line, col } = lines.linePos(offset)
    return { line: Math.max(1, line), column: Math.max(1, col), row: null }
  }
  if (document.errors.length > 0) {
    const problems = document.errors.map(({ pos, message }) =>
      problemAt(place(pos[0]), '', message),
    )
    return { entries: [], problems }
  }
  const placeOf = (path: Path): Place => {
    for (let length = path.length; length > 0; length--) {
      const node = document.getIn(path.slice(0, length), true)
      if (isNode(node) && node.range) return place(node.range[0])
    }
    return place(0)
  }
  const file: ReadFile = { entries: [], problems: [] }
  const content = contentOf(document)
  if (typeof content === 'string') {
    return { entries: [], problems: [problemAt(place(0), '', content)] }
  }
  for (const kind of ['service', 'faq'] as const) {
    const list = content[lists[kind]]
    if (list === undefined) continue
    if (!Array.isArray(list)) {
      file.problems.push(problemAt(placeOf([lists[kind]]), lists[kind], 'must be a list'))
      continue
    }
    list.forEach((entry: unknown, index) => {
      const { id, ...fields } = (
        typeof entry === 'object' && entry !== null ? entry : {}
      ) as Record<string, unknown>
      file.entries.push({
        kind,
        id: typeof id === 'string' ? id : '',
        content: fields,
        placeOf: (path) => placeOf([lists[kind], index, ...path]),
      })
    })
  }
  if (file.entries.length === 0 && file.problems.length === 0) {
    file.problems.push(problemAt(place(0), '', 'holds neither "services" nor "faq"'))
  }
  return file
}

/** What stands in the file; or what is wrong: aliases that dangle or multiply, no lists at all. */
function contentOf(document: ReturnType<typeof parseDocument>): Record<string, unknown> | string {
  try {
    const content = document.toJS() as unknown
    if (typeof content === 'object' && content !== null && !Array.isArray(content)) {
      return content as Record<string, unknown>
    }
    return 'holds neither "services" nor "faq"'
  } catch (error) {
    return (error as Error).message
  }
}
