import { afterAll, beforeAll, expect, it } from 'vitest'
import { type Role, roles } from '#shared/contracts/staff.ts'
import { writeStored } from '#server/requests/attachments/store.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { addWorker, townWithDesk } from '../support/request-desk.ts'
import { type RequestRight, requestRights } from '../support/request-rights.ts'
import { matter } from '../support/requests.ts'
import { signIn, staffMember } from '../support/staff.ts'

const persons = [
  { who: 'nobody', member: null },
  ...roles.map((role) => ({ who: role, member: staffMember(role, 'teststadt', `${role}-1`) })),
  {
    who: 'a caseworker of another municipality',
    member: staffMember('caseworker', 'nachbarstadt'),
  },
]

describeOnBothEngines('the rights at the request desk', (engine) => {
  let app: TestApp
  let made = 0

  beforeAll(async () => {
    const unlimited = { most: 100_000, perSeconds: 60 }
    const file = townWithDesk({ callbacks: { calls: 50, minutes: 60 } })
    const neighbour = { ...file, tenant: { ...file.tenant, slug: 'nachbarstadt' } }
    app = await openTestApp(engine, {
      towns: [file, neighbour],
      policies: { write: unlimited, hold: unlimited },
    })
    for (const id of ['caseworker-1', 'agent-1']) await addWorker(app, ['info'], { id })
    await addWorker(app, ['info'], { id: 'theirs', tenantId: 'nachbarstadt' })
  })
  afterAll(() => app.close())

  /** A confirmed request in a mailbox, with a promised call; of the same person as its twin. */
  async function request(tenant: string, mailbox: string, isClosed = false) {
    const { db, clock, keys } = app.deps
    const id = crypto.randomUUID()
    const now = clock.now()
    const { name, email, text, subject } = matter()
    made += 1
    const state = isClosed ? ('closed' as const) : ('open' as const)
    const row = {
      tenant_id: tenant,
      id,
      ticket: made === 1 ? 'A-TTT-TTTT' : `A-${made}`,
      state,
      mailbox_id: mailbox,
      first_mailbox_id: mailbox,
      lang: 'de' as const,
      subject: subject ?? null,
      text,
      name,
      email,
      phone: '0170 1234567',
      address_key: keys.hash('address', `${tenant}-${mailbox}-same`),
      revision: 1,
      created_at: now,
      confirmed_at: now,
      closed_at: isClosed ? now : null,
      reply_by: 'callback' as const,
      source: 'form' as const,
      assigned_to: 'kollegin',
      news: 1,
      has_attachments: 0,
      reopened: 0,
    }
    await db.insertInto('request').values(row).execute()
    const callback = {
      tenant_id: tenant,
      id: crypto.randomUUID(),
      request_id: id,
      mailbox_id: mailbox,
      date: '2026-11-23',
      from_minute: 480,
      to_minute: 540,
      state: 'promised' as const,
      attempts: 0,
      created_at: now,
    }
    await db.insertInto('callback').values(callback).execute()
    await keepMail(tenant, id)
    return { id, callback: callback.id }
  }

  /** What came with its first step: a mail with a file. */
  async function keepMail(tenant_id: string, request_id: string) {
    const { db, clock, config } = app.deps
    const id = fileOf(request_id)
    const file = { type: 'application/pdf', bytes: 1, sha256: '', state: 'stored' } as const
    await db
      .insertInto('request_attachment')
      .values({ tenant_id, id, request_id, step: 1, position: 1, created_at: clock.now(), ...file })
      .execute()
    await writeStored(config, tenant_id, id, Buffer.from('x'))
    const mail = { side: 'resident', direction: 'in', original: 'Guten Tag' } as const
    await db
      .insertInto('request_message')
      .values({ tenant_id, request_id, message_id: `<${id}@x>`, step: 1, at: clock.now(), ...mail })
      .execute()
  }
  const fileOf = (request: string) => request.replaceAll('-', '').slice(0, 22)

  /** What a route names: in one's own mailbox, in one that one does not share, elsewhere, nowhere. */
  async function targets({ names }: RequestRight) {
    const isClosed = names === 'closed request'
    const places = [
      ['teststadt', 'info'],
      ['teststadt', 'pass.stelle'],
      ['nachbarstadt', 'info'],
    ] as const
    const ids = []
    for (const [tenant, mailbox] of places) {
      const { id, callback } = await request(tenant, mailbox, isClosed)
      ids.push(names === 'callback' ? callback : id)
    }
    return [...ids, crypto.randomUUID()]
  }

  async function send(route: string, id: string) {
    const { body = {}, query = '' } = requestRights[route]!
    const [method = '', path = ''] = route.split(' ')
    const url = `/api/teststadt${path.replace('{id}', id).replace('{mailbox}', id).replace('{attachment}', fileOf(id)).replace('{step}', '1')}${query}`
    if (method === 'GET') {
      const response = await app.fetch(url)
      if (response.ok) await response.body?.cancel()
      const refused = response.ok ? null : ((await response.json()) as unknown)
      return { status: response.status, body: refused }
    }
    const more = path.endsWith('/merge')
      ? { into: (await request('teststadt', 'info')).id }
      : path.endsWith('/draft-faq')
        ? { id: `frage-${(made += 1)}` }
        : {}
    const { status, body: answer } = await app.post(url, { ...body, ...more })
    return { status, body: answer }
  }

  const records = async (actor: string) =>
    (
      await app.deps.db
        .selectFrom('audit_event')
        .select('id')
        .where('actor', '=', `staff:${actor}`)
        .execute()
    ).length
  const stored = async (id: string) => {
    const { db } = app.deps
    const rows = [
      await db.selectFrom('request').selectAll().where('id', '=', id).execute(),
      await db.selectFrom('request_event').selectAll().where('request_id', '=', id).execute(),
      await db.selectFrom('callback').selectAll().where('id', '=', id).execute(),
      await db.selectFrom('mailbox_member').selectAll().orderBy('staff_id').execute(),
      await db.selectFrom('staff_absence').selectAll().execute(),
    ]
    return JSON.stringify(rows)
  }

  it('stand in one table for every route that there is', async () => {
    const { body } = await app.get<{ paths: Record<string, Record<string, { tags: string[] }>> }>(
      '/api/openapi.json',
    )
    const routes = Object.entries(body.paths).flatMap(([path, methods]) =>
      Object.entries(methods)
        .filter(([, { tags }]) => tags.includes('request desk'))
        .map(([method]) => `${method.toUpperCase()} ${path.slice('/{tenant}'.length)}`),
    )
    expect(routes.sort()).toEqual(Object.keys(requestRights).sort())
  })

  it.each(persons)('are kept by every route when $who comes', async ({ who, member }) => {
    for (const [route, right] of Object.entries(requestRights)) {
      const isAllowed = right.roles.some((role: Role) => role === who)
      const refusal = member ? 403 : 401
      const [own, ...hidden] = right.names === 'mailbox' ? ['info', 'mond'] : await targets(right)
      const unseen: unknown[] = []
      for (const id of right.names ? hidden : []) {
        signIn(app, member)
        const before = await stored(id)
        const { status, body } = await send(route, id)
        expect([route, status]).toEqual([route, isAllowed ? 404 : refusal])
        expect([route, await stored(id)]).toEqual([route, before])
        unseen.push(JSON.stringify(body))
      }
      // What one may not read looks like what is not there.
      expect([route, new Set(unseen).size]).toEqual([route, right.names ? 1 : 0])
      signIn(app, member)
      const before = await records(member?.id ?? '')
      const known = await stored(own!)
      const { status } = await send(route, own!)
      expect([route, status]).toEqual([route, isAllowed ? (right.success ?? 200) : refusal])
      const isWrite = route.startsWith('POST') && right.records !== 0
      const left = isAllowed && isWrite ? (right.records ?? 1) : 0
      expect([route, await records(member?.id ?? '')]).toEqual([route, before + left])
      if (!isAllowed || !isWrite) expect(await stored(own!)).toBe(known)
    }
  })

  it('end with the membership, also for whoever had it', async () => {
    const { id } = await request('teststadt', 'info')
    signIn(app, staffMember('caseworker', 'teststadt', 'caseworker-1'))
    await addWorker(app, ['info'], { id: 'caseworker-1' })
    expect((await send('GET /staff/requests/{id}', id)).status).toBe(200)
    await app.deps.db.deleteFrom('mailbox_member').execute()
    expect((await send('GET /staff/requests/{id}', id)).status).toBe(404)
    expect((await send('POST /staff/requests/{id}/take', id)).status).toBe(404)
  })
})
