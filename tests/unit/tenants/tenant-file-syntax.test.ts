import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { parse, stringify } from 'yaml'
import { TenantFileError, parseTenantFile } from '#server/tenants/tenant-file.ts'
import { smallTenant, smallTenantWith } from './small-tenant.ts'

/** The problems of a file; null if there are none. An error of another kind fails the test. */
function problemsIn(source: string) {
  try {
    parseTenantFile(source)
    return null
  } catch (error) {
    if (error instanceof TenantFileError) return error.problems
    throw error
  }
}

function expectProblemsThatCanBeFound(source: string) {
  const problems = problemsIn(source)
  if (problems === null) return
  expect(problems.length).toBeGreaterThan(0)
  const lines = source.split('\n').length
  for (const { line, message } of problems) {
    expect(line >= 1 && line <= lines).toBe(true)
    expect(message).not.toBe('')
  }
}

describe('a file that is no YAML', () => {
  it.each([
    ['a bracket that stays open', '  languages: [de, en]', '  languages: [de, en', [10, 11]],
    ['a tab in place of spaces', '  kind: town', '\tkind: town', [5, 6]],
    ['a key twice', '  kind: town', '  kind: town\n  kind: city', [7]],
    ['a text that stays open', "at: '07:00'", "at: '07:00", [50, 51, 52, 53]],
  ])('names the line: %s', (_, before, after, lines) => {
    const problems = problemsIn(smallTenantWith({ [before]: after }))
    expect(problems?.[0]?.path).toBe('')
    expect(lines).toContain(problems?.[0]?.line)
  })

  it.each(['', ' ', '# nothing', 'null', '7', 'Kleindorf', '[]', '- tenant', '---\n...\n'])(
    'or no municipality at all: %j',
    (source) => {
      expect(problemsIn(source)).not.toBeNull()
    },
  )

  it('or more than one', () => {
    expect(problemsIn(`${smallTenant}---\n${smallTenant}`)).toHaveLength(1)
  })

  it.each([
    'PK\u0003\u0004',
    '\u0000',
    '{"tenant":',
    '%PDF-1.7',
    '<?xml version="1.0"?>',
    '\ufeff',
  ])('but something else: %j', (source) => {
    expect(problemsIn(source)).not.toBeNull()
  })
})

describe('a file with aliases', () => {
  it('may use them', () => {
    const source = smallTenantWith({
      'name: { de: Tresen }': 'name: &name { de: Tresen }',
      'name: { de: Beratung }': 'name: *name',
    })
    expect(parseTenantFile(source).offices[0]?.groups[1]?.name).toEqual({ de: 'Tresen' })
  })

  it('names the line of one that leads nowhere', () => {
    const source = smallTenantWith({ 'name: { de: Beratung }': 'name: *nobody' })
    const line = source.slice(0, source.indexOf('*nobody')).split('\n').length
    expect(problemsIn(source)?.map((problem) => problem.line)).toEqual([line])
  })

  it('is refused if they would fill the memory', () => {
    const names = [...'abcdefghij']
    const bomb = names.map((name, index) => {
      const content = index === 0 ? 'lol' : `*${names[index - 1]}`
      return `${name}: &${name} [${Array(10).fill(content).join(', ')}]`
    })
    // Unfolded, ten thousand million words: whoever tried would not come back.
    expect(problemsIn(bomb.join('\n'))).not.toBeNull()
  })

  it('is refused if one contains itself', () => {
    expect(problemsIn('tenant: &a { slug: *a }')).not.toBeNull()
    expect(problemsIn('&a [*a]')).not.toBeNull()
  })
})

describe('a file that is deeper than any municipality', () => {
  it.each(['[', '{a: ', '- ', '? '])('is refused: %j', (opening) => {
    expect(problemsIn(opening.repeat(5_000))).not.toBeNull()
  })
})

describe('a file that somebody has spoiled', () => {
  const sign = fc.constantFrom(...'\n\t -:#[]{}\'"|>!%@&*?,~0a/\\', '\r\n', '  - ', ': ', '<<: ')
  const place = fc.integer({ min: 0, max: smallTenant.length - 1 })
  const edit = fc.record({
    at: place,
    removed: fc.oneof(fc.integer({ min: 0, max: 3 }), fc.integer({ min: 0, max: 200 })),
    added: fc.oneof(fc.string({ unit: sign, maxLength: 4 }), fc.string({ unit: 'binary' })),
  })

  it('in its text has problems that can be found, and never stops the program', () => {
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        const source = edits.reduce(
          (text, { at, removed, added }) => text.slice(0, at) + added + text.slice(at + removed),
          smallTenant,
        )
        expectProblemsThatCanBeFound(source)
      }),
      { numRuns: 250 },
    )
  })

  it('in its values has problems that can be found, and never stops the program', () => {
    const paths = pathsOf(parse(smallTenant))
    const value = fc.oneof(
      fc.jsonValue({ maxDepth: 2 }),
      fc.constantFrom<unknown>(null, -1, 1e9, NaN, Infinity, '', '24:00', '2026-02-30', [], {}),
    )
    fc.assert(
      fc.property(fc.constantFrom(...paths), value, (path, value) => {
        const file: unknown = parse(smallTenant)
        replaceIn(file, path, value)
        expectProblemsThatCanBeFound(stringify(file))
      }),
      { numRuns: 250 },
    )
  })
})

type Path = string[]

/** Every place of a value inside of another. */
function pathsOf(value: unknown, path: Path = []): Path[] {
  const inside = typeof value === 'object' && value !== null ? Object.entries(value) : []
  const own = path.length > 0 ? [path] : []
  return [...own, ...inside.flatMap(([key, child]) => pathsOf(child, [...path, key]))]
}

function replaceIn(target: unknown, [key, ...rest]: Path, value: unknown): void {
  const record = target as Record<string, unknown>
  if (rest.length > 0) replaceIn(record[key!], rest, value)
  else record[key!] = value
}
