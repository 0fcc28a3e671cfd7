import { afterAll, beforeAll, expect, it } from 'vitest'
import type { EntryKind } from '#shared/contracts/entries.ts'
import { type Role, roles } from '#shared/contracts/staff.ts'
import type { EntryDetail } from '#shared/contracts/staff-entries.ts'
import { type Answer, type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { type EditorRight, editorRights } from '../support/editor-rights.ts'
import { editorOf, question, townWithQuestion } from '../support/entries.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { town } from '../support/town.ts'

const allowed: readonly Role[] = ['editor', 'admin']
const persons = [
  { who: 'nobody', member: null },
  ...roles.map((role) => ({ who: role, member: staffMember(role) })),
  { who: 'an admin of another municipality', member: staffMember('admin', 'nachbarstadt') },
]

describeOnBothEngines('the rights of editors', (engine) => {
  let app: TestApp
  let entries = 0

  beforeAll(async () => {
    const { tenant, faq } = townWithQuestion()
    const neighbour = { ...tenant, slug: 'nachbarstadt', name: 'Nachbarstadt' }
    app = await openTestApp(engine, {
      towns: [town({ faq }), town({ tenant: neighbour, faq })],
      policies: { write: { most: 100_000, perSeconds: 60 } },
    })
  })
  afterAll(() => app.close())

  const kindOf = (route: string): EntryKind => (route.includes('/service') ? 'service' : 'faq')
  const contentOf = (kind: EntryKind) => {
    const { id: _id, ...service } = town().services[0]!
    return kind === 'service' ? service : question()
  }

  /** What a route names, made by an editor of its municipality and brought to where the route begins. */
  async function make(route: string, { names, after = [] }: EditorRight, tenant: string) {
    const id = `eintrag-${(entries += 1)}`
    if (names === 'miss') {
      const row = { tenant_id: tenant, id, query: 'papagei', askers: 3, last_on: '2026-11-20' }
      await app.deps.db.insertInto('search_miss').values(row).execute()
    }
    if (names !== 'entry') return id
    signIn(app, staffMember('editor', tenant, 'maker'))
    const editor = editorOf(app, tenant)
    const kind = kindOf(route)
    await editor.post(`/entries/${kind}`, { id, content: contentOf(kind) })
    for (const step of after) await editor.step(`${kind}/${id}`, step)
    return id
  }

  async function send(route: string, tenant: string, id: string): Promise<Answer<unknown>> {
    const right = editorRights[route]!
    const [method = '', path = ''] = route.split(' ')
    const url = `/api/${tenant}${path.replace('{id}', id).replace('{version}', '1')}${right.query ?? ''}`
    if (method === 'GET') {
      const response = await app.fetch(url)
      const isJson = response.headers.get('Content-Type')?.includes('json')
      const body: unknown = isJson ? await response.json() : await response.text()
      return { status: response.status, headers: response.headers, body, error: undefined }
    }
    const kind = kindOf(route)
    const head = await app.deps.db
      .selectFrom('entry')
      .select('revision')
      .where('tenant_id', '=', tenant)
      .where('id', '=', id)
      .executeTakeFirst()
    const isWriting = method === 'PATCH' || route === `POST /staff/entries/${kind}`
    const response = await app.fetch(url, {
      method,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({
        ...(right.body && 'id' in right.body && right.names === 'entry'
          ? { id: `kopie-${(entries += 1)}` }
          : right.body),
        ...(!right.plain && { revision: head?.revision ?? 1 }),
        ...((isWriting || route.includes('entry-checks')) && { content: contentOf(kind) }),
        ...((route === `POST /staff/entries/${kind}` || route.includes('entry-checks')) && {
          id: `neu-${(entries += 1)}`,
        }),
      }),
    })
    const body = (await response.json()) as { error?: { code: 'internal'; message: string } }
    return { status: response.status, headers: response.headers, body, error: body.error }
  }

  const everything = async () =>
    JSON.stringify([
      await app.deps.db.selectFrom('entry').selectAll().orderBy('id').execute(),
      await app.deps.db.selectFrom('entry_draft').selectAll().orderBy('entry_id').execute(),
      await app.deps.db.selectFrom('search_miss').selectAll().orderBy('id').execute(),
    ])

  it('stand in one table for every route that there is', async () => {
    const { body } = await app.get<{ paths: Record<string, Record<string, { tags: string[] }>> }>(
      '/api/openapi.json',
    )
    const routes = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { tags }]) => tags.includes('editing'))
        .map(([method]) => `${method.toUpperCase()} ${path.slice('/{tenant}'.length)}`),
    )
    expect(routes.sort()).toEqual(Object.keys(editorRights).sort())
  })

  it.each(persons)('are kept by every route when $who comes', async ({ who, member }) => {
    const isAllowed = allowed.some((role) => role === who)
    for (const [route, right] of Object.entries(editorRights)) {
      // Nothing that is not taken over from anybody can be acknowledged.
      const success = route.endsWith('/acknowledge') ? 409 : (right.status ?? 200)
      const refusal = member ? 403 : 401
      // Whoever may do nothing needs nothing new to be refused.
      const [own, foreign] = isAllowed
        ? [await make(route, right, 'teststadt'), await make(route, right, 'nachbarstadt')]
        : ['pass-dauer', 'pass-dauer']
      const before = await everything()
      const unseen: unknown[] = []
      signIn(app, member)
      for (const id of [foreign, 'nirgends']) {
        const { status, body } = await send(route, 'teststadt', id)
        const missing = right.names ? 404 : success
        expect([route, status]).toEqual([route, isAllowed ? missing : refusal])
        if (right.names) unseen.push(body)
      }
      expect(unseen[0]).toEqual(unseen[1])
      if (right.names || !isAllowed) expect([route, await everything()]).toEqual([route, before])
      const { status } = await send(route, 'teststadt', own)
      expect([route, status]).toEqual([route, isAllowed ? success : refusal])
      if (!isAllowed) expect(await everything()).toBe(before)
    }
  })

  it('tell nobody whether there is a municipality of a name', async () => {
    for (const member of [null, staffMember('admin', 'atlantis')]) {
      signIn(app, member)
      for (const route of Object.keys(editorRights)) {
        const there = await send(route, 'nachbarstadt', 'pass-dauer')
        const notThere = await send(route, 'atlantis', 'pass-dauer')
        expect([notThere.status, notThere.body]).toEqual([there.status, there.body])
      }
    }
  })

  it('leave what another municipality has under the same name alone', async () => {
    signIn(app, staffMember('editor'))
    const editor = editorOf(app)
    const { revision } = (await editor.get('/entries/faq/pass-dauer')).body
    await editor.patch('/entries/faq/pass-dauer', { revision, content: question({ terms: [] }) })
    await editor.step('faq/pass-dauer', 'publish')
    signIn(app, staffMember('editor', 'nachbarstadt'))
    const theirs = await editorOf(app, 'nachbarstadt').get<EntryDetail>('/entries/faq/pass-dauer')
    expect(theirs.body).toMatchObject({ published: { version: 1 }, draft: null })
  })
})
