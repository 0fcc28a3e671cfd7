import { afterEach, beforeEach, expect, it } from 'vitest'
import type { DayRevisions } from '#shared/contracts/staff.ts'
import type { CallDisplay, WaitingView } from '#shared/contracts/waiting-room.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { counterOf, staff } from '../support/day.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { type EventReader, readEvents } from '../support/streams.ts'
import { group, office, town } from '../support/town.ts'
import { book, monday, tuesday } from '../support/wishes.ts'

describeOnBothEngines('whoever looks', (engine) => {
  let app: TestApp
  let counter: ReturnType<typeof counterOf>
  const streams: EventReader[] = []
  beforeEach(async () => {
    const nord = office({ id: 'nord', groups: [group({ id: 'nord', services: ['ausweis'] })] })
    app = await openTestApp(engine, { towns: [town({ offices: [office(), nord] })] })
    counter = counterOf(app)
    signIn(app, staffMember('clerk'))
  })
  afterEach(async () => {
    await Promise.all(streams.splice(0).map((stream) => stream.close()))
    await app.close()
  })

  const open = async (path: string, body?: object) => {
    const response = await app.fetch(path, {
      ...(body && {
        method: 'POST',
        headers: { 'Content-Type': 'application/json' },
        body: JSON.stringify(body),
      }),
    })
    expect(response.status).toBe(200)
    expect(response.headers.get('Content-Type')).toBe('text/event-stream')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const stream = readEvents(response)
    streams.push(stream)
    return stream
  }

  it('at the screen of the waiting room sees each call at once', async () => {
    const { id, number } = await counter.arrive('09:00')
    const screen = await open('/api/teststadt/offices/rathaus/calls/live')
    expect(await screen.next<CallDisplay>()).toMatchObject({ calls: [], waiting: 1 })
    await counter.callNext()
    const called = await screen.next<CallDisplay>()
    expect(called).toMatchObject({ calls: [{ number, counter: 1, times: 1 }], waiting: 0 })
    await counter.act(id, 'recall')
    expect((await screen.next<CallDisplay>()).calls[0]!.times).toBe(2)
    expect(JSON.stringify(called)).not.toMatch(/Łucja|ausweis|@/)
  })

  it('at the own appointment sees how the queue moves', async () => {
    await counter.arrive('09:00')
    const { token } = await counter.arrive('09:15')
    const own = await open('/api/teststadt/appointments/waiting/live', { token })
    expect(await own.next<WaitingView>()).toMatchObject({ ahead: 1, isNext: false })
    await counter.callNext()
    expect(await own.next<WaitingView>()).toMatchObject({ ahead: 0, isNext: true })
    await counter.callNext({ counter: 1 })
    expect(await own.next<WaitingView>()).toMatchObject({ state: 'called', counter: 1 })
  })

  it('at the list of the staff sees which days have changed, of this office only', async () => {
    await book(app)
    const list = await open(`${staff}/live?office=rathaus`)
    const before = await list.next<DayRevisions>()
    expect(before).toMatchObject({ office: 'rathaus', today: monday })
    await book(app, { office: 'nord', date: monday, start: '10:00' })
    await book(app, { start: '10:00' })
    const after = await list.next<DayRevisions>()
    expect(after.days[tuesday]).toBeGreaterThan(before.days[tuesday]!)
    expect(after.days[monday]).toBe(before.days[monday])
  })

  it('is not told what does not change', async () => {
    const screen = await open('/api/teststadt/offices/rathaus/calls/live')
    await screen.next()
    await book(app)
    await counter.arrive('09:00')
    expect(await screen.next<CallDisplay>()).toMatchObject({ waiting: 1 })
  })

  it('looks no longer than the right to', async () => {
    const list = await open(`${staff}/live?office=rathaus`)
    await list.next()
    signIn(app, null)
    await book(app)
    await list.ended()
  })

  it('is refused before a stream begins', async () => {
    const refused = await Promise.all([
      app.get('/api/teststadt/offices/mond/calls/live'),
      app.post('/api/teststadt/appointments/waiting/live', { token: 'x.y' }),
      app.get(`${staff}/live?office=mond`),
    ])
    expect(refused.map(({ status }) => status)).toEqual([404, 404, 422])
  })

  it('is asked to wait if too many look at once, and let in when one has gone', async () => {
    const path = '/api/teststadt/offices/rathaus/calls/live'
    const many = []
    for (let count = 0; count < 500; count++) many.push(app.deps.streams.open('somebody'))
    expect(() => app.deps.streams.open('somebody')).toThrow('Too many requests')
    many.pop()!()
    app.deps.streams.open('somebody')
    // Another caller has a number of streams of its own.
    const screen = await open(path)
    await screen.next()
  })

  it('is let go when the server stops', async () => {
    const screen = await open('/api/teststadt/offices/rathaus/calls/live')
    await screen.next()
    app.deps.streams.endAll()
    await screen.ended()
  })
})
