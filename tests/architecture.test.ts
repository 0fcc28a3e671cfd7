/** Keeps the rules of the house; whatever a compiler or linter can keep is kept there. */
import { readdirSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { join, posix } from 'node:path'
import { describe, expect, it } from 'vitest'

interface Source {
  path: string
  text: string
}

interface Import {
  /** What stands between `import` and `from`. */
  clause: string
  /** A path from the root of the repository, or the name of a package. */
  target: string
  relative: boolean
}

interface Rule {
  says: string
  /** @returns what breaks the rule in this file */
  broken: (file: Source) => string[]
  forbids: [path: string, text: string][]
  allows: [path: string, text: string][]
}

const folders = ['client', 'server', 'shared', 'tests', 'scripts', 'bench']
const features =
  /^server\/(tenants|offices|catalogue|appointments|requests|replacements|configuration|statistics|staff|audit|privacy)\//
const sharedPackages = [
  'valibot',
  'temporal-polyfill',
  'feiertagejs',
  'mdast-util-from-markdown',
]

const rules: Rule[] = [
  {
    says: 'shared/ imports nothing outside shared/ but a few pure packages',
    broken: imports(
      ({ path }, { target }) =>
        inside('shared', path) && !inside('shared', target) && !sharedPackages.includes(target),
    ),
    forbids: [
      ['shared/domain/slots.ts', `import { readFile } from 'node:fs/promises'`],
      ['shared/domain/slots.ts', `import { createHash } from 'crypto'`],
      ['shared/domain/slots.ts', `export * from '#server/clock.ts'`],
      ['shared/domain/slots.ts', `import { ref } from 'vue'`],
    ],
    allows: [
      ['shared/domain/slots.ts', `import * as v from 'valibot'`],
      ['shared/domain/slots.ts', `import { fields } from '../contracts/fields.ts'`],
    ],
  },
  {
    says: 'client/ knows nothing of server/ and of Node',
    broken: imports(
      ({ path }, { target }) =>
        inside('client', path) && (isBuiltin(target) || inside('server', target)),
    ),
    forbids: [
      ['client/lib/api.ts', `import { Api } from '#server/app.ts'`],
      ['client/lib/api.ts', `import type { Deps } from '#server/deps.ts'`],
      ['client/lib/api.ts', `const app = await import('../../server/app.ts')`],
      ['client/lib/api.ts', `import path from 'node:path'`],
    ],
    allows: [
      ['client/lib/api.ts', `import type { Placed } from '#shared/contracts/appointments.ts'`],
    ],
  },
  {
    says: 'queries know neither HTTP nor words',
    broken: imports(
      ({ path }, { target }) =>
        path.endsWith('.queries.ts') &&
        /^(@?hono\b|vue-i18n|client\/|server\/(http|mail\/templates)\/)|\b(words|i18n)\b/.test(
          target,
        ),
    ),
    forbids: [
      ['server/offices/offices.queries.ts', `import { HTTPException } from 'hono/http-exception'`],
      ['server/offices/offices.queries.ts', `import { session } from '../http/session.ts'`],
      ['server/offices/offices.queries.ts', `import { words } from '#server/mail/templates/de.ts'`],
    ],
    allows: [
      ['server/offices/offices.queries.ts', `import type { Db } from '#server/db/database.ts'`],
    ],
  },
  {
    says: 'a feature uses the use cases of another feature, never its queries',
    broken: imports(({ path }, { target }) => {
      const [from] = features.exec(path) ?? []
      const [to] = features.exec(target) ?? []
      return !!from && !!to && from !== to && target.endsWith('.queries.ts')
    }),
    forbids: [
      ['server/staff/desk.ts', `import { listTaken } from '../appointments/days.queries.ts'`],
    ],
    allows: [
      ['server/staff/desk.ts', `import { place } from '../appointments/appointments.ts'`],
      ['server/staff/desk.ts', `import type { Office } from '../offices/offices.table.ts'`],
      ['server/staff/desk.ts', `import { findRole } from './staff.queries.ts'`],
    ],
  },
  {
    says: 'a page imports from its own folder and its parents, never from a sibling',
    broken: imports(({ path }, { target }) => {
      const [from, to] = [pageFolder(path), pageFolder(target)]
      return from !== null && to !== null && !inside(from, to) && !inside(to, from)
    }),
    forbids: [
      ['client/citizen/pages/termin/daten/Page.vue', `import Day from '../zeit/Day.vue'`],
      [
        'client/citizen/pages/termin/Page.vue',
        `import Start from '#client/citizen/pages/start/A.vue'`,
      ],
    ],
    allows: [
      ['client/citizen/pages/termin/daten/Page.vue', `import Steps from '../Steps.vue'`],
      ['client/citizen/pages/termin/daten/Page.vue', `import Head from '../../Head.vue'`],
      [
        'client/citizen/pages/termin/Page.vue',
        `import { useDraft } from '#client/citizen/draft.ts'`,
      ],
    ],
  },
  {
    says: 'the environment is read in server/config.ts only',
    broken: words(
      /\bprocess\s*\.\s*env\b|['"](node:)?process['"]/g,
      (path) => isApplication(path) && path !== 'server/config.ts',
    ),
    forbids: [
      ['server/mail/transport.ts', `const url = process.env.SMTP_URL`],
      ['server/mail/transport.ts', `import { env } from 'node:process'`],
    ],
    allows: [['server/config.ts', `parse(process.env)`]],
  },
  {
    says: 'no relative import climbs out of its top folder',
    broken: imports(
      ({ path }, { target, relative }) => relative && topFolder(path) !== topFolder(target),
    ),
    forbids: [
      ['client/lib/dates.ts', `import { today } from '../../shared/domain/local-time.ts'`],
      ['server/app.ts', `import manifest from '../package.json' with { type: 'json' }`],
    ],
    allows: [['client/lib/dates.ts', `import { today } from '#shared/domain/local-time.ts'`]],
  },
  {
    says: 'no file is named after the fact that nobody knew a name for it',
    broken: ({ path }) => path.match(/\b(utils?|helpers?|misc|common)\b/gi) ?? [],
    forbids: [
      ['shared/utils.ts', ''],
      ['client/lib/date-helpers.ts', ''],
      ['server/common/ids.ts', ''],
    ],
    allows: [['shared/domain/commons-day.ts', '']],
  },
  {
    says: 'nothing is typed as any',
    broken: ({ path, text }) =>
      words(/(:|\bas|[<,|&])\s*any\b/g)({ path, text: withoutComments(text) }),
    forbids: [
      ['client/lib/api.ts', `function read(body: any) {}`],
      ['client/lib/api.ts', `const body = answer as any`],
      ['client/lib/api.ts', `const bodies: Record<string, any> = {}`],
    ],
    allows: [['client/lib/api.ts', `// The same: any of them, as any reader knows.\nanyOf(many)`]],
  },
  {
    says: 'no test is left out, and none runs alone',
    broken: words(/\b(it|test|describe)(\.\w+)*\.(only|skip|skipIf|runIf|todo|fixme|fails)\b/g),
    forbids: [
      ['tests/unit/slots.test.ts', `it.skip('gives the last place', () => {})`],
      ['tests/unit/slots.test.ts', `describe.concurrent.only('places', () => {})`],
      ['tests/e2e/booking.spec.ts', `test.fixme('books', async () => {})`],
    ],
    allows: [['tests/unit/slots.test.ts', `it.each([1, 2])('gives %i places', () => {})`]],
  },
  {
    says: 'nothing is left to do in a comment',
    broken: words(/\b(TODO|FIXME|XXX|HACK)\b/g),
    forbids: [['server/app.ts', `// TODO: handle errors`]],
    allows: [['server/app.ts', `// Hacks have no place here.`]],
  },
  {
    says: 'no file is longer than 400 lines, texts and data excepted',
    broken({ path, text }) {
      const lines = text.split('\n').length
      const isData = /^client\/i18n\/|\/(data|seed)\//.test(path)
      return isApplication(path) && !isData && lines > 400 ? [`${lines} lines`] : []
    },
    forbids: [['server/app.ts', '\n'.repeat(400)]],
    allows: [
      ['server/app.ts', '\n'.repeat(399)],
      ['client/i18n/de/index.ts', '\n'.repeat(400)],
    ],
  },
]

const files = folders.flatMap(readFolder)

describe.each(rules)('$says', ({ broken, forbids, allows }) => {
  it('in every file', () => {
    const found = files.flatMap((file) => broken(file).map((what) => `${file.path}: ${what}`))
    expect(found).toEqual([])
  })
  it.each(forbids)('which forbids in %s: %s', (path, text) => {
    expect(broken({ path, text })).not.toEqual([])
  })
  it.each(allows)('which allows in %s: %s', (path, text) => {
    expect(broken({ path, text })).toEqual([])
  })
})

it.each(['client', 'server', 'shared', 'tests'])('reads the files of %s/', (folder) => {
  expect(files.filter(({ path }) => inside(folder, path)).length).toBeGreaterThan(5)
})

function readFolder(folder: string): Source[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && /\.(ts|vue|mjs|css)$/.test(entry.name))
    .map((entry) => join(entry.parentPath, entry.name))
    .filter((path) => path !== 'tests/architecture.test.ts')
    .map((path) => ({ path, text: readFileSync(path, 'utf8') }))
}

/** A rule about single imports. */
function imports(isBroken: (file: Source, found: Import) => boolean) {
  return (file: Source) =>
    importsOf(file)
      .filter((found) => isBroken(file, found))
      .map(({ target }) => `imports ${target}`)
}

/** A rule about what stands in the text of files. */
function words(pattern: RegExp, applies = (path: string) => path !== '') {
  return ({ path, text }: Source): string[] => (applies(path) ? (text.match(pattern) ?? []) : [])
}

function importsOf({ path, text }: Source): Import[] {
  const statement =
    /\b(?:import|export)\b\s*([\w$*{},\s]*?)\s*\bfrom\s*['"]([^'"]+)['"]|\bimport\s*\(?\s*['"]([^'"]+)['"]/g
  return [...withoutComments(text).matchAll(statement)].map(([, clause = '', from, bare]) => {
    const specifier = from ?? bare ?? ''
    const relative = specifier.startsWith('.')
    const target = relative
      ? posix.join(posix.dirname(path), specifier)
      : specifier.replace(/^#/, '')
    return { clause: clause.replace(/\s+/g, ' '), target, relative }
  })
}

function withoutComments(text: string): string {
  return text.replace(/\/\*[\s\S]*?\*\/|<!--[\s\S]*?-->|(?<![:'"`])\/\/.*/g, '')
}

function pageFolder(path: string): string | null {
  return /^client\/\w+\/pages(?=\/)/.test(path) ? posix.dirname(path) : null
}

function inside(folder: string, path: string): boolean {
  return path === folder || path.startsWith(`${folder}/`)
}

function topFolder(path: string): string | undefined {
  return path.split('/')[0]
}

function isApplication(path: string): boolean {
  return /^(client|server|shared)\//.test(path)
}
