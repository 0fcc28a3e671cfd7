import { type Document, LineCounter, isNode, parseDocument, stringify, visit } from 'yaml'
import { checkTenantFile } from './tenant-file.check.ts'
import type { TenantFile } from './tenant-file.schema.ts'

/** Something wrong in a municipality's file, and where. */
export interface FileProblem {
  /** The name of the file, where there are several. */
  file?: string
  /** `offices.0.groups.1.gridMinutes`; empty for the file as a whole. */
  path: string
  /** From 1. */
  line: number
  message: string
}

/** A file that cannot be imported, with every problem that was found in it. */
export class TenantFileError extends Error {
  readonly problems: readonly FileProblem[]

  constructor(problems: readonly FileProblem[]) {
    super(
      problems
        .map(({ file, line, path, message }) => {
          const place = file === undefined ? `line ${line}` : `${file}, line ${line}`
          return `${place}: ${path}: ${message}`
        })
        .join('\n'),
    )
    this.problems = problems
  }
}

type Path = (string | number)[]

/**
 * Reads a municipality's configuration.
 * @throws TenantFileError with all problems, if there is one
 */
export function parseTenantFile(source: string): TenantFile {
  return parseTenantFiles([{ source }])
}

/**
 * Reads a municipality's configuration from one file or several: what is a list in more than one
 * of them is one list.
 * @throws TenantFileError with all problems, if there is one
 */
export function parseTenantFiles(files: readonly { name?: string; source: string }[]): TenantFile {
  const parts = files.map(({ name, source }) => readPart(name, source))
  const { content, locate, problems: doubled } = mergeParts(parts)
  const { file, problems } = checkTenantFile(content)
  if (file && doubled.length === 0) return file
  const located = problems.map(({ path, message }) => locate(path, message))
  throw new TenantFileError([...doubled, ...located].sort((a, b) => a.line - b.line))
}

interface Part {
  content: unknown
  problem: (path: Path, message: string) => FileProblem
}

function readPart(name: string | undefined, source: string): Part {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  const at = (line: number, path: Path, message: string): FileProblem => ({
    ...(name !== undefined && { file: name }),
    path: path.join('.'),
    line,
    message,
  })
  if (document.errors.length > 0) {
    throw new TenantFileError(
      document.errors.map((error) => at(lines.linePos(error.pos[0]).line, [], error.message)),
    )
  }
  const dangling: FileProblem[] = []
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document)) return
      const { line } = lines.linePos(alias.range?.[0] ?? 0)
      dangling.push(at(line, [], `"*${alias.source}" is not defined in this file`))
    },
  })
  if (dangling.length > 0) throw new TenantFileError(dangling)
  try {
    return {
      content: document.toJS() as unknown,
      problem: (path, message) => at(lineOf(document, lines, path), path, message),
    }
  } catch (error) {
    // Aliases that multiply without end.
    throw new TenantFileError([at(1, [], (error as Error).message)])
  }
}

/** One content of all parts, and the way back from a place in it to a place in one of them. */
function mergeParts(parts: readonly Part[]) {
  const [first] = parts
  if (parts.length === 1 && first) {
    return { content: first.content, locate: first.problem, problems: [] }
  }
  const content: Record<string, unknown> = {}
  const problems: FileProblem[] = []
  const origins = new Map<string, { part: Part; offset: number }[]>()
  for (const part of parts) {
    for (const [key, value] of Object.entries(part.content ?? {})) {
      const known = content[key]
      const origin = origins.get(key) ?? []
      origins.set(key, origin)
      if (known === undefined) content[key] = value
      else if (Array.isArray(known) && Array.isArray(value)) content[key] = [...known, ...value]
      else problems.push(part.problem([key], 'stands in another file already'))
      origin.push({ part, offset: Array.isArray(known) ? known.length : 0 })
    }
  }
  const locate = (path: Path, message: string): FileProblem => {
    const [key = '', index, ...rest] = path
    const origin = origins.get(String(key)) ?? []
    if (typeof index !== 'number') return (origin[0]?.part ?? first!).problem(path, message)
    const owner = origin.findLast(({ offset }) => offset <= index) ?? { part: first!, offset: 0 }
    return owner.part.problem([key, index - owner.offset, ...rest], message)
  }
  return { content, locate, problems }
}

const schemaComment =
  ' A municipality of Rathauslotse. Read it with: npm run tenant -- import FILE\n' +
  ' What may stand here, and what it means: server/tenants/tenant-file.schema.ts\n'

/** Writes a configuration as the file that would be read as the same. */
export function formatTenantFile(file: TenantFile): string {
  const body = stringify(file, { lineWidth: 100, aliasDuplicateObjects: false })
  return `${schemaComment.replace(/^/gm, '#').replace(/#$/, '')}${body}`
}

/** The line of the innermost part of the path that stands in the file. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}
