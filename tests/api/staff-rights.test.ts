import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AppointmentState, Placed } from '#shared/contracts/appointments.ts'
import { type Role, roles } from '#shared/contracts/staff.ts'
import { type Answer, type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { town } from '../support/town.ts'
import { monday, wish } from '../support/wishes.ts'

type Target = Pick<Placed, 'id' | 'reference'>

/** Who may use a route of the staff, and what the test needs to use it. */
interface Right {
  roles: readonly Role[]
  query?: string
  /** The state in which an appointment can be named to the route; none: the route names none. */
  state?: AppointmentState
  /** `revision` is the one that the configuration has now. */
  body?: (target: Target, revision: number) => object
}

const counter = ['clerk', 'admin'] as const
const admins = ['admin'] as const
const noChange = { subject: 'settings', settings: {} }

const rights: Record<string, Right> = {
  'GET /staff/appointments': { roles: counter },
  'POST /staff/check-in': {
    roles: counter,
    state: 'confirmed',
    body: ({ reference }) => ({ code: reference }),
  },
  'POST /staff/appointments/{id}/check-in': { roles: counter, state: 'confirmed' },
  'POST /staff/appointments/{id}/call': { roles: counter, state: 'checked_in' },
  'POST /staff/appointments/{id}/complete': { roles: counter, state: 'called' },
  'POST /staff/appointments/{id}/no-show': { roles: counter, state: 'confirmed' },
  'POST /staff/appointments/{id}/undo': { roles: counter, state: 'checked_in' },
  'GET /staff/configuration': { roles: admins },
  'POST /staff/configuration/preview': {
    roles: admins,
    body: (_, revision) => ({ revision, change: noChange }),
  },
  'POST /staff/configuration/changes': {
    roles: admins,
    body: (_, revision) => ({ revision, change: noChange }),
  },
  'GET /staff/replacements': { roles: counter },
  'GET /staff/statistics': { roles: admins },
  'GET /staff/statistics-csv': { roles: admins, query: '?table=days' },
  'POST /staff/replacements/{id}/outcome': {
    roles: counter,
    state: 'confirmed',
    body: () => ({ outcome: 'not-reached' }),
  },
}

const persons = [
  { who: 'nobody', member: null },
  ...roles.map((role) => ({ who: role, member: staffMember(role) })),
  { who: 'an admin of another municipality', member: staffMember('admin', 'nachbarstadt') },
]

describeOnBothEngines('the rights of the staff', (engine) => {
  let app: TestApp
  let routes: string[]
  let own: Target
  let foreign: Target
  const absent: Target = { id: crypto.randomUUID(), reference: 'K7M-4PXQ' }

  beforeAll(async () => {
    const { tenant } = town()
    const neighbour = town({ tenant: { ...tenant, slug: 'nachbarstadt', name: 'Nachbarstadt' } })
    app = await openTestApp(engine, { towns: [town(), neighbour] })
    const { body } = await app.get<{ paths: Record<string, object> }>('/api/openapi.json')
    routes = Object.entries(body.paths)
      .filter(([path]) => path.startsWith('/{tenant}/staff/'))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.slice(9)}`),
      )
    const place = async (tenantId: string) =>
      (await app.post<Placed>(`/api/${tenantId}/appointments`, wish({ date: monday }))).body
    own = await place('teststadt')
    foreign = await place('nachbarstadt')
    for (const [tenantId, { id }] of Object.entries({ teststadt: own, nachbarstadt: foreign })) {
      await app.deps.db.insertInto('replacement').values(lost(tenantId, id)).execute()
    }
  })
  afterAll(() => app.close())

  const rightsOf = (route: string): Right => {
    const right = rights[route]
    if (!right) throw new Error(`${route} has no entry in the table of rights`)
    return right
  }
  const request = async (
    route: string,
    tenantId: string,
    target: Target,
  ): Promise<Answer<unknown>> => {
    const [method, path = ''] = route.split(' ')
    const { query = '', body } = rightsOf(route)
    const url = `/api/${tenantId}${path.replace('{id}', target.id)}${query}`
    if (method === 'GET') return app.get(url)
    const { revision } = (await app.deps.municipalities.find(app.deps.db, 'teststadt'))!
    return app.post(url, body?.(target, revision) ?? {})
  }
  const setStates = (state: AppointmentState) =>
    app.deps.db.updateTable('appointment').set({ state, hold_until: null }).execute()
  const states = async () =>
    (await app.deps.db.selectFrom('appointment').select('state').execute()).map((row) => row.state)

  it('stand in one table for every route that there is', () => {
    expect([...routes].sort()).toEqual(Object.keys(rights).sort())
  })

  it.each(persons)('are kept by every route when $who comes', async ({ who, member }) => {
    for (const route of routes) {
      const { roles: allowed, state } = rightsOf(route)
      const isAllowed = allowed.some((role) => role === who)
      const refusal = member ? [403, 'forbidden'] : [401, 'sign-in-required']
      const missing = state ? [404, 'not-found'] : [200, undefined]
      const unseen = []
      for (const [whose, target] of Object.entries({ own, foreign, absent })) {
        if (state) await setStates(state)
        signIn(app, member)
        const { status, error, body } = await request(route, 'teststadt', target)
        const permitted = whose === 'own' ? [200, undefined] : missing
        const expected = isAllowed ? permitted : refusal
        expect([route, whose, status, error?.code]).toEqual([route, whose, ...expected])
        const isChanged = isAllowed && whose === 'own'
        if (state && !isChanged) expect(await states()).toEqual([state, state])
        if (whose !== 'own' && state) unseen.push(body)
      }
      expect(unseen[0]).toEqual(unseen[1])
    }
  })

  it('tell nobody whether there is a municipality of a name', async () => {
    for (const member of [null, staffMember('admin')]) {
      signIn(app, member)
      for (const route of routes) {
        const there = await request(route, 'nachbarstadt', foreign)
        const notThere = await request(route, 'atlantis', foreign)
        expect(there.status).toBe(member ? 403 : 401)
        expect([notThere.status, notThere.body]).toEqual([there.status, there.body])
      }
    }
    signIn(app, staffMember('admin', 'atlantis'))
    for (const route of routes) {
      expect((await request(route, 'atlantis', foreign)).error?.code).toBe('forbidden')
    }
  })

  it('hold only where they were given', async () => {
    const both = { tenantId: 'nachbarstadt', role: 'clerk' } as const
    signIn(app, { id: 'both', roles: [{ tenantId: 'teststadt', role: 'editor' }, both] })
    expect((await app.get('/api/nachbarstadt/staff/appointments')).status).toBe(200)
    expect((await app.get('/api/teststadt/staff/appointments')).status).toBe(403)
  })

  it('are asked for before anything that was sent is read', async () => {
    signIn(app, null)
    const { error } = await app.post('/api/teststadt/staff/check-in', '{"code":')
    expect(error?.code).toBe('sign-in-required')
  })
})

/** An appointment that cannot take place, under the same id. */
function lost(tenantId: string, id: string) {
  return {
    tenant_id: tenantId,
    id,
    appointment_id: id,
    state: 'nothing-free' as const,
    reason: null,
    was_office_id: 'rathaus',
    was_group_id: 'schalter',
    was_date: monday,
    was_start_minute: 540,
    held_id: null,
    offered_office_id: null,
    offered_group_id: null,
    offered_date: null,
    offered_start_minute: null,
    offered_minutes: null,
    offered_until: null,
    attempts: 0,
    attempted_at: null,
    created_at: '2026-11-23T06:00:00.000Z',
    settled_at: null,
  }
}
