import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AppointmentView } from '#shared/contracts/appointments.ts'
import type { Slots } from '#shared/contracts/slots.ts'
import type { CounterAction, StaffAppointment, StaffAppointments } from '#shared/contracts/staff.ts'
import { encodeClaim, joinEntranceCode } from '#shared/domain/entrance-code.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { group, office, town } from '../support/town.ts'
import { book, monday, reserve, tuesday } from '../support/wishes.ts'

const staff = '/api/teststadt/staff'

describeOnBothEngines('the counter', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    const nord = office({
      id: 'nord',
      name: { de: 'Rathaus Nord' },
      groups: [group({ id: 'nord', services: ['ausweis'] })],
    })
    const empty = office({ id: 'leer', name: { de: 'Leer' }, groups: [] })
    const { tenant } = town()
    const neighbour = town({ tenant: { ...tenant, slug: 'nachbarstadt', name: 'Nachbarstadt' } })
    app = await openTestApp(engine, {
      towns: [town({ offices: [office(), nord, empty] }), neighbour],
    })
    signIn(app, staffMember('clerk'))
  })
  afterEach(() => app.close())

  const act = (id: string, action: CounterAction) =>
    app.post<StaffAppointment>(`${staff}/appointments/${id}/${action}`, {})
  const checkIn = (code: string, office?: string) =>
    app.post<StaffAppointment>(`${staff}/check-in`, { code, ...(office && { office }) })
  const list = async (query = '') =>
    (await app.get<StaffAppointments>(`${staff}/appointments${query}`)).body
  const startsOfToday = async () => {
    const query = `service=ausweis&from=${monday}&days=1&office=rathaus`
    const { body } = await app.get<Slots>(`/api/teststadt/slots?${query}`)
    return body.days[0]?.offices[0]?.starts ?? []
  }
  const qrOf = async (token: string) => {
    const { body } = await app.post<AppointmentView>('/api/teststadt/appointments/view', { token })
    return body.qr!
  }
  const signedBy = (tenant: string, reference: string) => {
    const claim = encodeClaim({ reference, office: 'rathaus', start: `${monday}T09:00` })
    const payload = Buffer.from(claim).toString('base64url')
    return joinEntranceCode(payload, app.deps.keys.signEntrance(tenant, payload))
  }
  const eventsOf = async (id: string) => {
    const rows = await app.deps.db
      .selectFrom('audit_event')
      .select(['actor', 'action', 'details'])
      .where('subject', '=', id)
      .where('actor', 'like', 'staff:%')
      .orderBy('at')
      .execute()
    return rows.map((row) => ({ ...row, details: JSON.parse(row.details) as unknown }))
  }
  const today = (start = '09:00') => book(app, { date: monday, start })

  it('leads a visitor from the entrance to the end, and keeps who did what', async () => {
    const { id } = await today()
    const way: [CounterAction, string][] = [
      ['check-in', 'checked_in'],
      ['call', 'called'],
      ['complete', 'completed'],
    ]
    for (const [action, state] of way) {
      expect(await startsOfToday()).not.toContain('09:00')
      expect((await act(id, action)).body).toMatchObject({ id, state })
      app.clock.advanceMinutes(1)
    }
    expect(await startsOfToday()).toContain('09:00')
    const actor = 'staff:clerk-1'
    expect(await eventsOf(id)).toEqual([
      {
        actor,
        action: 'appointment-checked-in',
        details: { before: 'confirmed', after: 'checked_in' },
      },
      { actor, action: 'appointment-called', details: { before: 'checked_in', after: 'called' } },
      { actor, action: 'appointment-completed', details: { before: 'called', after: 'completed' } },
    ])
  })

  it('lets in by a short code however it is typed, and says the same the second time', async () => {
    const { id, reference } = await today()
    const typed = ` ${reference.toLowerCase().replace('-', '  ')} `
    const first = await checkIn(typed, 'rathaus')
    expect([first.status, first.body.state]).toEqual([200, 'checked_in'])
    const second = await checkIn(reference, 'rathaus')
    expect(second.body).toEqual(first.body)
    expect(await eventsOf(id)).toHaveLength(1)
    await act(id, 'call')
    expect((await checkIn(reference)).error?.code).toBe('state-conflict')
  })

  it('lets in by the QR code, also by the one from before a move', async () => {
    const { id, token } = await book(app)
    const printed = await qrOf(token)
    const to = { token, office: 'rathaus', date: monday, start: '10:00' }
    await app.post('/api/teststadt/appointments/move', to)
    expect((await checkIn(printed)).body).toMatchObject({ id, state: 'checked_in', start: '10:00' })
    expect((await checkIn(`${await qrOf(token)}\n`)).status).toBe(200)
  })

  it('takes a check-in back, and nothing else', async () => {
    const { id } = await today()
    expect((await act(id, 'undo')).error?.code).toBe('state-conflict')
    await act(id, 'check-in')
    expect((await act(id, 'undo')).body.state).toBe('confirmed')
    await act(id, 'check-in')
    await act(id, 'call')
    expect((await act(id, 'undo')).error?.code).toBe('state-conflict')
  })

  it('frees the counter of who did not come, but not before the day', async () => {
    const { id } = await today()
    expect((await act(id, 'no-show')).body.state).toBe('no_show')
    expect(await startsOfToday()).toContain('09:00')
    const tomorrow = await book(app)
    expect((await act(tomorrow.id, 'no-show')).error?.code).toBe('state-conflict')
    app.clock.set('2026-11-25T06:00:00.000Z')
    expect((await act(tomorrow.id, 'no-show')).body.state).toBe('no_show')
  })

  it('refuses whoever has not confirmed, has cancelled or comes on another day', async () => {
    const held = await reserve(app, { date: monday })
    const cancelled = await today('10:00')
    await app.post('/api/teststadt/appointments/cancel', { token: cancelled.token })
    const early = await book(app, { date: tuesday })
    for (const { id, reference } of [held, cancelled, early]) {
      for (const refused of [await act(id, 'check-in'), await checkIn(reference)]) {
        expect([refused.status, refused.error?.code]).toEqual([409, 'state-conflict'])
      }
      expect(await eventsOf(id)).toEqual([])
    }
    app.clock.set('2026-11-24T06:00:00.000Z')
    expect((await checkIn(early.reference)).status).toBe(200)
    // Midnight at the town, not in Greenwich, is where a day ends.
    app.clock.set('2026-11-24T23:00:00.000Z')
    expect((await checkIn(early.reference)).error?.code).toBe('state-conflict')
  })

  it('refuses at the entrance of another office', async () => {
    const { reference } = await today()
    expect((await checkIn(reference, 'nord')).error?.code).toBe('state-conflict')
    expect((await checkIn(reference, 'mond')).error?.fields).toEqual({ office: 'unknown-value' })
    expect((await checkIn(reference, 'rathaus')).status).toBe(200)
    expect((await checkIn(reference, 'nord')).error?.code).toBe('state-conflict')
  })

  it('refuses forged, foreign and unknown codes alike', async () => {
    const { id, reference, token } = await today()
    const other = await today('10:00')
    const [, payload = '', signature = ''] = (await qrOf(token)).split('.')
    const [, otherPayload = ''] = (await qrOf(other.token)).split('.')
    expect(signedBy('teststadt', reference)).toBe(`RL1.${payload}.${signature}`)
    const wrong = [
      `RL1.${otherPayload}.${signature}`,
      `RL1.${payload}.${signature.slice(0, -4)}`,
      `RL1.${payload}.x`,
      `RL1.${payload}`,
      signedBy('nachbarstadt', reference),
      signedBy('teststadt', 'K7M-4PXQ'),
      reference.slice(0, -1),
      'K7M-4PXQ',
      'https://boese.example/',
    ]
    const bodies = new Set<string>()
    for (const code of wrong) {
      const { status, body } = await checkIn(code)
      expect([code, status]).toEqual([code, 404])
      bodies.add(JSON.stringify(body))
    }
    expect(bodies.size).toBe(1)
    expect(await eventsOf(id)).toEqual([])
    expect((await checkIn('  ')).error?.fields).toEqual({ code: 'required' })
  })

  it('lets a visitor in once when two clerks do it at once', async () => {
    app.deps.identifyStaff = async (headers) =>
      staffMember('clerk', 'teststadt', headers.get('X-Clerk') ?? '')
    const clerks = ['anna', 'ben'].map((name) => ({ 'X-Clerk': name }))
    const tapped = await today()
    const taps = await Promise.all(
      clerks.map((by) => app.post(`${staff}/appointments/${tapped.id}/check-in`, {}, by)),
    )
    expect(taps.map(({ status }) => status).sort()).toEqual([200, 409])
    expect(await eventsOf(tapped.id)).toHaveLength(1)

    const scanned = await today('10:00')
    const code = await qrOf(scanned.token)
    const scans = await Promise.all(clerks.map((by) => app.post(`${staff}/check-in`, { code }, by)))
    expect(scans.map(({ status }) => status)).toEqual([200, 200])
    expect(await eventsOf(scanned.id)).toHaveLength(1)
  })

  it('lists today by time: who may come, is there, was there or stayed away', async () => {
    const done = await today('11:00')
    for (const action of ['check-in', 'call', 'complete'] as const) await act(done.id, action)
    await act((await today('10:30')).id, 'no-show')
    await act((await today('10:00')).id, 'check-in')
    const gone = await today('09:30')
    await app.post('/api/teststadt/appointments/cancel', { token: gone.token })
    await book(app, { date: monday, start: '08:30', services: [{ slug: 'pass', persons: 2 }] })
    await reserve(app, { date: monday, start: '09:00' })
    await book(app, { office: 'nord', date: monday, start: '09:15', lang: 'en' })
    await book(app)

    const { date, appointments } = await list('?office=rathaus')
    expect(date).toBe(monday)
    expect(appointments.map(({ start, state }) => `${start} ${state}`)).toEqual([
      '08:30 confirmed',
      '09:00 reserved',
      '10:00 checked_in',
      '10:30 no_show',
      '11:00 completed',
    ])
    expect(appointments[0]).toMatchObject({
      name: 'Łucja Özdemir-D’Angelo',
      services: [{ slug: 'pass', title: 'Reisepass beantragen', persons: 2 }],
      minutes: 30,
      group: 'schalter',
    })
    expect(JSON.stringify(appointments)).not.toContain('@')
    const nord = await list('?office=nord')
    expect(nord.appointments).toMatchObject([
      { office: 'nord', lang: 'en', services: [{ title: 'Personalausweis beantragen' }] },
    ])
    expect((await list()).appointments).toHaveLength(6)
    expect((await list(`?date=${tuesday}`)).appointments).toHaveLength(1)
    expect((await list('?office=leer')).appointments).toEqual([])
    app.clock.advanceMinutes(60)
    const later = await list('?office=rathaus')
    expect(later.appointments.map(({ state }) => state)).not.toContain('reserved')
    const unknown = await app.get(`${staff}/appointments?office=mond`)
    expect(unknown.error?.fields).toEqual({ office: 'unknown-value' })
  })
})
