import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepHouse } from '#server/housekeeping.ts'
import type { AppointmentView } from '#shared/contracts/appointments.ts'
import type {
  AddedTerminal,
  CallDisplay,
  NumberOffer,
  TakenNumber,
  Terminals,
} from '#shared/contracts/waiting-room.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { counterOf } from '../support/day.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { group, office, town } from '../support/town.ts'
import { book, monday } from '../support/wishes.ts'

const nine = '2026-11-23T08:00:00.000Z'
const room = '/api/teststadt/offices/rathaus'

describeOnBothEngines('the waiting room', (engine) => {
  let app: TestApp
  let counter: ReturnType<typeof counterOf>
  const open = async (changes: Parameters<typeof town>[0] = {}) => {
    app = await openTestApp(engine, { towns: [town(changes)] })
    counter = counterOf(app)
    signIn(app, staffMember('clerk'))
  }
  beforeEach(() => open())
  afterEach(() => app.close())

  const drawNumber = (body: object = {}, headers: Record<string, string> = {}) =>
    app.post<TakenNumber>(
      `${room}/numbers`,
      { services: [{ slug: 'ausweis', persons: 1 }], lang: 'de', ...body },
      headers,
    )
  const offer = async (lang = 'de') =>
    (await app.get<NumberOffer>(`${room}/numbers?lang=${lang}`)).body
  const display = async () => (await app.get<CallDisplay>(`${room}/calls`)).body
  const tokenOf = (link: string) => new URL(link).hash.slice(1)

  it('shows the last calls by number and counter, and never who it is or why', async () => {
    const first = await counter.arrive('09:00')
    const second = await counter.arrive('09:15')
    app.clock.set(nine)
    await counter.callNext()
    app.clock.advanceMinutes(1)
    await counter.callNext()
    app.clock.advanceMinutes(1)
    await counter.act(second.id, 'recall')
    signIn(app, null)
    const { status, body } = await app.get<CallDisplay>(`${room}/calls?lang=en`)
    expect(status).toBe(200)
    expect(body).toEqual({
      office: 'rathaus',
      officeName: 'Town hall',
      at: app.deps.clock.now(),
      calls: [
        { number: second.number, counter: 1, calledAt: app.deps.clock.now(), times: 2 },
        { number: first.number, counter: 1, calledAt: nine, times: 1 },
      ],
      waiting: 0,
    })
    expect((await app.get('/api/teststadt/offices/mond/calls')).error?.code).toBe('not-found')
  })

  it('forgets a call that was taken back, and the calls of yesterday', async () => {
    const { id } = await counter.arrive('09:00')
    await counter.callNext()
    expect((await display()).calls).toHaveLength(1)
    await counter.act(id, 'undo')
    expect(await display()).toMatchObject({ calls: [], waiting: 1 })
    await counter.callNext()
    app.clock.set('2026-11-24T08:00:00.000Z')
    expect(await display()).toMatchObject({ calls: [], waiting: 0 })
  })

  it('tells who waits how many are before, then where to go', async () => {
    const first = await counter.arrive('09:00')
    const second = await counter.arrive('09:15')
    app.clock.set(nine)
    const view = async (token: string) => (await counter.waiting(token)).body
    expect(await view(first.token)).toMatchObject({
      state: 'checked_in',
      number: 'A 1',
      ahead: 0,
      isNext: true,
      waiting: { from: 0, to: 5 },
      counter: null,
    })
    expect(await view(second.token)).toMatchObject({
      number: 'A 2',
      ahead: 1,
      isNext: false,
      waiting: { from: 10, to: 25 },
    })
    await counter.callNext()
    expect(await view(first.token)).toMatchObject({ state: 'called', counter: 1, ahead: null })
    expect(await view(second.token)).toMatchObject({ ahead: 0, isNext: true })
    const absent = await book(app, { date: monday, start: '11:00' })
    expect(await view(absent.token)).toMatchObject({ number: null, ahead: null, waiting: null })
    expect((await counter.waiting('x.y')).error?.code).toBe('link-invalid')
  })

  it('says nothing of the queue to the browser that only booked', async () => {
    const { holdToken, reference } = await book(app, { date: monday, start: '09:00' })
    await counter.checkIn({ code: reference, anyway: true })
    expect((await counter.waiting(holdToken)).body).toMatchObject({ number: null, ahead: null })
  })

  it('hands out numbers with an honest waiting time, and a page to follow the queue', async () => {
    app.clock.set(nine)
    expect(await offer('en')).toEqual({
      office: 'rathaus',
      officeName: 'Town hall',
      date: monday,
      state: 'open',
      services: [
        { slug: 'ausweis', title: 'Apply for an identity card', waiting: { from: 0, to: 5 } },
        { slug: 'pass', title: 'Apply for a passport', waiting: { from: 0, to: 5 } },
      ],
      maxPersons: 6,
      onlyAtTerminal: false,
    })
    signIn(app, null)
    const first = await drawNumber()
    expect(first.status).toBe(201)
    expect(first.body).toMatchObject({
      number: 'A 1',
      officeName: 'Rathaus',
      takenAt: nine,
      ahead: 0,
      waiting: { from: 0, to: 5 },
    })
    const second = await drawNumber({ services: [{ slug: 'pass', persons: 2 }] })
    expect(second.body).toMatchObject({ number: 'A 2', ahead: 1, waiting: { from: 10, to: 25 } })
    const token = tokenOf(second.body.link)
    expect((await counter.waiting(token)).body).toMatchObject({ number: 'A 2', ahead: 1 })
    const page = await app.post<AppointmentView>('/api/teststadt/appointments/view', { token })
    expect(page.body).toMatchObject({
      state: 'checked_in',
      name: '',
      qr: null,
      canMove: false,
      canCancel: false,
    })
  })

  it('takes no place of the calendar for a walk-in', async () => {
    app.clock.set('2026-11-23T07:00:00.000Z')
    const slots = `/api/teststadt/slots?service=ausweis&from=${monday}&days=1`
    const before = (await app.get(slots)).body
    await drawNumber()
    expect((await app.get(slots)).body).toEqual(before)
  })

  it('gives out one number for one wish, however often it is sent', async () => {
    app.clock.set(nine)
    const key = { 'Idempotency-Key': 'kiosk-1' }
    const first = await drawNumber({}, key)
    expect((await drawNumber({}, key)).body).toEqual(first.body)
    expect((await drawNumber()).body.number).toBe('A 2')
  })

  it('never gives the same number twice', async () => {
    app.clock.set(nine)
    const drawn = await Promise.all(Array.from({ length: 12 }, () => drawNumber()))
    const numbers = drawn.flatMap(({ status, body }) => (status === 201 ? [body.number] : []))
    expect(new Set(numbers).size).toBe(numbers.length)
    expect(numbers.length).toBeGreaterThan(5)
  })

  it('hands out none before opening, after closing, and when no counter would have time', async () => {
    expect((await offer()).state).toBe('closed')
    expect((await drawNumber()).error?.code).toBe('no-walk-ins')
    app.clock.set('2026-11-23T10:30:00.000Z')
    const drawn = []
    for (let count = 0; count < 6; count++) drawn.push((await drawNumber()).status)
    // Half an hour is left, and each takes ten minutes at least.
    expect(drawn).toEqual([201, 201, 201, 409, 409, 409])
    expect((await offer()).state).toBe('full')
    app.clock.set('2026-11-23T11:00:00.000Z')
    expect((await offer()).state).toBe('closed')
  })

  it('hands out none where the municipality admits appointments only', async () => {
    const { counter: rules } = town()
    await app.close()
    await open({ counter: { ...rules, walkIns: 'none' } })
    app.clock.set(nine)
    expect(await offer()).toMatchObject({ state: 'not-offered', services: [] })
    expect((await drawNumber()).error?.code).toBe('no-walk-ins')
    expect((await counter.takeNumber()).error?.code).toBe('no-walk-ins')

    await app.close()
    await open({ counter: { ...rules, walkIns: 'desk' } })
    app.clock.set(nine)
    expect((await offer()).state).toBe('not-offered')
    expect((await drawNumber()).error?.code).toBe('no-walk-ins')
    expect((await counter.takeNumber()).status).toBe(201)
  })

  it('hands them out at the terminals of the office only, if the municipality wants it so', async () => {
    const { counter: rules } = town()
    await app.close()
    await open({
      counter: { ...rules, walkIns: 'terminal' },
      offices: [office(), office({ id: 'nord', groups: [group({ id: 'nord' })] })],
    })
    app.clock.set(nine)
    expect(await offer()).toMatchObject({ state: 'open', onlyAtTerminal: true })
    expect((await drawNumber()).error?.code).toBe('forbidden')
    expect((await counter.takeNumber()).status).toBe(201)

    const terminals = '/api/teststadt/staff/terminals'
    const { body: made } = await app.post<AddedTerminal>(terminals, {
      office: 'rathaus',
      name: 'Automat im Foyer',
    })
    expect(made.link).toContain('/teststadt/nummer/rathaus#')
    const terminal = tokenOf(made.link)
    expect((await drawNumber({ terminal })).status).toBe(201)
    for (const wrong of [`${made.terminal.id}.falsch`, `x.${terminal}`, made.terminal.id]) {
      expect((await drawNumber({ terminal: wrong })).error?.code).toBe('forbidden')
    }
    const wish = { services: [{ slug: 'ausweis', persons: 1 }], lang: 'de', terminal }
    const elsewhere = await app.post('/api/teststadt/offices/nord/numbers', wish)
    expect(elsewhere.error?.code).toBe('forbidden')
    const { body } = await app.get<Terminals>(`${terminals}?office=rathaus`)
    expect(body).toMatchObject({ areNeeded: true, terminals: [{ seenAt: nine }] })
    expect(JSON.stringify(body)).not.toContain(terminal.split('.')[1])

    await app.post(`${terminals}/${made.terminal.id}/remove`, {})
    expect((await drawNumber({ terminal })).error?.code).toBe('forbidden')
  })

  it('lets no screen that nobody has set up draw faster than people can stand before it', async () => {
    app.clock.set(nine)
    const { body: made } = await app.post<AddedTerminal>('/api/teststadt/staff/terminals', {
      office: 'rathaus',
      name: 'Automat im Foyer',
    })
    for (let count = 0; count < 60; count++) await drawNumber()
    expect((await drawNumber()).error?.code).toBe('too-many-requests')
    expect((await drawNumber({ terminal: tokenOf(made.link) })).error?.code).toBe('no-walk-ins')
    app.clock.advanceMinutes(10)
    expect((await drawNumber()).error?.code).not.toBe('too-many-requests')
  })

  it('sends a newcomer where the wait is shortest', async () => {
    await app.close()
    const second = group({ id: 'nebenan', services: ['ausweis'] })
    await open({ offices: [office({ groups: [group(), second] })] })
    app.clock.set(nine)
    expect((await drawNumber()).body.number).toBe('A 1')
    expect((await drawNumber()).body.number).toBe('B 1')
    expect((await drawNumber()).body.number).toBe('A 2')
  })

  it('forgets number, counter and link with the person, and keeps the times', async () => {
    app.clock.set(nine)
    const { body } = await drawNumber()
    await counter.callNext()
    const row = () => app.deps.db.selectFrom('appointment').selectAll().executeTakeFirstOrThrow()
    expect(await row()).toMatchObject({ call_number: 'A 1', counter: 1 })
    app.clock.set('2026-11-26T08:00:00.000Z')
    await keepHouse(app.deps)
    expect(await row()).toMatchObject({ call_number: null, counter: null, arrived_at: nine })
    expect((await counter.waiting(tokenOf(body.link))).error?.code).toBe('link-invalid')
  })

  it('goes on calling by number whoever has erased the name while waiting', async () => {
    const { token, number } = await counter.arrive('09:00')
    await app.post('/api/teststadt/appointments/erase', { token })
    const { body } = await counter.callNext()
    expect(body.called).toMatchObject({ number, name: '', state: 'called' })
  })

  it('refuses a number for what is not done there', async () => {
    app.clock.set(nine)
    const meldung = await drawNumber({ services: [{ slug: 'meldung', persons: 1 }] })
    expect(meldung.error?.code).toBe('not-bookable')
    expect((await drawNumber({ services: [] })).error?.code).toBe('invalid-input')
  })
})
