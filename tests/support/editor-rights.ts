import { entryKinds } from '#shared/contracts/entries.ts'

/** What the test of a right needs to use a route of the editors. */
export interface EditorRight {
  /** What the route names: an entry, words that led nowhere, or nothing. */
  names?: 'entry' | 'miss'
  /** Steps that bring a fresh draft to where the route takes it on. */
  after?: readonly ('publish' | 'submit')[]
  /** What is sent besides the revision. */
  body?: object
  /** What stands behind the path. */
  query?: string
  /** Sends no revision: the route changes nothing that has one. */
  plain?: true
  status?: 201
}

const aYearOn = { checkedBy: 'Bürgerbüro', by: '2027-12-01' }
const tomorrow = '2026-11-24T06:00:00.000Z'

const ofEntry: Record<string, EditorRight> = {
  'GET ': {},
  'GET /versions': { after: ['publish'] },
  'GET /versions/{version}': { after: ['publish'] },
  'GET /difference': { after: ['publish'], query: '?from=1&to=1' },
  'PATCH ': {},
  'POST /duplicate': { body: { id: 'kopie' }, plain: true, status: 201 },
  'POST /submit': {},
  'POST /reject': { after: ['submit'], body: { note: 'Bitte kürzer.' } },
  'POST /restore': { after: ['publish'], body: { version: 1 } },
  'POST /discard': {},
  'POST /publish': {},
  'POST /approve': { after: ['submit'] },
  'POST /schedule': { body: { publishAt: tomorrow } },
  'POST /archive': { after: ['publish'] },
  'POST /checked': { after: ['publish'], body: aYearOn },
  'POST /acknowledge': { after: ['publish'] },
}

const others: Record<string, EditorRight> = {
  'GET /staff/entries': {},
  'GET /staff/worklist': {},
  'GET /staff/entries-export': { query: '?format=csv' },
  'POST /staff/entries-import': { body: { format: 'yaml', content: 'faq: []' }, plain: true },
  'POST /staff/worklist/misses/{id}/term': {
    names: 'miss',
    body: { kind: 'faq', id: 'pass-dauer' },
    plain: true,
  },
  'POST /staff/worklist/misses/{id}/draft': { names: 'miss', plain: true, status: 201 },
  'POST /staff/worklist/misses/{id}/dismiss': { names: 'miss', plain: true },
}

/** Every route of editors and admins, and nobody else: `POST /staff/entries/faq/{id}/publish`. */
export const editorRights: Record<string, EditorRight> = {
  ...others,
  ...Object.fromEntries(
    entryKinds.flatMap((kind) => [
      [`POST /staff/entries/${kind}`, { plain: true, status: 201 } satisfies EditorRight],
      [`POST /staff/entry-checks/${kind}`, { plain: true } satisfies EditorRight],
      ...Object.entries(ofEntry).map(([route, right]): [string, EditorRight] => {
        const [method = '', path = ''] = route.split(' ')
        return [`${method} /staff/entries/${kind}/{id}${path}`, { ...right, names: 'entry' }]
      }),
    ]),
  ),
}
