import { afterEach, beforeEach, expect, it } from 'vitest'
import type {
  RequestForm,
  RequestProposals,
  RequestTopics,
  RequestView,
} from '#shared/contracts/requests.ts'
import type {
  MailboxHealth,
  MailboxTeams,
  RoutingFigures,
} from '#shared/contracts/mailbox-teams.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { addWorker, arrived, desk, deskOf, townWithDesk, workAt } from '../support/request-desk.ts'
import { matter, requests } from '../support/requests.ts'
import { signIn, staffMember } from '../support/staff.ts'

describeOnBothEngines('who asks before they write', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [townWithDesk()] })
  })
  afterEach(() => app.close())

  const propose = async (asked: object) =>
    (await app.post<RequestProposals>(`${requests}/proposals`, { lang: 'de', ...asked })).body
  const slugs = ({ mailboxes }: RequestProposals) => mailboxes.map(({ slug }) => slug)
  /** All that the database holds, as text. */
  const everything = async () => {
    const { db } = app.deps
    const rows = [
      await db.selectFrom('routing_count').selectAll().execute(),
      await db.selectFrom('routing_month').selectAll().execute(),
      await db.selectFrom('routing_correction').selectAll().execute(),
      await db.selectFrom('search_miss').selectAll().execute(),
      await db.selectFrom('audit_event').selectAll().execute(),
    ]
    return JSON.stringify(rows)
  }

  it('reads what there is to say about a topic, in their language', async () => {
    const { body } = await app.get<RequestTopics>(`${requests}/topics?lang=en`)
    expect(body.topics).toMatchObject([
      {
        slug: 'laterne',
        name: 'Broken street lamp',
        mailbox: { slug: 'info', name: 'General' },
        fields: [
          { id: 'ort', type: 'place', label: 'Where is it?', required: true },
          { id: 'schaden', choices: [{ id: 'dunkel', name: 'Dark' }, {}] },
          { id: 'seit', type: 'date' },
        ],
      },
    ])
  })

  it('is told of every answer to a topic that is wrong', async () => {
    const fieldsOf = async (form: Partial<RequestForm>) =>
      (await app.post(requests, matter({ topic: 'laterne', ...form }))).error?.fields
    expect(await fieldsOf({})).toEqual({ 'fields.ort': 'required' })
    expect(
      await fieldsOf({ fields: { ort: 'a\nb', schaden: 'weg', seit: '2026-02-30', x: 'y' } }),
    ).toEqual({
      'fields.ort': 'invalid',
      'fields.schaden': 'unknown-value',
      'fields.seit': 'date-invalid',
      'fields.x': 'unknown-key',
    })
    expect(await fieldsOf({ topic: 'mond' })).toEqual({ topic: 'unknown-value' })
    expect(await fieldsOf({ fields: { ort: 'Hier' }, attachments: [{ id: 'nirgends' }] })).toEqual({
      attachments: 'unknown-value',
    })
  })

  it('is offered answers and the mailbox of what they mean, the general one last', async () => {
    const byWords = await propose({ text: 'Ich brauche einen neuen Reisepass' })
    expect(byWords.entries[0]).toMatchObject({ kind: 'service', slug: 'pass' })
    expect(slugs(byWords)).toEqual(['pass.stelle', 'info'])
    expect(byWords.mailboxes[0]).toMatchObject({
      reason: { kind: 'service', what: 'Reisepass beantragen' },
      callbacks: true,
    })
    const byService = await propose({ service: 'pass' })
    expect(slugs(byService)).toEqual(['pass.stelle', 'info'])
    expect(byService).toMatchObject({ confident: true, entries: [{ slug: 'pass' }] })
    const byTopic = await propose({ text: 'Die Laterne ist dunkel' })
    expect(byTopic.topics).toEqual([{ slug: 'laterne', name: 'Straßenlaterne defekt' }])
    const nothing = await propose({ text: 'Qwxyz Mondfahrt' })
    expect(slugs(nothing)).toEqual(['info'])
    expect(nothing).toMatchObject({
      confident: false,
      mailboxes: [{ reason: { kind: 'general' } }],
    })
  })

  it('profits from every correction, and of nobody’s words anything is kept', async () => {
    const matters = { subject: 'Reisepass Pappenheimer', text: 'Reisepass für Xaver Pappenheimer.' }
    await workAt(app, ['pass.stelle', 'info'])
    const { act } = deskOf(app)
    for (let round = 0; round < 8; round++) {
      const { id } = await arrived(app, { ...matters, service: 'pass' })
      await act(id, 'forward', { mailbox: 'info' })
      await act(id, 'answer', { text: 'Erledigt.' })
    }
    const { id } = await arrived(app, { ...matters, service: 'pass' })
    await act(id, 'answer', { text: 'Erledigt.' })

    const learned = await propose({ service: 'pass' })
    expect(slugs(learned)[0]).toBe('info')
    expect(learned.mailboxes[0]!.reason.kind).toBe('experience')
    expect(slugs(await propose({ text: 'Reisepass beantragen' }))[0]).toBe('info')
    const { body } = await app.get<RoutingFigures>(`${desk}/routing-figures`)
    expect(body).toMatchObject({
      total: 9,
      first: 1,
      topics: [
        {
          slug: 'pass',
          name: 'Reisepass beantragen',
          corrections: [{ from: 'Passstelle', to: 'Allgemeines', count: 8 }],
        },
      ],
    })
    expect(await everything()).not.toMatch(/pappenheimer|xaver/i)
  })

  it('can have all of it erased, also once it is closed', async () => {
    const { id, token } = await arrived(app, {
      topic: 'laterne',
      fields: { ort: 'Geheimgasse 7' },
      replyBy: 'callback',
      window: { date: '2026-11-23', from: '09:00' },
    })
    await workAt(app, ['info'])
    await deskOf(app).act(id, 'note', { text: 'Geheimes.' })
    await deskOf(app).act(id, 'answer', { text: 'Geheimes auch.' })
    const erased = await app.post<RequestView>(`${requests}/erase`, { token })
    expect(erased.body).toMatchObject({
      state: 'closed',
      text: '',
      name: '',
      fields: [],
      canAdd: false,
      canWithdraw: false,
      eraseOn: null,
    })
    const again = await app.post<RequestView>(`${requests}/erase`, { token })
    expect(again.body).toEqual(erased.body)
    const { db } = app.deps
    const rows = [
      await db.selectFrom('request').selectAll().execute(),
      await db.selectFrom('request_event').selectAll().execute(),
      await app.requestMails(),
    ]
    expect(JSON.stringify(rows)).not.toMatch(/Geheim|Łucja|schreibt\d/)
    expect((await db.selectFrom('erasure').selectAll().execute()).length).toBe(1)
  })
})

