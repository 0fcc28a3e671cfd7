import { afterEach, beforeEach, expect, it } from 'vitest'
import type { RequestView } from '#shared/contracts/requests.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { message, receive, replyTo, signedAddress, townWithMail } from '../support/incoming.ts'
import { requests, writeAndConfirm } from '../support/requests.ts'

describeOnBothEngines('a mail that comes in', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [townWithMail()] })
  })
  afterEach(() => app.close())

  const rowOf = (id: string) =>
    app.deps.db.selectFrom('request').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
  const countRequests = async () =>
    (await app.deps.db.selectFrom('request').select('id').execute()).length
  const eventsOf = (id: string) =>
    app.deps.db
      .selectFrom('request_event')
      .select(['kind', 'text', 'internal'])
      .where('request_id', '=', id)
      .orderBy('position')
      .execute()
  const kindsOf = async (id: string) => (await eventsOf(id)).map(({ kind }) => kind)
  const view = async (token: string) =>
    (await app.post<RequestView>(`${requests}/view`, { token })).body
  const close = (id: string) =>
    app.deps.db
      .updateTable('request')
      .set({ state: 'closed', closed_at: app.clock.now(), due_at: null })
      .where('id', '=', id)
      .execute()

  it('joins the request that its signed address is of, if its sender wrote that', async () => {
    const { id, wish, token } = await writeAndConfirm(app)
    const to = await signedAddress(app, id, 'resident')
    const quoted = '\n\nAm 23.11.2026 um 07:00 schrieb Stadt Teststadt:\n> Wo?\n'
    const raw = message({ From: wish.email, To: to }, `Gegenüber der Schule.${quoted}`)
    expect(await receive(app, raw)).toEqual({ verdict: 'replied', reason: null, requestId: id })
    const { events } = await view(token)
    expect(events.at(-1)).toMatchObject({ kind: 'replied', text: 'Gegenüber der Schule.' })
    expect(await rowOf(id)).toMatchObject({ state: 'open', news: 1 })
    // All of it is kept as text, for whoever wants to see what was quoted.
    const kept = await app.deps.db.selectFrom('request_message').selectAll().execute()
    expect(kept.find(({ direction }) => direction === 'in')?.original).toContain('> Wo?')
  })

  it('is taken in once, however often and by how many it is handed over', async () => {
    const { id, wish } = await writeAndConfirm(app)
    const to = await signedAddress(app, id, 'resident')
    const raw = message({ From: wish.email, To: to })
    const again = Buffer.concat([Buffer.from('Received: by another.example\r\n'), raw])
    const verdicts = await Promise.all([receive(app, raw), receive(app, raw), receive(app, again)])
    expect(verdicts.map(({ verdict }) => verdict).sort()).toEqual([
      'repeated',
      'repeated',
      'replied',
    ])
    expect((await kindsOf(id)).filter((kind) => kind === 'replied')).toHaveLength(1)
  })

  it('opens what was closed again, but only so often', async () => {
    const { id, wish } = await writeAndConfirm(app)
    const to = await signedAddress(app, id, 'resident')
    for (const round of [1, 2, 3]) {
      await close(id)
      const reply = message({ From: wish.email, To: to }, `Noch etwas ${round}`)
      expect((await receive(app, reply)).verdict).toBe('replied')
      expect(await rowOf(id)).toMatchObject({ state: 'open', reopened: round })
    }
    await close(id)
    const fourth = await receive(app, message({ From: wish.email, To: to }, 'Und noch etwas'))
    expect(fourth.verdict).toBe('opened')
    expect((await rowOf(id)).state).toBe('closed')
    expect(await rowOf(fourth.requestId!)).toMatchObject({ maybe_of: id, source: 'mail' })
  })

  it('of a stranger with the right address becomes a request of its own, with a hint', async () => {
    const { id, token } = await writeAndConfirm(app)
    const before = await view(token)
    const to = await signedAddress(app, id, 'resident')
    const { verdict, requestId } = await receive(
      app,
      message({ From: 'Eve <eve@post.example>', To: to, Subject: 'Re: Laterne' }, 'Was steht da?'),
    )
    expect(verdict).toBe('opened')
    expect(await view(token)).toEqual(before)
    expect(await rowOf(requestId!)).toMatchObject({ maybe_of: id, email: 'eve@post.example' })
    // Nobody is written to whose address nobody has proven.
    const mails = await app.requestMails()
    expect(mails.filter(({ to: address }) => address === 'eve@post.example')).toEqual([])
  })

  it('with a forged address is a request of its own too, and hints at nothing', async () => {
    const { id, wish } = await writeAndConfirm(app)
    const to = await signedAddress(app, id, 'resident')
    const at = to.lastIndexOf('@')
    const swapped = to[at - 1] === 'a' ? 'b' : 'a'
    for (const forged of [
      `${to.slice(0, at - 1)}${swapped}${to.slice(at)}`,
      `${to.slice(0, at - 16)}${to.slice(at)}`,
      `anliegen+${id.replaceAll('-', '')}@teststadt.example`,
      to.replace('teststadt', 'anderswo'),
    ]) {
      const { verdict, requestId } = await receive(app, message({ From: wish.email, To: forged }))
      expect([verdict, requestId === id]).toEqual(['opened', false])
      expect((await rowOf(requestId!)).maybe_of).toBeNull()
    }
    expect(await kindsOf(id)).not.toContain('replied')
  })

  it('does not speak for the department with the address that the resident has', async () => {
    const { id, token, wish } = await writeAndConfirm(app)
    const [mine, theirs] = [
      await signedAddress(app, id, 'resident'),
      await signedAddress(app, id, 'department'),
    ]
    expect(mine).not.toBe(theirs)
    for (const [from, to] of [
      ['info@teststadt.example', mine],
      [wish.email, theirs],
      [`Amt <${wish.email}>`, theirs],
    ] as const) {
      expect((await receive(app, message({ From: from, To: to }))).verdict).toBe('opened')
    }
    expect((await view(token)).events.map(({ kind }) => kind)).not.toContain('answered')
  })

  it('with two authors, or none, is nobody’s', async () => {
    const { id, wish } = await writeAndConfirm(app)
    const To = await signedAddress(app, id, 'resident')
    for (const From of [
      `eve@post.example, ${wish.email}`,
      [wish.email, 'eve@post.example'],
      '',
      'Eve',
      `"${wish.email}" <>`,
    ]) {
      expect((await receive(app, message({ From, To }))).verdict).toBe('unreadable')
    }
    const named = message({ From: `"${wish.email}" <eve@post.example>`, To })
    expect((await receive(app, named)).verdict).toBe('opened')
    expect(await kindsOf(id)).not.toContain('replied')
  })

  it('goes to the mailbox that it was sent to, and hints by ticket or by what it answers', async () => {
    const { id, ticket } = await writeAndConfirm(app)
    const [{ message_id: answered }] = (await app.deps.db
      .selectFrom('request_message')
      .select('message_id')
      .where('request_id', '=', id)
      .execute()) as [{ message_id: string }]
    for (const headers of [
      { Subject: `AW: [${ticket}] Laterne` },
      { 'In-Reply-To': answered },
      { References: `<a@b.example> ${answered}` },
    ] satisfies Record<string, string>[]) {
      const mail = message({ ...headers, To: `Pass.Stelle@Teststadt.example, ${replyTo}` })
      const { requestId } = await receive(app, mail)
      expect(await rowOf(requestId!)).toMatchObject({ maybe_of: id, mailbox_id: 'pass.stelle' })
    }
  })

  it.each([
    ['Auto-Submitted', 'auto-replied', 'auto-submitted'],
    ['Auto-Submitted', 'auto-generated; owner=x', 'auto-submitted'],
    ['Precedence', 'bulk', 'precedence'],
    ['Precedence', 'auto_reply', 'precedence'],
    ['Return-Path', '<>', 'no-return-path'],
    ['X-Auto-Response-Suppress', 'All', 'suppressed'],
    ['X-Autoreply', 'yes', 'responder'],
    ['List-Id', '<rat.teststadt.example>', 'list'],
    ['List-Unsubscribe', '<mailto:x@y.example>', 'list'],
    [
      'Content-Type',
      'multipart/report; report-type=disposition-notification; boundary=b',
      'report',
    ],
    ['Subject', 'Automatische Antwort: Ihr Anliegen', 'responder'],
    ['Subject', '=?utf-8?Q?Abwesenheitsnotiz=3A_Urlaub?=', 'responder'],
  ])('that a program wrote (%s: %s) opens and answers nothing', async (name, value, reason) => {
    const { id, wish } = await writeAndConfirm(app)
    const To = await signedAddress(app, id, 'resident')
    await close(id)
    const [events, mails, all] = [
      await kindsOf(id),
      await app.requestMails(),
      await countRequests(),
    ]
    for (const to of [To, replyTo]) {
      const raw = message({ From: wish.email, To: to, [name]: value })
      expect(await receive(app, raw)).toMatchObject({ verdict: 'automatic', reason })
    }
    expect(await kindsOf(id)).toEqual(events)
    expect((await rowOf(id)).state).toBe('closed')
    expect(await app.requestMails()).toEqual(mails)
    expect(await countRequests()).toBe(all)
    // The guard is what stops it: the same mail of a person goes in.
    const plain = message({ From: wish.email, To, 'Auto-Submitted': 'no' })
    expect((await receive(app, plain)).verdict).toBe('replied')
  })

  it('that is one of ours is a loop', async () => {
    const { id, wish } = await writeAndConfirm(app)
    const To = await signedAddress(app, id, 'resident')
    for (const headers of [
      { 'Message-ID': '<abcdefghijklmnopqrstuv@localhost>' },
      { From: replyTo },
      { From: To },
    ] satisfies Record<string, string>[]) {
      const raw = message({ From: wish.email, To, ...headers })
      expect((await receive(app, raw)).verdict).toBe('loop')
    }
  })

  it('that says that ours came back is noted where the team sees it', async () => {
    const { id } = await writeAndConfirm(app)
    const sent = await app.deps.db
      .selectFrom('request_message')
      .select('message_id')
      .where('side', '=', 'department')
      .executeTakeFirstOrThrow()
    const raw = bounceOf(sent.message_id, 'failed', '5.1.1')
    expect(await receive(app, raw)).toMatchObject({ verdict: 'bounced', reason: '5.1.1' })
    expect((await eventsOf(id)).at(-1)).toEqual({ kind: 'bounced', text: '5.1.1', internal: 1 })
    const health = await app.deps.db.selectFrom('mailbox_bounce').selectAll().execute()
    expect(health).toMatchObject([{ mailbox_id: 'info', code: '5.1.1' }])
    // One that is only late, and one that is about nothing of ours, change nothing.
    await receive(app, bounceOf(sent.message_id, 'delayed', '4.4.1'))
    await receive(app, bounceOf('<x@y.example>', 'failed', '5.0.0'))
    expect((await kindsOf(id)).filter((kind) => kind === 'bounced')).toHaveLength(1)
    // Its next answer shows that it is reached again.
    const to = await signedAddress(app, id, 'department')
    await receive(app, message({ From: 'info@teststadt.example', To: to }, 'Wird erledigt.'))
    expect(await app.deps.db.selectFrom('mailbox_bounce').selectAll().execute()).toEqual([])
  })

  it('names nobody in what is kept for limits, and that goes too', async () => {
    const { verdict } = await receive(app, message({}))
    expect(verdict).toBe('opened')
    const rows = () => app.deps.db.selectFrom('inbound_mail').selectAll().execute()
    expect(JSON.stringify(await rows())).not.toMatch(/post\.example|Guten Tag|Frage/)
    const { keepHouse } = await import('#server/housekeeping.ts')
    app.clock.advanceMinutes(24 * 60)
    await keepHouse(app.deps)
    expect(await rows()).toMatchObject([{ sender_key: '', words_key: '' }])
    app.clock.advanceMinutes(89 * 24 * 60)
    await keepHouse(app.deps)
    expect(await rows()).toEqual([])
  })
})

function bounceOf(messageId: string, action: string, status: string): Buffer {
  const body = [
    '--b',
    'Content-Type: text/plain',
    '',
    'Ihre Nachricht konnte nicht zugestellt werden.',
    '--b',
    'Content-Type: message/delivery-status',
    '',
    'Reporting-MTA: dns; mx.example',
    '',
    'Final-Recipient: rfc822; info@teststadt.example',
    `Action: ${action}`,
    `Status: ${status}`,
    '',
    '--b',
    'Content-Type: text/rfc822-headers',
    '',
    `Message-ID: ${messageId}`,
    'Subject: Neues Anliegen',
    '',
    '--b--',
  ].join('\r\n')
  const type = 'multipart/report; report-type=delivery-status; boundary=b'
  const headers = { From: 'MAILER-DAEMON@mx.example', 'Return-Path': '<>', 'Content-Type': type }
  return message(headers, body)
}
