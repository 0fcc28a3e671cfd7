import { type Document, LineCounter, isNode, parseDocument, stringify, visit } from 'yaml'
import { checkTenantFile } from './tenant-file.check.ts'
import type { TenantFile } from './tenant-file.schema.ts'

/** Something wrong in a municipality's file, and where. */
export interface FileProblem {
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
    super(problems.map(({ line, path, message }) => `line ${line}: ${path}: ${message}`).join('\n'))
    this.problems = problems
  }
}

type Path = (string | number)[]

/**
 * Reads a municipality's configuration.
 * @throws TenantFileError with all problems, if there is one
 */
export function parseTenantFile(source: string): TenantFile {
  const lines = new LineCounter()
  const document = parseDocument(source, { lineCounter: lines, prettyErrors: false })
  if (document.errors.length > 0) {
    throw new TenantFileError(
      document.errors.map((error) => ({
        path: '',
        line: lines.linePos(error.pos[0]).line,
        message: error.message,
      })),
    )
  }
  const problem = (path: Path, message: string): FileProblem => ({
    path: path.join('.'),
    line: lineOf(document, lines, path),
    message,
  })
  refuseDanglingAliases(document, lines)
  const { file, problems } = checkTenantFile(contentOf(document))
  if (file) return file
  throw new TenantFileError(
    problems.map(({ path, message }) => problem(path, message)).sort((a, b) => a.line - b.line),
  )
}

const schemaComment =
  ' A municipality of Rathauslotse. Read it with: npm run tenant -- import FILE\n' +
  ' What may stand here, and what it means: server/tenants/tenant-file.schema.ts\n'

/** Writes a configuration as the file that would be read as the same. */
export function formatTenantFile(file: TenantFile): string {
  const body = stringify(file, { lineWidth: 100, aliasDuplicateObjects: false })
  return `${schemaComment.replace(/^/gm, '#').replace(/#$/, '')}${body}`
}

/** @throws TenantFileError for aliases of nothing */
function refuseDanglingAliases(document: Document.Parsed, lines: LineCounter): void {
  const problems: FileProblem[] = []
  visit(document, {
    Alias(_key, alias) {
      if (alias.resolve(document)) return
      const line = lines.linePos(alias.range?.[0] ?? 0).line
      problems.push({ path: '', line, message: `"*${alias.source}" is not defined in this file` })
    },
  })
  if (problems.length > 0) throw new TenantFileError(problems)
}

/** @throws TenantFileError for aliases that multiply without end */
function contentOf(document: Document.Parsed): unknown {
  try {
    return document.toJS()
  } catch (error) {
    throw new TenantFileError([{ path: '', line: 1, message: (error as Error).message }])
  }
}

/** The line of the innermost part of the path that stands in the file. */
function lineOf(document: Document.Parsed, lines: LineCounter, path: Path): number {
  for (let length = path.length; length > 0; length--) {
    const node = document.getIn(path.slice(0, length), true)
    if (isNode(node) && node.range) return lines.linePos(node.range[0]).line
  }
  return 1
}
