import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepHouse } from '#server/housekeeping.ts'
import type { PlacedRequest, RequestView } from '#shared/contracts/requests.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { matter, requests, townWithMailboxes, write, writeAndConfirm } from '../support/requests.ts'

describeOnBothEngines('of requests', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [townWithMailboxes()] })
  })
  afterEach(() => app.close())

  const act = (action: string, token: string, more: object = {}, key?: string) =>
    app.post<RequestView>(
      `${requests}/${action}`,
      { token, ...more },
      key === undefined ? {} : { 'Idempotency-Key': key },
    )
  const place = (body: object, key: string) =>
    app.post<PlacedRequest>(requests, body, { 'Idempotency-Key': key })
  const row = (id: string) =>
    app.deps.db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const erased = { subject: null, text: '', name: '', email: '', phone: null }

  it('one that is sent twice is taken in once and gets the same answer', async () => {
    const body = matter()
    const first = await place(body, 'one')
    expect(await place(body, 'one')).toMatchObject({ status: 201, body: first.body })
    expect(await app.requestMails()).toHaveLength(1)
    const other = await place(matter(), 'one')
    expect([other.status, other.error?.code]).toEqual([422, 'idempotency-key-reused'])
  })

  it('one that is sent twice at once is taken in once', async () => {
    const body = matter()
    const answers = await Promise.all([place(body, 'one'), place(body, 'one')])
    const refused = answers.filter(({ status }) => status !== 201)
    expect(refused.every(({ error }) => error?.code === 'request-in-flight')).toBe(true)
    expect(await app.requestMails()).toHaveLength(1)
  })

  it('an addition that is sent twice is added once, and no kept answer repeats it', async () => {
    const { token } = await writeAndConfirm(app)
    const first = await act('add', token, { text: 'Geheimes.' }, 'one')
    const second = await act('add', token, { text: 'Geheimes.' }, 'one')
    expect(second.body).toEqual(first.body)
    expect(second.body.events.filter(({ kind }) => kind === 'added')).toHaveLength(1)
    const other = await act('add', token, { text: 'Anderes.' }, 'one')
    expect(other.error?.code).toBe('idempotency-key-reused')
    const kept = await app.deps.db.selectFrom('idempotent_answer').selectAll().execute()
    expect(kept.map(({ sealed }) => app.deps.keys.open(sealed)).join()).not.toContain('Geheimes')
  })

  it('one address sends five an hour, however it is spelled and whatever it takes back', async () => {
    for (const email of ['ada@müller.example', 'Ada@xn--mller-kva.example']) {
      await write(app, { email })
    }
    for (let round = 0; round < 3; round++) {
      const { holdToken } = await write(app, { email: `ada+${round}@müller.example` })
      await act('withdraw', holdToken)
    }
    app.clock.advanceMinutes(30)
    await keepHouse(app.deps)
    const sixth = await app.post(requests, matter({ email: 'ada@müller.example' }))
    expect([sixth.status, sixth.error?.code]).toEqual([409, 'limit-reached'])
    expect((await app.post(requests, matter())).status).toBe(201)
    app.clock.advanceMinutes(30)
    await write(app, { email: 'ada@müller.example' })
  })

  it('those of one address at once do not pass its limit together', async () => {
    const email = 'eilig@post.example'
    const answers = await Promise.all(
      Array.from({ length: 8 }, () => app.post(requests, matter({ email }))),
    )
    expect(answers.filter(({ status }) => status === 201)).toHaveLength(5)
  })

  it('a busy caller has to prove work, and a busy writer has to wait', async () => {
    await app.close()
    app = await openTestApp(engine, {
      towns: [townWithMailboxes()],
      policies: { hold: { most: 1, perSeconds: 3600 }, add: { most: 1, perSeconds: 3600 } },
    })
    const { token } = await writeAndConfirm(app)
    const asked = await app.post(requests, matter())
    expect([asked.status, asked.error?.code]).toEqual([403, 'proof-required'])
    expect((await act('add', token, { text: 'Eins.' })).status).toBe(200)
    const refused = await act('add', token, { text: 'Zwei.' })
    expect([refused.status, refused.headers.get('Retry-After')]).toEqual([429, '3600'])
  })

  it('the unconfirmed expire with their hold, are erased, and the link says so', async () => {
    const { id, token, holdToken } = await write(app)
    app.clock.advanceMinutes(59)
    await keepHouse(app.deps)
    expect((await row(id)).state).toBe('unconfirmed')
    app.clock.advanceMinutes(1)
    expect((await act('confirm', token)).error?.code).toBe('link-expired')
    await Promise.all([keepHouse(app.deps), keepHouse(app.deps)])
    expect(await row(id)).toMatchObject({ ...erased, state: 'expired', address_key: '' })
    expect(await app.requestMails()).toEqual([])
    for (const given of [token, holdToken]) {
      const late = await act('view', given)
      expect([late.status, late.error?.code]).toEqual([410, 'link-expired'])
    }
  })

  it('the open stay, the closed are forgotten after 90 days, and the count stays', async () => {
    const open = await writeAndConfirm(app)
    const closed = await writeAndConfirm(app)
    const withdrawn = await writeAndConfirm(app)
    await act('withdraw', withdrawn.token)
    await app.deps.db
      .updateTable('request')
      .set({ state: 'closed', closed_at: app.clock.now() })
      .where('id', '=', closed.id)
      .execute()

    app.clock.advanceMinutes(90 * 24 * 60)
    await keepHouse(app.deps)
    expect((await act('view', closed.token)).body).toMatchObject({ state: 'closed', canAdd: true })
    expect((await act('view', withdrawn.token)).body.state).toBe('withdrawn')
    app.clock.advanceMinutes(1)
    await keepHouse(app.deps)
    expect((await act('view', open.token)).body.name).not.toBe('')
    for (const { id, token } of [closed, withdrawn]) {
      expect(await row(id)).toMatchObject({ ...erased, address_key: '' })
      expect((await act('view', token)).error?.code).toBe('link-invalid')
    }
    expect((await row(closed.id)).state).toBe('closed')
  })

  it('the closed can be withdrawn, and are erased then', async () => {
    const { id, token } = await writeAndConfirm(app)
    const changes = { state: 'closed', closed_at: app.clock.now() } as const
    await app.deps.db.updateTable('request').set(changes).where('id', '=', id).execute()
    expect((await act('withdraw', token)).body).toMatchObject({ state: 'withdrawn', name: '' })
    expect(await row(id)).toMatchObject(erased)
  })

  it('a faulty one is refused with every field that is wrong', async () => {
    const { status, error } = await app.post(requests, {
      ...matter({ subject: 'x'.repeat(121), text: ' \n ', phone: '12', email: 'keine' }),
      mailbox: 'Info@',
      admin: true,
    })
    expect([status, error?.fields]).toEqual([
      422,
      {
        subject: 'too-long',
        text: 'required',
        phone: 'phone-invalid',
        email: 'email-invalid',
        mailbox: 'invalid',
        admin: 'unknown-key',
      },
    ])
    const long = await app.post(requests, matter({ text: 'x'.repeat(5001) }))
    expect(long.error?.fields).toEqual({ text: 'too-long' })
    const unknown = await app.post(requests, matter({ service: 'mondfahrt', mailbox: 'mond' }))
    expect(unknown.error?.fields).toEqual({ service: 'unknown-value', mailbox: 'unknown-value' })
  })
})
