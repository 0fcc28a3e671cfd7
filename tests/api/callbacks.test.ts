import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepHouse } from '#server/housekeeping.ts'
import { renderMail } from '#server/mail/templates/render.ts'
import type { CallbackWindows, StaffCallbacks } from '#shared/contracts/callbacks.ts'
import type { RequestForm, RequestView } from '#shared/contracts/requests.ts'
import type { StaffRequest } from '#shared/contracts/staff-requests.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { addWorker, desk, deskOf, townWithDesk, workAt } from '../support/request-desk.ts'
import { matter, requests, write, writeAndConfirm } from '../support/requests.ts'
import { signIn, staffMember } from '../support/staff.ts'

const parallel = 200
const nine = { date: '2026-11-23', from: '09:00' }
const ten = { date: '2026-11-23', from: '10:00' }

describeOnBothEngines('a promised call', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine, {
      towns: [townWithDesk()],
      policies: { hold: { most: 1e6, perSeconds: 60 } },
    })
  })
  afterEach(() => app.close())

  const call = (window: { date: string; from: string }): Partial<RequestForm> => ({
    replyBy: 'callback',
    window,
  })
  const windows = async () =>
    (await app.get<CallbackWindows>(`${requests}/callback-windows?mailbox=info`)).body
  const startsOn = async (date: string) =>
    (await windows()).days.find((day) => day.date === date)?.windows.map(({ from }) => from) ?? []
  const calls = async (view = 'due') =>
    (await app.get<StaffCallbacks>(`${desk}/callbacks?view=${view}`)).body.callbacks
  const settle = (id: string, body: object) =>
    app.post<StaffRequest>(`${desk}/callbacks/${id}/outcome`, body)

  it('is made in a window that the resident chose, and then that window is taken', async () => {
    // It is seven o'clock: the first window begins in an hour.
    expect(await startsOn('2026-11-23')).toEqual(['08:00', '09:00', '10:00', '11:00'])
    const { id, token, wish } = await writeAndConfirm(app, call(nine))
    expect(await startsOn('2026-11-23')).toEqual(['08:00', '10:00', '11:00'])
    const late = await app.post(requests, matter(call(nine)))
    expect([late.status, late.error?.code]).toEqual([409, 'window-taken'])

    await workAt(app, ['info'])
    app.clock.advanceMinutes(125)
    const [mine] = await calls()
    expect(mine).toMatchObject({ request: id, when: 'now', phone: wish.phone, attempts: 0 })
    const done = await settle(mine!.id, { outcome: 'reached', note: 'Alles geklärt.', close: true })
    expect(done.body).toMatchObject({ state: 'closed', callback: { state: 'reached' } })
    const { body } = await app.post<RequestView>(`${requests}/view`, { token })
    expect(body.events.map(({ kind }) => kind)).toEqual(
      'received confirmed callback-promised callback-done closed'.split(' '),
    )
    expect(JSON.stringify(body)).not.toContain('Alles geklärt')
    expect((await settle(mine!.id, { outcome: 'reached' })).error?.code).toBe('state-conflict')
    expect(await calls('settled')).toHaveLength(1)
  })

  it('is made again at another time if nobody was reached', async () => {
    const { id, token } = await writeAndConfirm(app, call(nine))
    await workAt(app, ['info'])
    app.clock.advanceMinutes(125)
    const [mine] = await calls()
    const missed = await settle(mine!.id, { outcome: 'not-reached' })
    expect(missed.body).toMatchObject({ state: 'waiting', callbacks: [{ attempts: 1 }] })
    const told = (await app.requestMails()).find(({ kind }) => kind === 'request-missed')!
    expect(renderMail(told).text).toContain('Montag, 23. November 2026, 09:00 bis 10:00 Uhr')

    const moved = await app.post<RequestView>(`${requests}/callback`, {
      token,
      window: { date: '2026-11-24', from: '08:00' },
    })
    expect(moved.body).toMatchObject({
      state: 'open',
      dueAt: '2026-11-24T08:00:00.000Z',
      callback: { date: '2026-11-24', from: '08:00', state: 'promised' },
    })
    const given = await settle((await calls('open'))[0]!.id, { outcome: 'give-up' })
    expect(given.body).toMatchObject({ id, state: 'open', replyBy: 'mail' })
    expect(given.body.unansweredSince).not.toBeNull()
  })

  it('needs a window, a number, and a team that promises calls', async () => {
    const fieldsOf = async (form: Partial<RequestForm>) =>
      (await app.post(requests, matter(form))).error?.fields
    expect(await fieldsOf({ replyBy: 'callback', phone: '' })).toEqual({
      window: 'required',
      phone: 'required',
    })
    expect(await fieldsOf({ window: nine })).toEqual({ window: 'invalid' })
    const odd = await app.post(requests, matter(call({ date: '2026-11-23', from: '08:30' })))
    expect(odd.error?.code).toBe('window-taken')
    const sunday = await app.post(requests, matter(call({ date: '2026-11-29', from: '08:00' })))
    expect(sunday.error?.code).toBe('window-taken')
  })

  it('that nobody confirms, or that is withdrawn, gives its window back', async () => {
    await write(app, call(nine))
    const { token } = await writeAndConfirm(app, call(ten))
    expect(await startsOn('2026-11-23')).toEqual(['08:00', '11:00'])
    await app.post(`${requests}/withdraw`, { token })
    expect(await startsOn('2026-11-23')).toContain('10:00')
    app.clock.advanceMinutes(60)
    expect(await startsOn('2026-11-23')).toContain('09:00')
    await keepHouse(app.deps)
    const rows = await app.deps.db.selectFrom('callback').select('state').execute()
    expect(rows.map(({ state }) => state)).toEqual(['cancelled', 'cancelled'])
  })

  it('moves with its request, and stays promised', async () => {
    const { id } = await writeAndConfirm(app, call(nine))
    await addWorker(app, ['pass.stelle'], { id: 'bela' })
    await workAt(app, ['info'])
    await deskOf(app).act(id, 'forward', { mailbox: 'pass.stelle' })
    expect(await calls()).toEqual([])
    signIn(app, staffMember('caseworker', 'teststadt', 'bela'))
    expect(await calls()).toMatchObject([{ request: id, from: '09:00', mailbox: 'pass.stelle' }])
    expect(await startsOn('2026-11-23')).toContain('09:00')
  })

  it('can be promised by the team, for this very day', async () => {
    const { id } = await writeAndConfirm(app)
    await workAt(app, ['info'])
    const { act } = deskOf(app)
    const promised = await act(id, 'callback', { window: ten })
    expect(promised.body).toMatchObject({ replyBy: 'callback', callback: { from: '10:00' } })
    const mails = (await app.requestMails()).map(({ kind }) => kind)
    expect(mails.at(-1)).toBe('request-promised')
  })

  /** Lets so many people choose the same window at once; how many got which status. */
  async function race(window = nine): Promise<Record<number, number>> {
    const forms = Array.from({ length: parallel }, () => matter(call(window)))
    const answers = await Promise.all(forms.map((form) => app.post(requests, form)))
    const statuses: Record<number, number> = {}
    for (const { status } of answers) statuses[status] = (statuses[status] ?? 0) + 1
    return statuses
  }

  it(`goes to exactly one of ${parallel} who choose the last window at once`, async () => {
    expect(await race()).toEqual({ 201: 1, 409: parallel - 1 })
  })

  it('would be promised too often without the lock of the day', async () => {
    app.deps.lockWindows = async () => {}
    const asItShould = JSON.stringify({ 201: 1, 409: parallel - 1 })
    let isOversold = false
    // Luck may save one race on a machine that is busy with other things, not all of them.
    for (const from of ['08:00', '09:00', '10:00', '11:00']) {
      if (isOversold) break
      isOversold = JSON.stringify(await race({ ...nine, from })) !== asItShould
    }
    // SQLite has one writer at a time, whoever forgets to lock.
    expect(isOversold).toBe(engine === 'postgres')
  })
})
