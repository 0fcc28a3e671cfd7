import { afterAll, beforeAll, expect, it } from 'vitest'
import type { AppointmentState, Placed } from '#shared/contracts/appointments.ts'
import { type Role, roles } from '#shared/contracts/staff.ts'
import { type Answer, type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { office as anOffice, group, town } from '../support/town.ts'
import { monday, wish } from '../support/wishes.ts'

type Target = Pick<Placed, 'id' | 'reference'>

/** Who may use a route of the staff, and what the test needs to use it. */
interface Right {
  roles: readonly Role[]
  /** The state in which an appointment can be named to the route; none: the route names none. */
  state?: AppointmentState
  query?: string
  body?: (target: Target) => object
  /** What creates something says so. */
  status?: 201
  /** What is judged is answered, also if nobody is found. */
  isJudged?: true
  /** The answer goes on as long as somebody listens. */
  isStream?: true
}

const counter = ['clerk', 'admin'] as const
const phoneToo = [...counter, 'agent'] as const

const ausweis = { services: [{ slug: 'ausweis', persons: 1 }], lang: 'de' }
const place = { office: 'rathaus', date: monday, start: '11:00' }
const office = '?office=rathaus'

const rights: Record<string, Right> = {
  'GET /staff/appointments': { roles: phoneToo },
  'GET /staff/snapshot': { roles: counter, query: office },
  'GET /staff/search': { roles: phoneToo, query: '?q=muster' },
  'GET /staff/plan': { roles: counter, query: office },
  'GET /staff/live': { roles: counter, query: office, isStream: true },
  'GET /staff/slots': { roles: phoneToo, query: '?service=ausweis' },
  'POST /staff/check-in': {
    roles: counter,
    state: 'confirmed',
    body: ({ reference }) => ({ code: reference, anyway: true }),
    isJudged: true,
  },
  'POST /staff/check-ins': {
    roles: counter,
    body: () => ({
      checkIns: [{ key: crypto.randomUUID(), at: '2026-11-23T06:00:00.000Z', code: 'K7M-4PXQ' }],
    }),
  },
  'POST /staff/call-next': {
    roles: counter,
    body: () => ({ office: 'rathaus', counter: 1, complete: true }),
  },
  'POST /staff/walk-ins': {
    roles: counter,
    body: () => ({ ...ausweis, office: 'rathaus' }),
    status: 201,
  },
  'POST /staff/appointments': {
    roles: phoneToo,
    body: () => ({ ...ausweis, ...place, name: 'Grete Kurz' }),
    status: 201,
  },
  'POST /staff/appointments/{id}/move': {
    roles: phoneToo,
    state: 'confirmed',
    body: () => place,
  },
  'POST /staff/appointments/{id}/cancel': { roles: phoneToo, state: 'confirmed' },
  'POST /staff/appointments/{id}/check-in': { roles: counter, state: 'checked_in' },
  'POST /staff/appointments/{id}/call': { roles: counter, state: 'checked_in' },
  'POST /staff/appointments/{id}/recall': { roles: counter, state: 'called' },
  'POST /staff/appointments/{id}/complete': { roles: counter, state: 'called' },
  'POST /staff/appointments/{id}/no-show': { roles: counter, state: 'called' },
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
    // Always open, with room for everybody, so that nothing but the right decides.
    const opening = [{ ...group().opening[0]!, from: '00:00', to: '23:00', counters: 50 }]
    const offices = [anOffice({ groups: [group({ opening })] })]
    const neighbour = { ...tenant, slug: 'nachbarstadt', name: 'Nachbarstadt' }
    app = await openTestApp(engine, {
      towns: [town({ offices }), town({ tenant: neighbour, offices })],
    })
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
    const { query = '', body, isStream } = rightsOf(route)
    const [method, path = ''] = route.split(' ')
    const url = `/api/${tenantId}${path.replace('{id}', target.id)}${query}`
    if (!isStream) return method === 'GET' ? app.get(url) : app.post(url, body?.(target) ?? {})
    const response = await app.fetch(url)
    if (!response.ok) return app.get(url)
    await response.body!.cancel()
    return { status: response.status, headers: response.headers, body: {}, error: undefined }
  }
  const now = '2026-11-23T06:00:00.000Z'
  const setStates = async (state: AppointmentState) => {
    // What other routes have called still stands at the counters.
    await app.deps.db
      .updateTable('appointment')
      .set({ state: 'completed' })
      .where('state', '=', 'called')
      .execute()
    await app.deps.db
      .updateTable('appointment')
      .set({
        state,
        hold_until: null,
        date: monday,
        start_minute: 540,
        arrived_at: state === 'confirmed' ? null : now,
        called_at: state === 'called' ? '2026-11-23T05:50:00.000Z' : null,
      })
      .where('id', 'in', [own.id, foreign.id])
      .execute()
  }
  const states = async () =>
    (
      await app.deps.db
        .selectFrom('appointment')
        .select('state')
        .where('id', 'in', [own.id, foreign.id])
        .execute()
    ).map((row) => row.state)

  it('stand in one table for every route that there is', () => {
    expect([...routes].sort()).toEqual(Object.keys(rights).sort())
  })

  it.each(persons)('are kept by every route when $who comes', async ({ who, member }) => {
    for (const route of routes) {
      const { roles: allowed, state, status: created = 200, isJudged } = rightsOf(route)
      const isAllowed = allowed.some((role) => role === who)
      const refusal = member ? [403, 'forbidden'] : [401, 'sign-in-required']
      const missing = state && !isJudged ? [404, 'not-found'] : [created, undefined]
      const unseen = []
      for (const [whose, target] of Object.entries({ own, foreign, absent })) {
        if (state) await setStates(state)
        signIn(app, member)
        const { status, error, body } = await request(route, 'teststadt', target)
        const permitted = whose === 'own' ? [created, undefined] : missing
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
