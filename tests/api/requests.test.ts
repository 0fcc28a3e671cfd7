import { afterEach, beforeEach, expect, it } from 'vitest'
import type { PlacedRequest, RequestView } from '#shared/contracts/requests.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import {
  lastRequestToken,
  matter,
  requests,
  townWithMailboxes,
  write,
  writeAndConfirm,
} from '../support/requests.ts'
import { reserve } from '../support/wishes.ts'

describeOnBothEngines('a request', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    const other = townWithMailboxes()
    other.tenant = { ...other.tenant, slug: 'nachbarstadt' }
    app = await openTestApp(engine, { towns: [townWithMailboxes(), other] })
  })
  afterEach(() => app.close())

  const act = (action: string, token: string, more: object = {}) =>
    app.post<RequestView>(`${requests}/${action}`, { token, ...more })
  const mailsTo = async (address: string) =>
    (await app.requestMails()).filter(({ to }) => to === address)

  it('about a service tells its editors that the answer did not settle it', async () => {
    await app.post<PlacedRequest>(requests, matter({ service: 'pass' }))
    await app.post<PlacedRequest>(requests, matter())
    const counts = await app.deps.db
      .selectFrom('entry_count')
      .select(['kind', 'entry_id', 'what', 'count'])
      .execute()
    expect(counts).toEqual([{ kind: 'service', entry_id: 'pass', what: 'asked', count: 1 }])
  })

  it('is written, confirmed by the mailed link, and reaches the mailbox', async () => {
    const body = matter({ service: 'pass' })
    const placed = await app.post<PlacedRequest>(requests, body)
    expect(placed.status).toBe(201)
    expect(placed.body).toMatchObject({
      state: 'unconfirmed',
      holdUntil: '2026-11-23T07:00:00.000Z',
    })
    expect(placed.body.ticket).toMatch(/^A-[2-9A-Z]{3}-[2-9A-Z]{4}$/)
    const [ask] = await app.requestMails()
    expect(ask).toMatchObject({ kind: 'request-confirm', to: body.email, holdUntil: '08:00' })
    expect(ask).toHaveProperty(
      'link',
      expect.stringContaining('/teststadt/anliegen/bestaetigen?lang=de#'),
    )

    const confirmed = await act('confirm', await lastRequestToken(app))
    expect(confirmed.status).toBe(200)
    expect(confirmed.body).toMatchObject({
      ticket: placed.body.ticket,
      state: 'open',
      scope: 'manage',
      holdUntil: null,
      mailbox: {
        slug: 'pass.stelle',
        name: 'Passstelle',
        address: 'pass.stelle@teststadt.example',
      },
      service: 'Reisepass beantragen',
      subject: body.subject,
      text: body.text,
      name: body.name,
      email: body.email,
      phone: body.phone,
      canAdd: true,
      canWithdraw: true,
    })
    expect(confirmed.body.events.map(({ kind }) => kind)).toEqual(['received', 'confirmed'])
    const [, toResident, toDepartment] = await app.requestMails()
    expect(toResident).toMatchObject({ kind: 'request-confirmed', to: body.email })
    expect(toResident).toHaveProperty(
      'link',
      expect.stringContaining('/teststadt/mein-anliegen?lang=de#'),
    )
    expect(toDepartment).toMatchObject({
      kind: 'request-forwarded',
      to: 'pass.stelle@teststadt.example',
      ticket: placed.body.ticket,
      text: body.text,
      from: { name: body.name, email: body.email },
    })
    const later = await act('view', await lastRequestToken(app))
    expect(later.body).toEqual(confirmed.body)
  })

  it('goes to the mailbox that was asked for, else the one of the service, else the general', async () => {
    const cases = [
      [{ mailbox: 'info', service: 'pass' }, 'info'],
      [{ service: 'pass' }, 'pass.stelle'],
      [{ mailbox: 'pass.stelle' }, 'pass.stelle'],
      [{}, 'info'],
    ] as const
    for (const [wish, mailbox] of cases) {
      const { token } = await write(app, wish)
      expect((await act('view', token)).body.mailbox.slug).toBe(mailbox)
    }
  })

  it('speaks the language of the resident, and German to the department', async () => {
    const { token } = await writeAndConfirm(app, { lang: 'en', service: 'pass' })
    const { body } = await act('view', token)
    expect(body).toMatchObject({
      service: 'Apply for a passport',
      mailbox: { name: 'Passport office' },
    })
    const [toDepartment] = await mailsTo('pass.stelle@teststadt.example')
    expect(toDepartment).toMatchObject({ lang: 'de', service: 'Reisepass beantragen' })
  })

  it('reaches no department before it is confirmed', async () => {
    const { token, holdToken } = await write(app)
    await act('view', token)
    await act('view', holdToken)
    expect((await act('confirm', holdToken)).error?.code).toBe('link-invalid')
    expect((await act('add', token, { text: 'Noch etwas.' })).error?.code).toBe('state-conflict')
    await act('withdraw', token)
    expect(await mailsTo('info@teststadt.example')).toEqual([])
  })

  it('is passed on once, however often and at once it is confirmed', async () => {
    const { token } = await write(app)
    const atOnce = (action: string) => Array.from({ length: 8 }, () => act(action, token))
    // Opens the connections, so that all clicks start together.
    await Promise.all(atOnce('view'))
    const answers = [...(await Promise.all(atOnce('confirm'))), await act('confirm', token)]
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    expect(await mailsTo('info@teststadt.example')).toHaveLength(1)
    expect(await app.requestMails()).toHaveLength(3)
  })

  it('shows the browser that wrote it the state only, once somebody has confirmed', async () => {
    const { token, holdToken } = await write(app)
    const before = await act('view', holdToken)
    expect(before.body).toMatchObject({ scope: 'hold', canAdd: false, canWithdraw: true })
    expect(before.body.name).not.toBe('')
    await act('confirm', token)
    await act('add', token, { text: 'Geheimes.' })
    const after = await act('view', holdToken)
    expect(after.body).toMatchObject({
      state: 'open',
      subject: null,
      text: '',
      name: '',
      email: '',
      phone: null,
      canAdd: false,
      canWithdraw: false,
    })
    expect(JSON.stringify(after.body)).not.toContain('Geheimes')
    for (const action of ['withdraw', 'add', 'confirm']) {
      const more = action === 'add' ? { text: 'x' } : {}
      expect((await act(action, holdToken, more)).error?.code).toBe('link-invalid')
    }
  })

  it('is added to, and the department reads what was added', async () => {
    const { token } = await writeAndConfirm(app)
    const added = await act('add', token, { text: ' Die Nummer 9 auch.\r\nDanke. ' })
    expect(added.body.events.at(-1)).toEqual({
      at: app.clock.now(),
      kind: 'added',
      text: 'Die Nummer 9 auch.\nDanke.',
    })
    expect((await mailsTo('info@teststadt.example')).at(-1)).toMatchObject({
      kind: 'request-added',
      text: 'Die Nummer 9 auch.\nDanke.',
    })
  })

  it('is erased at once when it is withdrawn, and says so ever after', async () => {
    const { id, token } = await writeAndConfirm(app)
    await act('add', token, { text: 'Geheimes.' })
    const withdrawn = await act('withdraw', token)
    expect(withdrawn.body).toMatchObject({
      state: 'withdrawn',
      subject: null,
      text: '',
      name: '',
      email: '',
      phone: null,
      canAdd: false,
      canWithdraw: false,
    })
    const events = withdrawn.body.events.map(({ kind, text }) => [kind, text])
    expect(events).toEqual([['received'], ['confirmed'], ['added'], ['withdrawn']].map(pad))
    expect((await act('withdraw', token)).body).toEqual(withdrawn.body)
    expect((await act('view', token)).body).toEqual(withdrawn.body)
    for (const [action, more] of [['confirm'], ['add', { text: 'x' }]] as const) {
      expect((await act(action, token, more)).error?.code).toBe('state-conflict')
    }

    const mails = await app.requestMails()
    expect(mails).toMatchObject([{ kind: 'request-withdrawn', from: null, text: null }])
    expect(JSON.stringify(mails)).not.toMatch(/Geheimes|Laterne|Łucja|schreibt\d/)
    const erasures = await app.deps.db.selectFrom('erasure').selectAll().execute()
    expect(erasures).toMatchObject([{ subject_id: id }])
  })

  it('opens by its own tokens only', async () => {
    const { token, holdToken } = await writeAndConfirm(app)
    const { token: appointmentToken } = await reserve(app)
    const [id, secret] = token.split('.')
    const wrong = [
      'x',
      `${token}x`,
      `${id}.`,
      `${id}.${'A'.repeat(43)}`,
      `${crypto.randomUUID()}.${secret}`,
      appointmentToken,
    ]
    const answers = []
    for (const given of wrong) answers.push(await act('view', given))
    for (const given of [token, holdToken]) {
      answers.push(await app.post('/api/nachbarstadt/requests/view', { token: given }))
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
    const other = await app.post('/api/teststadt/appointments/view', { token })
    expect(other.error?.code).toBe('link-invalid')
  })

  it('keeps the hashes of its tokens only', async () => {
    const { token, holdToken } = await writeAndConfirm(app)
    const db = app.deps.db
    const rows = [
      await db.selectFrom('request').selectAll().execute(),
      await db.selectFrom('request_token').selectAll().execute(),
      await db.selectFrom('request_event').selectAll().execute(),
      await db.selectFrom('outbox_mail').selectAll().execute(),
      await db.selectFrom('audit_event').selectAll().execute(),
    ]
    const text = JSON.stringify(rows)
    for (const given of [token, holdToken]) expect(text).not.toContain(given.split('.')[1])
    expect(JSON.stringify(rows.slice(3))).not.toMatch(/Laterne|Łucja|schreibt\d/)
  })
})

function pad([kind]: string[]) {
  return [kind, undefined]
}
