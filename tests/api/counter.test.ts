import { afterEach, beforeEach, expect, it } from 'vitest'
import type { Slots } from '#shared/contracts/slots.ts'
import type { DaySnapshot, Plan, StaffSearch } from '#shared/contracts/staff.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { counterOf, staff, staffEventsOf } from '../support/day.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { group, office, town } from '../support/town.ts'
import { book, monday, reserve, tuesday } from '../support/wishes.ts'

describeOnBothEngines('the counter', (engine) => {
  let app: TestApp
  let counter: ReturnType<typeof counterOf>
  beforeEach(async () => {
    const opening = [{ ...group().opening[0]!, counters: 2, reserve: 1 }]
    const rathaus = office({
      groups: [group({ opening }), group({ id: 'kasse', services: ['pass'] })],
    })
    const nord = office({
      id: 'nord',
      name: { de: 'Rathaus Nord' },
      groups: [group({ id: 'nord', services: ['ausweis'] })],
    })
    const empty = office({ id: 'leer', name: { de: 'Leer' }, groups: [] })
    app = await openTestApp(engine, { towns: [town({ offices: [rathaus, nord, empty] })] })
    counter = counterOf(app)
    signIn(app, staffMember('clerk'))
  })
  afterEach(() => app.close())

  const startsOfToday = async () => {
    const query = `service=ausweis&from=${monday}&days=1&office=rathaus`
    const { body } = await app.get<Slots>(`/api/teststadt/slots?${query}`)
    return body.days[0]?.offices[0]?.starts ?? []
  }
  const atNine = () => app.clock.set('2026-11-23T08:00:00.000Z')
  const numbers = async () => {
    const { appointments, queues } = await counter.list('?office=rathaus&group=schalter')
    return queues[0]!.waiting.map((id) => appointments.find((one) => one.id === id)!.number)
  }

  it('leads a visitor from the entrance to the end, and keeps who did what', async () => {
    const { id, number } = await counter.arrive('09:00')
    app.clock.advanceMinutes(1)
    const called = await counter.callNext({ counter: 2 })
    expect(called.body).toMatchObject({
      called: { id, number, state: 'called', counter: 2, calls: 1 },
      completed: null,
    })
    app.clock.advanceMinutes(1)
    expect((await counter.act(id, 'recall')).body).toMatchObject({ state: 'called', calls: 2 })
    app.clock.advanceMinutes(5)
    expect((await counter.act(id, 'complete')).body).toMatchObject({
      state: 'completed',
      endedAt: app.deps.clock.now(),
    })
    const actor = 'staff:clerk-1'
    expect(await staffEventsOf(app, id)).toEqual([
      {
        actor,
        action: 'appointment-checked-in',
        details: { before: 'confirmed', after: 'checked_in', despite: 'too-early' },
      },
      {
        actor,
        action: 'appointment-called',
        details: { before: 'checked_in', after: 'called', counter: 2 },
      },
      { actor, action: 'appointment-recalled', details: { before: 'called', after: 'called' } },
      { actor, action: 'appointment-completed', details: { before: 'called', after: 'completed' } },
    ])
  })

  it('calls in the order of the appointments, with walk-ins between by the rule', async () => {
    const [late, early, last] = [
      await counter.arrive('09:00'),
      await counter.arrive('08:30'),
      await counter.arrive('09:15'),
    ]
    app.clock.set('2026-11-23T07:55:00.000Z')
    const first = (await counter.takeNumber()).body
    app.clock.advanceMinutes(1)
    const second = (await counter.takeNumber()).body
    app.clock.set('2026-11-23T08:10:00.000Z')
    const order = [early.number, late.number, first.number, last.number, second.number]
    expect(await numbers()).toEqual(order)
    const called = []
    for (let count = 0; count < 6; count++) {
      called.push((await counter.callNext()).body.called?.number)
      app.clock.advanceMinutes(1)
    }
    expect(called).toEqual([...order, undefined])
  })

  it('completes the visit before, if that is wished, and else calls nobody to a counter that is taken', async () => {
    const first = await counter.arrive('09:00')
    const second = await counter.arrive('09:15')
    await counter.callNext()
    const taken = await counter.callNext({ complete: false })
    expect([taken.status, taken.error?.code]).toEqual([409, 'state-conflict'])
    expect((await counter.call(second.id)).error?.code).toBe('state-conflict')
    const next = await counter.callNext()
    expect(next.body.completed).toMatchObject({ id: first.id, state: 'completed' })
    expect(next.body.called).toMatchObject({ id: second.id, counter: 1 })
  })

  it('calls the same person again when the answer was lost', async () => {
    await counter.arrive('09:00')
    await counter.arrive('09:15')
    const key = { 'Idempotency-Key': 'tap-1' }
    const first = await counter.callNext({}, key)
    expect((await counter.callNext({}, key)).body).toEqual(first.body)
    expect(await numbers()).toHaveLength(1)
    const other = await counter.callNext({ counter: 2 }, key)
    expect(other.error?.code).toBe('idempotency-key-reused')
  })

  it('serves other groups of its office too, and refuses what the office does not have', async () => {
    const pass = await book(app, {
      date: monday,
      start: '09:00',
      services: [{ slug: 'pass', persons: 1 }],
    })
    await app.deps.db
      .updateTable('appointment')
      .set({ counter_group_id: 'kasse' })
      .where('id', '=', pass.id)
      .execute()
    await counter.checkIn({ appointment: pass.id, anyway: true })
    expect((await counter.callNext({ counter: 1 })).body.called).toBeNull()
    const both = await counter.callNext({ counter: 1, groups: ['schalter', 'kasse'] })
    expect(both.body.called).toMatchObject({ id: pass.id, number: 'B 1' })
    // Three counters of the first group, one of the second.
    expect((await counter.callNext({ counter: 5 })).error?.fields).toEqual({
      counter: 'unknown-value',
    })
    expect((await counter.callNext({ groups: ['nord'] })).error?.fields).toEqual({
      groups: 'unknown-value',
    })
    expect((await counter.callNext({ office: 'mond' })).error?.fields).toEqual({
      office: 'unknown-value',
    })
  })

  it('calls somebody out of turn, but nobody who is not there', async () => {
    const { id } = await counter.arrive('09:00')
    const absent = await book(app, { date: monday, start: '09:15' })
    expect((await counter.call(absent.id)).error?.code).toBe('state-conflict')
    expect((await counter.call(id, 9)).error?.fields).toEqual({ counter: 'unknown-value' })
    expect((await counter.call(id, 3)).body).toMatchObject({ state: 'called', counter: 3 })
    expect((await counter.call(id, 3)).error?.code).toBe('state-conflict')
    const next = await counter.arrive('09:30')
    const anywhere = await app.post(`${staff}/appointments/${next.id}/call`, {})
    expect(anywhere.body).toMatchObject({ state: 'called', counter: 1 })
  })

  it('takes every step back for a while, one by one', async () => {
    const { id } = await counter.arrive('09:00')
    await counter.callNext()
    await counter.act(id, 'complete')
    expect((await counter.act(id, 'undo')).body).toMatchObject({ state: 'called', endedAt: null })
    expect((await counter.act(id, 'undo')).body).toMatchObject({
      state: 'checked_in',
      counter: null,
    })
    expect((await counter.act(id, 'undo')).body).toMatchObject({
      state: 'confirmed',
      number: 'A 1',
      arrivedAt: null,
      undoUntil: null,
    })
    expect((await counter.act(id, 'undo')).error?.code).toBe('state-conflict')
    await counter.checkIn({ appointment: id, anyway: true })
    app.clock.advanceMinutes(16)
    expect((await counter.act(id, 'undo')).error?.code).toBe('state-conflict')
  })

  it('takes a number back as if it had never been drawn, and never gives it out again', async () => {
    atNine()
    const { body } = await counter.takeNumber()
    expect(body.number).toBe('A 1')
    const [walkIn] = (await counter.list('?office=rathaus')).appointments
    expect((await counter.act(walkIn!.id, 'undo')).body.state).toBe('cancelled')
    expect((await counter.list('?office=rathaus')).appointments).toEqual([])
    expect((await counter.takeNumber()).body.number).toBe('A 2')
    app.clock.set('2026-11-24T08:00:00.000Z')
    expect((await counter.takeNumber()).body.number).toBe('A 1')
  })

  it('notes that nobody came only after the time to come, and frees the place', async () => {
    const { id } = await book(app, { date: monday, start: '10:00' })
    const alone = await book(app, { date: monday, start: '10:00' })
    expect(await startsOfToday()).not.toContain('10:00')
    app.clock.set('2026-11-23T09:14:00.000Z')
    expect((await counter.act(id, 'no-show')).error?.code).toBe('state-conflict')
    app.clock.set('2026-11-23T09:15:00.000Z')
    expect((await counter.act(id, 'no-show')).body.state).toBe('no_show')
    expect((await counter.act(id, 'undo')).body.state).toBe('confirmed')

    await counter.checkIn({ appointment: alone.id })
    await counter.call(alone.id)
    expect((await counter.act(alone.id, 'no-show')).error?.code).toBe('state-conflict')
    app.clock.advanceMinutes(3)
    expect((await counter.act(alone.id, 'no-show')).body.state).toBe('no_show')
    expect((await counter.act(alone.id, 'undo')).body.state).toBe('called')
  })

  it('lists today by time: who may come, is there, was there or stayed away', async () => {
    const done = await counter.arrive('11:00')
    await counter.callNext()
    await counter.act(done.id, 'complete')
    await counter.arrive('10:00')
    const gone = await book(app, { date: monday, start: '09:30' })
    await app.post('/api/teststadt/appointments/cancel', { token: gone.token })
    const { body } = await app.get<Slots>(
      `/api/teststadt/slots?service=pass:2&from=${monday}&days=1`,
    )
    expect(body.minutes).toBe(30)
    await book(app, { date: monday, start: '08:30', services: [{ slug: 'pass', persons: 2 }] })
    await reserve(app, { date: monday, start: '09:00' })
    await book(app, { office: 'nord', date: monday, start: '09:15', lang: 'en' })
    await book(app)

    const { date, appointments, summary } = await counter.list('?office=rathaus')
    expect(date).toBe(monday)
    expect(appointments.map(({ start, state }) => `${start} ${state}`)).toEqual([
      '08:30 confirmed',
      '09:00 reserved',
      '10:00 checked_in',
      '11:00 completed',
    ])
    expect(appointments[0]).toMatchObject({
      name: 'Łucja Özdemir-D’Angelo',
      services: [{ slug: 'pass', title: 'Reisepass beantragen', persons: 2 }],
      persons: 2,
      minutes: 30,
      group: 'schalter',
      kind: 'booked',
      hasEmail: true,
      number: null,
    })
    expect(JSON.stringify(appointments)).not.toContain('@')
    expect(summary).toEqual({
      expected: 1,
      waiting: 1,
      called: 0,
      completed: 1,
      missed: 0,
      walkIns: 0,
      longestWait: 0,
      averageWait: 0,
    })
    const nord = await counter.list('?office=nord')
    expect(nord.appointments).toMatchObject([
      { office: 'nord', lang: 'en', services: [{ title: 'Personalausweis beantragen' }] },
    ])
    expect((await counter.list()).appointments).toHaveLength(5)
    expect((await counter.list(`?date=${tuesday}`)).appointments).toHaveLength(1)
    expect((await counter.list(`?date=${tuesday}`)).queues[0]!.waiting).toEqual([])
    expect((await counter.list('?office=leer')).appointments).toEqual([])
    app.clock.advanceMinutes(60)
    const later = await counter.list('?office=rathaus')
    expect(later.appointments.map(({ state }) => state)).not.toContain('reserved')
    expect(later.summary.longestWait).toBe(60)
    for (const query of ['?office=mond', '?office=nord&group=kasse']) {
      const unknown = await app.get(`${staff}/appointments${query}`)
      expect(Object.values(unknown.error?.fields ?? {})).toEqual(['unknown-value'])
    }
  })

  it('finds people by the beginnings of their names and by the code, whatever the day', async () => {
    const { id, reference } = await book(app)
    await book(app, { date: monday, start: '09:00', name: 'Lena Müller' })
    await book(app, { office: 'nord', date: monday, start: '10:00', name: 'Karl Mühlbauer' })
    const find = async (q: string, more = '') => {
      const query = `q=${encodeURIComponent(q)}${more}`
      const { body } = await app.get<StaffSearch>(`${staff}/search?${query}`)
      return body.appointments.map(({ name }) => name.split(' ')[0])
    }
    expect(await find('ozdem')).toEqual(['Łucja'])
    expect(await find('muel')).toEqual(['Lena'])
    expect(await find('mü')).toEqual(['Lena', 'Karl'])
    expect(await find('mü', '&office=nord')).toEqual(['Karl'])
    expect(await find('müller lena')).toEqual(['Lena'])
    expect(await find('üller')).toEqual([])
    const byCode = reference.toLowerCase().replace('-', ' ')
    expect(await find(byCode)).toEqual(['Łucja'])
    expect(await find(byCode, '&office=nord')).toEqual([])
    expect((await app.get(`${staff}/search?q=a`)).error?.fields).toEqual({ q: 'too-short' })
    await app.deps.db.updateTable('appointment').set({ name: '' }).where('id', '=', id).execute()
    expect(await find('ozdem')).toEqual([])
  })

  it('draws a plan of counters and time, for a day and for a week', async () => {
    for (const start of ['09:00', '09:00', '09:15']) await book(app, { date: monday, start })
    await book(app)
    atNine()
    await counter.takeNumber()
    const { body } = await app.get<Plan>(`${staff}/plan?office=rathaus&days=5`)
    expect(body.days.map(({ date }) => date)).toEqual([
      monday,
      tuesday,
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
    ])
    const [schalter, kasse] = body.days[0]!.groups
    expect(schalter).toMatchObject({
      group: 'schalter',
      counters: [1, 2, 3],
      open: [{ from: '08:00', to: '12:00', public: 2, reserve: 1 }],
      walkIns: [{ kind: 'walk-in', number: 'A 1', minutes: 15, start: '09:00' }],
    })
    expect(schalter!.visits.map(({ row, appointment }) => `${row} ${appointment.start}`)).toEqual([
      '0 09:00',
      '1 09:00',
      '0 09:15',
    ])
    expect(kasse).toMatchObject({ counters: [4], visits: [] })
    expect(body.days[1]!.groups[0]!.visits).toHaveLength(1)
    expect((await app.get(`${staff}/plan?office=rathaus&days=8`)).error?.code).toBe('invalid-input')
    expect((await app.get(`${staff}/plan?office=mond`)).error?.code).toBe('invalid-input')
  })

  it('hands out what a counter needs without network', async () => {
    const { id } = await counter.arrive('09:00')
    const { body } = await app.get<DaySnapshot>(`${staff}/snapshot?office=rathaus`)
    expect(body).toMatchObject({
      takenAt: app.deps.clock.now(),
      desk: {
        office: 'rathaus',
        groups: [
          { slug: 'schalter', letter: 'A' },
          { slug: 'kasse', letter: 'B' },
        ],
        counters: [
          { number: 1, group: 'schalter' },
          { number: 2, group: 'schalter' },
          { number: 3, group: 'schalter' },
          { number: 4, group: 'kasse' },
        ],
        services: [
          { slug: 'ausweis', groups: ['schalter'] },
          { slug: 'pass', groups: ['schalter', 'kasse'] },
        ],
        rules: { earlyMinutes: 30, walkIns: 'kiosk' },
        mayOverbook: false,
        qrPublicKey: app.deps.keys.entrancePublicKey('teststadt'),
      },
      day: { appointments: [{ id, state: 'checked_in' }] },
    })
    signIn(app, staffMember('admin'))
    const asAdmin = await app.get<DaySnapshot>(`${staff}/snapshot?office=rathaus`)
    expect(asAdmin.body.desk.mayOverbook).toBe(true)
  })
})
