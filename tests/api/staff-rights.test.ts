import { afterAll, beforeAll, expect, it } from 'vitest'
import { identifyBySession } from '#server/staff/session.ts'
import type { AppointmentState, Placed } from '#shared/contracts/appointments.ts'
import { type Role, roles } from '#shared/contracts/staff.ts'
import { type Answer, type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { type BrowserSession, addStaff, openBrowser } from '../support/browser-session.ts'
import { editorRights } from '../support/editor-rights.ts'
import { requestRights } from '../support/request-rights.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { group, office as anOffice, town } from '../support/town.ts'
import { monday, wish } from '../support/wishes.ts'

/** What a route names: an appointment by both, anything else by its id. */
type Target = Pick<Placed, 'id' | 'reference'>

/** Who may use a route of the staff, and what the test needs to use it. */
interface Right {
  roles: readonly Role[]
  /** The state in which an appointment can be named to the route. */
  state?: AppointmentState
  /** The state in which a colleague can be named to the route. */
  person?: 'invited' | 'active'
  /** Of the answer to who may; 200 if left out. */
  success?: number
  query?: string
  /** `revision` is the one that the configuration has now. */
  body?: (target: Target, revision: number) => object
  /** How many records it leaves where it is allowed; 1 if left out. */
  records?: number
  /** What is judged is answered, also if nobody is found. */
  isJudged?: true
  /** A terminal with the id of the appointment is there. */
  isTerminal?: true
}

const counter = ['clerk', 'admin'] as const
const phoneToo = [...counter, 'agent'] as const
const admins = ['admin'] as const
const noChange = { subject: 'settings', settings: {} }

const ausweis = { services: [{ slug: 'ausweis', persons: 1 }], lang: 'de' }
const place = { office: 'rathaus', date: monday, start: '11:00' }
const office = '?office=rathaus'

const rights: Record<string, Right> = {
  'GET /staff/appointments': { roles: phoneToo },
  'GET /staff/snapshot': { roles: counter, query: office },
  'GET /staff/search': { roles: phoneToo, query: '?q=muster' },
  'GET /staff/plan': { roles: counter, query: office },
  'GET /staff/live': { roles: counter, query: office },
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
    records: 0,
  },
  'POST /staff/call-next': {
    roles: counter,
    body: () => ({ office: 'rathaus', counter: 1 }),
    records: 0,
  },
  'POST /staff/walk-ins': {
    roles: counter,
    body: () => ({ ...ausweis, office: 'rathaus' }),
    success: 201,
  },
  'GET /staff/terminals': { roles: counter, query: office },
  'POST /staff/terminals': {
    roles: counter,
    body: () => ({ office: 'rathaus', name: 'Foyer' }),
    success: 201,
  },
  'POST /staff/terminals/{id}/remove': { roles: counter, state: 'confirmed', isTerminal: true },
  'POST /staff/appointments': {
    roles: phoneToo,
    body: () => ({ ...ausweis, ...place, name: 'Grete Kurz' }),
    success: 201,
  },
  'POST /staff/appointments/{id}/move': {
    roles: phoneToo,
    state: 'confirmed',
    body: () => place,
  },
  'POST /staff/appointments/{id}/cancel': { roles: phoneToo, state: 'confirmed' },
  'POST /staff/appointments/{id}/check-in': {
    roles: counter,
    state: 'confirmed',
    body: () => ({ anyway: true }),
  },
  'POST /staff/appointments/{id}/call': { roles: counter, state: 'checked_in' },
  'POST /staff/appointments/{id}/recall': { roles: counter, state: 'called' },
  'POST /staff/appointments/{id}/complete': { roles: counter, state: 'called' },
  'POST /staff/appointments/{id}/no-show': { roles: counter, state: 'called' },
  'POST /staff/appointments/{id}/undo': { roles: counter, state: 'checked_in' },
  'GET /staff/replacements': { roles: counter },
  'POST /staff/replacements/{id}/outcome': {
    roles: counter,
    state: 'confirmed',
    body: () => ({ outcome: 'not-reached' }),
  },
  'GET /staff/configuration': { roles: admins },
  'POST /staff/configuration/preview': {
    roles: admins,
    body: (_, revision) => ({ revision, change: noChange }),
    records: 0,
  },
  'POST /staff/configuration/changes': {
    roles: admins,
    body: (_, revision) => ({ revision, change: noChange }),
  },
  'GET /staff/statistics': { roles: admins },
  'GET /staff/statistics-csv': { roles: admins, query: '?table=days' },
  'GET /staff/people': { roles: admins },
  'POST /staff/people': {
    roles: admins,
    success: 201,
    body: () => ({ name: 'Neu', email: 'neu@teststadt.example', roles: ['clerk'], lang: 'de' }),
  },
  'POST /staff/people/{id}/roles': {
    roles: admins,
    person: 'active',
    body: () => ({ roles: ['clerk', 'editor'] }),
  },
  'POST /staff/people/{id}/disable': { roles: admins, person: 'active' },
  'POST /staff/people/{id}/enable': { roles: admins, person: 'active' },
  'POST /staff/people/{id}/reset-second-factor': { roles: admins, person: 'active' },
  'POST /staff/people/{id}/resend': {
    roles: admins,
    person: 'invited',
    body: () => ({ lang: 'de' }),
  },
  'GET /staff/audit': { roles: admins },
  'GET /staff/audit/actors': { roles: admins },
  'GET /staff/audit/export': { roles: admins },
}