describeOnBothEngines('the teams of the mailboxes', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [townWithDesk()] })
    await addWorker(app, [], { id: 'anna' })
    await addWorker(app, [], { id: 'bela' })
    signIn(app, staffMember('admin'))
  })
  afterEach(() => app.close())

  it('are put together by an admin, from caseworkers and agents only', async () => {
    const path = `${desk}/mailbox-teams/info`
    const { body } = await app.post<MailboxTeams>(path, { members: ['anna'], deputies: ['bela'] })
    expect(body.mailboxes[0]).toMatchObject({
      slug: 'info',
      members: [{ id: 'anna' }],
      deputies: [{ id: 'bela' }],
    })
    expect(body.people.map(({ id }) => id)).toEqual(['anna', 'bela'])
    const wrong = await app.post(path, { members: ['anna', 'mond'], deputies: ['anna'] })
    expect(wrong.error?.fields).toEqual({ members: 'unknown-value', deputies: 'not-unique' })
    expect(
      (await app.post(`${desk}/mailbox-teams/mond`, { members: [], deputies: [] })).status,
    ).toBe(404)
  })

  it('show where something is late, silent, or comes back', async () => {
    const health = async () =>
      (await app.get<MailboxHealth>(`${desk}/mailbox-health`)).body.mailboxes
    const { id } = await arrived(app)
    app.clock.advanceMinutes(4 * 24 * 60)
    expect(await health()).toMatchObject([
      { slug: 'info', open: 1, overdue: 1, silentDays: null, hasTeam: false, state: 'well' },
      { slug: 'pass.stelle', oldestUnanswered: null, state: 'well' },
    ])
    app.clock.advanceMinutes(24 * 60)
    expect((await health())[0]).toMatchObject({ silentDays: 5, state: 'silent' })
    await workAt(app, ['info'], { id: 'anna' })
    await deskOf(app).act(id, 'note', { text: 'Ich kümmere mich.' })
    expect(await health()).toMatchObject([{ slug: 'info', silentDays: null, state: 'well' }])
    const bounce = { tenant_id: 'teststadt', mailbox_id: 'info', code: '5.1.1' }
    await app.deps.db
      .insertInto('mailbox_bounce')
      .values({ ...bounce, bounced_at: app.clock.now() })
      .execute()
    expect((await health())[0]).toMatchObject({ bounceCode: '5.1.1', state: 'bounces' })
  })
})
