import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AppointmentState, Placed } from '#shared/contracts/appointments.ts'
import { type Role, roles } from '#shared/contracts/staff.ts'
import { type Answer, type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { editorRights } from '../support/editor-rights.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { town } from '../support/town.ts'
import { monday, wish } from '../support/wishes.ts'

type Target = Pick<Placed, 'id' | 'reference'>

/** Who may use a route of the staff, and what the test needs to use it. */
interface Right {
  roles: readonly Role[]
  /** The state in which an appointment can be named to the route; none: the route names none. */
  state?: AppointmentState
  body?: (target: Target) => object
}

const counter = ['clerk', 'admin'] as const

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
      // Those have a table of their own: editor-rights.test.ts.
      .filter((route) => !(route in editorRights))
    const place = async (tenantId: string) =>
      (await app.post<Placed>(`/api/${tenantId}/appointments`, wish({ date: monday }))).body
    own = await place('teststadt')
    foreign = await place('nachbarstadt')
  })
  afterAll(() => app.close())

  const rightsOf = (route: string): Right => {
    const right = rights[route]
    if (!right) throw new Error(`${route} has no entry in the table of rights`)
    return right
  }
  const request = (route: string, tenantId: string, target: Target): Promise<Answer<unknown>> => {
    const [method, path = ''] = route.split(' ')
    const url = `/api/${tenantId}${path.replace('{id}', target.id)}`
    return method === 'GET' ? app.get(url) : app.post(url, rightsOf(route).body?.(target) ?? {})
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
        if (whose !== 'own') unseen.push(body)
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