const persons = [
  { who: 'nobody', member: null },
  ...roles.map((role) => ({ who: role, member: staffMember(role) })),
  { who: 'an admin of another municipality', member: staffMember('admin', 'nachbarstadt') },
]

describeOnBothEngines('the rights of the staff', (engine) => {
  let app: TestApp
  let routes: string[]
  type Kind = 'appointment' | 'person'
  let own: Record<Kind, Target>
  let foreign: Record<Kind, Target>
  const nowhere: Target = { id: crypto.randomUUID(), reference: 'K7M-4PXQ' }
  const absent = { appointment: nowhere, person: nowhere }

  beforeAll(async () => {
    const { tenant } = town()
    // Always open, with room for everybody, so that nothing but the right decides.
    const opening = [{ ...group().opening[0]!, from: '00:00', to: '23:00', counters: 50 }]
    const offices = [anOffice({ groups: [group({ opening })] })]
    const neighbour = town({
      offices,
      tenant: { ...tenant, slug: 'nachbarstadt', name: 'Nachbarstadt' },
    })
    app = await openTestApp(engine, { towns: [town({ offices }), neighbour] })
    const { body } = await app.get<{ paths: Record<string, object> }>('/api/openapi.json')
    routes = Object.entries(body.paths)
      .filter(([path]) => path.startsWith('/{tenant}/staff/'))
      .flatMap(([path, methods]) =>
        Object.keys(methods).map((method) => `${method.toUpperCase()} ${path.slice(9)}`),
      )
      // Those have a table of their own: editor-rights.test.ts.
      .filter((route) => !(route in editorRights))
      // And those: request-rights.test.ts.
      .filter((route) => !(route in requestRights))
    const targetsAt = async (tenantId: string) => {
      const path = `/api/${tenantId}/appointments`
      const { body: appointment } = await app.post<Placed>(path, wish({ date: monday }))
      const { id } = await addStaff(app, `person@${tenantId}.example`, ['clerk', tenantId])
      return { appointment, person: { id, reference: '' } }
    }
    own = await targetsAt('teststadt')
    foreign = await targetsAt('nachbarstadt')
    for (const [tenantId, { appointment }] of Object.entries({
      teststadt: own,
      nachbarstadt: foreign,
    })) {
      await app.deps.db.insertInto('replacement').values(lost(tenantId, appointment.id)).execute()
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
    const { query = '' } = rightsOf(route)
    const url = `/api/${tenantId}${path.replace('{id}', target.id)}${query}`
    if (method === 'GET') {
      return /\/(export|live|statistics-csv)$/.test(path) ? getNoJson(url) : app.get(url)
    }
    const { revision } = (await app.deps.municipalities.find(app.deps.db, 'teststadt'))!
    return app.post(url, rightsOf(route).body?.(target, revision) ?? {})
  }
  /** A table, or a stream that goes on as long as somebody listens, unless it is a refusal. */
  const getNoJson = async (url: string): Promise<Answer<unknown>> => {
    const response = await app.fetch(url)
    if (!response.ok) return app.get(url)
    await response.body!.cancel()
    return { ...response, status: 200, headers: response.headers, body: '', error: undefined }
  }
  const kindOf = ({ state, person }: Right): Kind | null =>
    state ? 'appointment' : person ? 'person' : null
  const prepare = async ({ state, person, isTerminal }: Right) => {
    const { db } = app.deps
    if (state) await setState(state)
    if (isTerminal) await setTerminals()
    if (!person) return
    const email_verified = person === 'active' ? 1 : 0
    await db.updateTable('staff').set({ email_verified, disabled_at: null }).execute()
  }
  const setState = async (state: AppointmentState) => {
    const { db } = app.deps
    // What other routes have called still stands at the counters.
    const others = db.updateTable('appointment').set({ state: 'completed' })
    await others.where('state', 'in', ['checked_in', 'called']).execute()
    const ids = [own.appointment.id, foreign.appointment.id]
    const arrived_at = state === 'confirmed' ? null : '2026-11-23T05:55:00.000Z'
    const called_at = state === 'called' ? '2026-11-23T05:56:00.000Z' : null
    const changes = { state, hold_until: null, start_minute: 540, arrived_at, called_at }
    await db.updateTable('appointment').set(changes).where('id', 'in', ids).execute()
  }
  const setTerminals = async () => {
    const { db } = app.deps
    await db.deleteFrom('number_terminal').execute()
    for (const [tenant_id, { appointment }] of [
      ['teststadt', own],
      ['nachbarstadt', foreign],
    ] as const) {
      const row = { tenant_id, id: appointment.id, office_id: 'rathaus', name: 'Foyer' }
      const made = { secret_hash: '', created_at: '2026-11-23T05:55:00.000Z', seen_at: null }
      await db
        .insertInto('number_terminal')
        .values({ ...row, ...made })
        .execute()
    }
  }
  /** All that a request could change. */
  const everything = async () => {
    const tables = ['appointment', 'staff', 'staff_role', 'staff_link', 'audit_event'] as const
    const rows = tables.map((table) => app.deps.db.selectFrom(table).selectAll().execute())
    return JSON.stringify(await Promise.all(rows))
  }
  const eventsBy = async (actor: string) =>
    (
      await app.deps.db
        .selectFrom('audit_event')
        .select('id')
        .where('tenant_id', '=', 'teststadt')
        .where('actor', '=', `staff:${actor}`)
        .execute()
    ).length

  it('stand in one table for every route that there is', () => {
    expect([...routes].sort()).toEqual(Object.keys(rights).sort())
  })

  it.each(persons)('are kept by every route when $who comes', async ({ who, member }) => {
    for (const route of routes) {
      const right = rightsOf(route)
      const kind = kindOf(right)
      const isAllowed = right.roles.some((role) => role === who)
      const refusal = member ? [403, 'forbidden'] : [401, 'sign-in-required']
      const granted = [right.success ?? 200, undefined]
      const missing = kind && !right.isJudged ? [404, 'not-found'] : granted
      const unseen = []
      for (const [whose, targets] of Object.entries({ own, foreign, absent })) {
        await prepare(right)
        const before = { everything: await everything(), events: await eventsBy(member?.id ?? '') }
        signIn(app, member)
        const target = targets[kind ?? 'appointment']
        const { status, error, body } = await request(route, 'teststadt', target)
        const permitted = whose === 'own' ? granted : missing
        const expected = isAllowed ? permitted : refusal
        expect([route, whose, status, error?.code]).toEqual([route, whose, ...expected])
        const isFound = whose === 'own' || !right.isJudged
        const isWritten = status < 300 && !route.startsWith('GET') && isFound
        const records = isWritten ? (right.records ?? 1) : 0
        // Whatever the staff writes is kept in the records.
        if (records > 0)
          expect([route, await eventsBy(member!.id)]).toEqual([route, before.events + records])
        else expect([route, await everything()]).toEqual([route, before.everything])
        if (whose !== 'own') unseen.push(body)
      }
      if (kind || !isAllowed) expect(unseen[0]).toEqual(unseen[1])
    }
  })

  it('tell nobody whether there is a municipality of a name', async () => {
    for (const member of [null, staffMember('admin')]) {
      signIn(app, member)
      for (const route of routes) {
        const { appointment } = foreign
        const there = await request(route, 'nachbarstadt', appointment)
        const notThere = await request(route, 'atlantis', appointment)
        expect(there.status).toBe(member ? 403 : 401)
        expect([notThere.status, notThere.body]).toEqual([there.status, there.body])
      }
    }
    signIn(app, staffMember('admin', 'atlantis'))
    for (const route of routes) {
      expect((await request(route, 'atlantis', foreign.appointment)).error?.code).toBe('forbidden')
    }
  })

  it('hold only where they were given', async () => {
    const both = { tenantId: 'nachbarstadt', role: 'clerk' } as const
    signIn(app, { id: 'both', roles: [{ tenantId: 'teststadt', role: 'editor' }, both] })
    expect((await app.get('/api/nachbarstadt/staff/appointments')).status).toBe(200)
    expect((await app.get('/api/teststadt/staff/appointments')).status).toBe(403)
  })

  it('count for nothing while the screen is locked, and for one’s own account neither', async () => {
    app.deps.identifyStaff = identifyBySession(app.deps)
    const browser = openBrowser(app)
    await addStaff(app, 'schalter@teststadt.example', ['clerk'], ['editor'])
    await browser.signIn('schalter@teststadt.example')
    const { body } = await app.get<{ paths: Record<string, object> }>('/api/openapi.json')
    const ofPerson = Object.entries(body.paths)
      .filter(([path]) => path.startsWith('/staff/') && path !== '/staff/me')
      .flatMap(([path, methods]) => Object.keys(methods).map((method) => ({ method, path })))
    expect(ofPerson.length).toBeGreaterThan(8)
    const ofTenant = routes.map((route) => {
      const [method = '', path = ''] = route.split(' ')
      return { method: method.toLowerCase(), path: `/teststadt${path}` }
    })
    const password = 'x'
    const bodies: Record<string, object> = {
      '/staff/password': { current: password, next: 'vier Wörter im Wind' },
      '/staff/totp': { password },
      '/staff/totp/confirm': { code: '000000' },
      '/staff/totp/remove': { password },
      '/staff/recovery-codes': { password },
      '/staff/passkeys/options': { password },
      '/staff/passkeys/{id}/remove': { password },
      '/staff/passkeys': {
        name: 'Handy',
        response: {
          id: 'AAAA',
          rawId: 'AAAA',
          type: 'public-key',
          response: { clientDataJSON: 'AAAA', attestationObject: 'AAAA' },
        },
      },
    }
    const ask = async (by: BrowserSession, { method, path }: { method: string; path: string }) => {
      const url = `/api${path.replace('{id}', nowhere.id)}`
      const { status } =
        method === 'get' ? await by.get(url) : await by.post(url, bodies[path] ?? {})
      return [path, status]
    }
    for (const route of ofPerson)
      expect(await ask(openBrowser(app), route)).toEqual([route.path, 401])
    await browser.post('/api/auth/lock')
    for (const route of [...ofPerson, ...ofTenant]) {
      expect(await ask(browser, route)).toEqual([route.path, 423])
    }
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
