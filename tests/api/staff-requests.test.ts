import { afterEach, beforeEach, expect, it } from 'vitest'
import { renderMail } from '#server/mail/templates/render.ts'
import type { RequestView } from '#shared/contracts/requests.ts'
import type {
  Handover,
  RequestGone,
  RequestStatus,
  SharedMailboxes,
  StaffRequests,
} from '#shared/contracts/staff-requests.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { addWorker, arrived, desk, deskOf, townWithDesk, workAt } from '../support/request-desk.ts'
import { requests } from '../support/requests.ts'
import { signIn, staffMember } from '../support/staff.ts'

describeOnBothEngines('a request at the desk', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [townWithDesk()] })
  })
  afterEach(() => app.close())

  const view = async (token: string) =>
    (await app.post<RequestView>(`${requests}/view`, { token })).body
  const list = async (query = '') => (await app.get<StaffRequests>(`${desk}/requests${query}`)).body
  const kinds = (events: readonly { kind: string }[]) => events.map(({ kind }) => kind)

  it('is taken, asked about, answered and closed, and the resident sees every public step', async () => {
    const { id, token, ticket, wish } = await arrived(app, {
      topic: 'laterne',
      fields: { ort: 'Marktplatz 7', schaden: 'dunkel', seit: '2026-11-20' },
    })
    const anna = await workAt(app, ['info'])
    const { act, read } = deskOf(app)

    const [line] = (await list()).requests
    expect(line).toMatchObject({
      ticket,
      title: 'Laterne',
      topic: 'Straßenlaterne defekt',
      news: true,
      overdue: false,
      assignedTo: null,
      dueIn: 480,
      // Eight service hours: four today, four tomorrow.
      dueAt: '2026-11-24T11:00:00.000Z',
    })
    const taken = await act(id, 'take')
    expect(taken.body).toMatchObject({
      assignedTo: { id: anna, name: 'Sachbearbeitung anna' },
      fields: [
        { label: 'Wo steht sie?', value: 'Marktplatz 7' },
        { label: 'Schaden', value: 'Leuchtet nicht' },
        { label: 'Seit wann?', value: '20. November 2026' },
      ],
      news: false,
    })
    await act(id, 'note', { text: 'Bauhof weiß Bescheid.' })
    app.clock.advanceMinutes(120)
    const asked = await act(id, 'answer', { text: 'Welche Nummer steht am Mast?', then: 'wait' })
    expect(asked.body).toMatchObject({ state: 'waiting', dueAt: null, unansweredSince: null })
    expect((await view(token)).state).toBe('waiting')

    // A day later the clock goes on where it stopped.
    app.clock.advanceMinutes(24 * 60)
    await app.post(`${requests}/add`, { token, text: 'Nummer 4711.' })
    const resumed = await read(id)
    expect(resumed.body).toMatchObject({ state: 'open', news: true, assignedTo: { id: anna } })
    expect(resumed.body.dueIn).toBe(420)

    const answered = await act(id, 'answer', { text: 'Die Laterne leuchtet wieder.' })
    expect(answered.body).toMatchObject({ state: 'closed', dueAt: null, news: false })
    expect(kinds(answered.body.thread)).toEqual(
      'received confirmed taken noted asked added answered closed'.split(' '),
    )
    const seen = await view(token)
    expect(seen).toMatchObject({ state: 'closed', canAdd: true, canSayHelpful: true })
    expect(seen.eraseOn).toBe('2027-02-22')
    expect(kinds(seen.events)).toEqual(
      'received confirmed taken asked added answered closed'.split(' '),
    )
    expect(JSON.stringify(seen)).not.toMatch(/Bauhof weiß|anna/)

    const mails = (await app.requestMails()).filter(({ to }) => to === wish.email)
    expect(kinds(mails).slice(1)).toEqual([
      'request-confirmed',
      'request-asked',
      'request-answered',
    ])
    const answer = renderMail(mails.at(-1)!)
    expect(answer.text).toContain('> Die Laterne leuchtet wieder.')
    expect(answer.subject).toContain(ticket)
    expect(answer.text).not.toContain('anna')
    expect(answer.replyTo.address).toMatch(/^anliegen\+[a-z2-7]{42}@teststadt\.example$/)
    const helped = await app.post<RequestView>(`${requests}/helpful`, { token, helpful: true })
    expect(helped.body.helpful).toBe(true)
  })

  it('is forwarded to who may be read by others only: history and clock go with it', async () => {
    const { id, token, ticket } = await arrived(app)
    await addWorker(app, ['pass.stelle'], { id: 'bela' })
    await workAt(app, ['info'])
    const { act, read } = deskOf(app)
    const before = await act(id, 'note', { text: 'Gehört zur Passstelle.' })
    app.clock.advanceMinutes(90)
    const gone = await app.post<RequestGone>(`${desk}/requests/${id}/forward`, {
      mailbox: 'pass.stelle',
      note: 'Bitte übernehmen.',
    })
    expect(gone.body).toMatchObject({
      ticket,
      mailbox: { slug: 'pass.stelle', name: 'Passstelle' },
      request: null,
    })
    const hidden = await read(id)
    expect([hidden.status, hidden.error?.code]).toEqual([404, 'not-found'])
    expect((await act(id, 'note', { text: 'x' })).status).toBe(404)
    expect((await list('?view=open')).requests).toEqual([])
    expect((await list(`?q=${ticket}`)).requests).toEqual([])
    // On the phone one may still say who has it.
    const status = await app.get<RequestStatus>(`${desk}/request-status?ticket=${ticket}`)
    expect(status.body).toMatchObject({ mailbox: { slug: 'pass.stelle' }, id: null })
    expect(JSON.stringify(status.body)).not.toMatch(/Laterne|Łucja|schreibt\d|übernehmen/)

    signIn(app, staffMember('caseworker', 'teststadt', 'bela'))
    const there = await read(id)
    expect(there.body.dueAt).toBe(before.body.dueAt)
    expect(there.body).toMatchObject({ news: true, assignedTo: null, text: expect.any(String) })
    expect(there.body.thread.map(({ text }) => text)).toContain('Gehört zur Passstelle.')
    expect(there.body.thread.at(-1)).toMatchObject({
      kind: 'forwarded',
      from: { slug: 'info' },
      mailbox: { slug: 'pass.stelle' },
    })
    const seen = await view(token)
    expect(seen.mailbox.slug).toBe('pass.stelle')
    expect(seen.events.at(-1)).toMatchObject({ kind: 'forwarded', mailbox: 'Passstelle' })
    expect(seen.dueAt).toBe(before.body.dueAt)
    const told = (await app.requestMails()).filter(({ kind }) => kind === 'request-moved')
    expect(told).toMatchObject([{ mailboxName: 'Passstelle' }])
    const passedOn = (await app.requestMails()).filter(({ kind }) => kind === 'request-forwarded')
    expect(passedOn.map(({ to }) => to)).toEqual([
      'info@teststadt.example',
      'pass.stelle@teststadt.example',
    ])
  })

  it('is opened again as often as the limit allows, and no more', async () => {
    const { id, token } = await arrived(app)
    await workAt(app, ['info'])
    const { act } = deskOf(app)
    for (let round = 1; round <= 3; round++) {
      await act(id, 'close')
      const { body } = await app.post<RequestView>(`${requests}/add`, { token, text: `${round}` })
      expect([body.state, body.canAdd]).toEqual(['open', true])
    }
    await act(id, 'close')
    const refused = await app.post(`${requests}/add`, { token, text: 'Noch einmal.' })
    expect([refused.status, refused.error?.code]).toEqual([409, 'reopen-limit'])
    expect((await act(id, 'reopen')).error?.code).toBe('reopen-limit')
    expect((await view(token)).canAdd).toBe(false)
  })

  it('goes on in another one of the same person, and of nobody else', async () => {
    const email = 'doppelt@post.example'
    const first = await arrived(app, { email, text: 'Erstens.' })
    const second = await arrived(app, { email, text: 'Zweitens.' })
    const stranger = await arrived(app)
    await workAt(app, ['info'])
    const { act, read } = deskOf(app)
    const known = await read(second.id)
    expect(known.body.samePerson).toMatchObject([{ id: first.id }])
    expect((await act(second.id, 'merge', { into: stranger.id })).error?.fields).toEqual({
      into: 'unknown-value',
    })
    const merged = await act(second.id, 'merge', { into: first.id })
    expect(merged.body).toMatchObject({ id: first.id, state: 'open' })
    expect(merged.body.thread.at(-1)).toMatchObject({
      kind: 'joined',
      internal: true,
      ref: second.ticket,
    })
    const closed = await read(second.id)
    expect(closed.body).toMatchObject({ state: 'closed', mergedInto: { ticket: first.ticket } })
    expect((await view(second.token)).canAdd).toBe(false)
  })

  it('is refused an answer that crosses a colleague’s', async () => {
    const { id } = await arrived(app)
    await workAt(app, ['info'])
    const { act, read } = deskOf(app)
    const { revision } = (await read(id)).body
    await act(id, 'answer', { text: 'Wir sehen nach.', then: 'keep', revision })
    const crossed = await act(id, 'answer', { text: 'Wir sehen nach!', then: 'keep', revision })
    expect([crossed.status, crossed.error?.code]).toEqual([409, 'state-conflict'])
    const again = (await read(id)).body.revision
    expect((await act(id, 'answer', { text: 'Fertig.', revision: again })).status).toBe(200)
  })

  it('is handed over: what is unanswered, by age, and who else has access', async () => {
    const old = await arrived(app)
    app.clock.advanceMinutes(4 * 24 * 60)
    const fresh = await arrived(app)
    await addWorker(app, ['info'], { id: 'bela', part: 'deputy' })
    const anna = await workAt(app, ['info'])
    const { act, read } = deskOf(app)
    await act(old.id, 'take')
    const days = { from: '2026-11-27', to: '2026-12-04' }
    const away = await app.post(`${desk}/absence`, { ...days, release: true })
    expect(away.body).toEqual({ person: anna, absence: days, released: 1 })
    expect((await read(old.id)).body.assignedTo).toBeNull()

    signIn(app, staffMember('caseworker', 'teststadt', 'bela'))
    const { body } = await app.get<Handover>(`${desk}/handover`)
    expect(body.requests.map(({ id }) => id)).toEqual([old.id, fresh.id])
    expect(body.ages.filter(({ count }) => count > 0)).toEqual([
      { age: 'today', count: 1 },
      { age: 'days-3-5', count: 1 },
    ])
    expect(body.absences).toMatchObject([{ id: anna, ...days }])
    expect(body.access).toMatchObject([
      { mailbox: { slug: 'info' }, people: [{ id: anna, away: true }, { part: 'deputy' }] },
    ])
    const shared = await app.get<SharedMailboxes>(`${desk}/mailboxes`)
    expect(shared.body.mailboxes).toMatchObject([{ slug: 'info', part: 'deputy' }])
    expect(shared.body.counts).toMatchObject({ open: 2, overdue: 1 })
  })
})
