import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AppointmentView } from '#shared/contracts/appointments.ts'
import type { CheckIn, CheckInAnswers } from '#shared/contracts/check-in.ts'
import { encodeClaim, joinEntranceCode } from '#shared/domain/entrance-code.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { counterOf, staff, staffEventsOf } from '../support/day.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { group, office, town } from '../support/town.ts'
import { book, monday, reserve, tuesday } from '../support/wishes.ts'

describeOnBothEngines('the entrance', (engine) => {
  let app: TestApp
  let counter: ReturnType<typeof counterOf>
  beforeEach(async () => {
    const nord = office({
      id: 'nord',
      name: { de: 'Rathaus Nord' },
      groups: [group({ id: 'nord', services: ['ausweis'] })],
    })
    const { tenant } = town()
    const neighbour = town({ tenant: { ...tenant, slug: 'nachbarstadt', name: 'Nachbarstadt' } })
    app = await openTestApp(engine, { towns: [town({ offices: [office(), nord] }), neighbour] })
    counter = counterOf(app)
    signIn(app, staffMember('clerk'))
  })
  afterEach(() => app.close())

  const atHalfPastEight = () => app.clock.set('2026-11-23T07:30:00.000Z')
  const today = (start = '09:00') => book(app, { date: monday, start })
  const light = async (body: Partial<CheckIn>) => {
    const { status, body: answer } = await counter.checkIn(body)
    expect(status).toBe(200)
    const { verdict, admitted } = answer
    return [verdict.light, verdict.reason, admitted ? 'in' : 'out'].join(' ')
  }
  const stateOf = async (id: string) =>
    (await app.deps.db.selectFrom('appointment').selectAll().where('id', '=', id).execute())[0]!
  const qrOf = async (token: string) => {
    const { body } = await app.post<AppointmentView>('/api/teststadt/appointments/view', { token })
    return body.qr!
  }
  const signedBy = (tenant: string, reference: string) => {
    const claim = encodeClaim({ reference, office: 'rathaus', start: `${monday}T09:00` })
    const payload = Buffer.from(claim).toString('base64url')
    return joinEntranceCode(payload, app.deps.keys.signEntrance(tenant, payload))
  }

  it('lets in by a short code however it is typed, gives a number, and says the same again', async () => {
    const { id, reference } = await today()
    const next = await today('09:15')
    app.clock.set('2026-11-23T07:50:00.000Z')
    const typed = ` ${reference.toLowerCase().replace('-', '  ')} `
    const first = await counter.checkIn({ code: typed })
    expect(first.body).toMatchObject({
      verdict: { light: 'green', reason: 'expected' },
      admitted: true,
      appointment: { id, state: 'checked_in', number: 'A 1' },
    })
    expect(await light({ code: reference })).toBe('green already-in in')
    expect(await staffEventsOf(app, id)).toHaveLength(1)
    const { body } = await counter.checkIn({ code: next.reference })
    expect(body.appointment?.number).toBe('A 2')
  })

  it('lets in by the QR code, also by the one from before a move, and by a tap', async () => {
    const { id, token } = await book(app)
    const printed = await qrOf(token)
    const to = { token, office: 'rathaus', date: monday, start: '09:00' }
    await app.post('/api/teststadt/appointments/move', to)
    const tapped = await today('09:15')
    app.clock.set('2026-11-23T07:50:00.000Z')
    expect(await light({ code: `${printed}\n` })).toBe('green expected in')
    expect((await stateOf(id)).arrived_at).toBe(app.deps.clock.now())
    expect(await light({ appointment: tapped.id })).toBe('green expected in')
    const byPath = await app.post(`${staff}/appointments/${tapped.id}/check-in`, {})
    expect(byPath.body).toMatchObject({ verdict: { reason: 'already-in' }, admitted: true })
    const unknown = await counter.checkIn({ appointment: 'nobody' })
    expect([unknown.status, unknown.error?.code]).toEqual([404, 'not-found'])
  })

  it('is yellow too early, too late, on another day and at another office, with a way on', async () => {
    const { reference } = await today()
    expect((await counter.checkIn({ code: reference })).body.verdict).toEqual({
      light: 'yellow',
      reason: 'too-early',
      ways: ['wait', 'anyway'],
      greenFrom: '2026-11-23T07:30:00.000Z',
    })
    atHalfPastEight()
    expect(await light({ code: reference, office: 'nord' })).toBe('yellow wrong-office out')
    expect(await light({ code: (await book(app)).reference })).toBe('yellow wrong-day out')
    app.clock.set('2026-11-23T08:16:00.000Z')
    expect(await light({ code: reference })).toBe('yellow too-late out')
    expect(await light({ code: reference, anyway: true })).toBe('yellow too-late in')
  })

  it('takes over an appointment of another day or office if the clerk wants it', async () => {
    const early = await book(app, { date: tuesday, start: '09:00' })
    atHalfPastEight()
    expect(await light({ code: early.reference, office: 'nord', anyway: true })).toBe(
      'yellow wrong-day in',
    )
    expect(await stateOf(early.id)).toMatchObject({
      office_id: 'nord',
      counter_group_id: 'nord',
      date: monday,
      start_minute: 510,
      call_number: 'A 1',
      state: 'checked_in',
    })
    const events = await staffEventsOf(app, early.id)
    expect(events[0]!.details).toMatchObject({ despite: 'wrong-day', after: 'checked_in' })
    const slots = `/api/teststadt/slots?service=ausweis&from=${tuesday}&days=1&office=rathaus`
    const { body } = await app.get<{ days: { offices: { starts: string[] }[] }[] }>(slots)
    expect(body.days[0]?.offices[0]?.starts).toContain('09:00')

    const pass = await book(app, { date: tuesday, services: [{ slug: 'pass', persons: 1 }] })
    const there = await counter.checkIn({ code: pass.reference, office: 'nord', anyway: true })
    expect(there.body).toMatchObject({
      admitted: false,
      verdict: { ways: ['as-booked', 'take-number'] },
    })
  })

  it('is red for who has not confirmed, has cancelled, was served or is unknown', async () => {
    const held = await reserve(app, { date: monday, start: '08:30' })
    const cancelled = await today('08:45')
    await app.post('/api/teststadt/appointments/cancel', { token: cancelled.token })
    const done = await today()
    atHalfPastEight()
    await counter.checkIn({ code: done.reference })
    await counter.callNext()
    await counter.act(done.id, 'complete')
    for (const anyway of [false, true]) {
      // Its hold has run out; a minute before it was not confirmed yet.
      expect(await light({ code: held.reference, anyway })).toBe('red expired out')
      expect(await light({ code: cancelled.reference, anyway })).toBe('red cancelled out')
      expect(await light({ code: done.reference, anyway })).toBe('red over out')
      expect(await light({ code: 'K7M-4PXQ', anyway })).toBe('red unknown out')
      expect(await light({ code: 'https://boese.example/', anyway })).toBe('red unknown out')
    }
    app.clock.set('2026-11-23T06:59:00.000Z')
    expect(await light({ code: held.reference, anyway: true })).toBe('red not-confirmed out')
  })

  it('knows forged and foreign QR codes, and says nothing of what they claim', async () => {
    const { id, reference, token } = await today()
    const other = await today('10:00')
    atHalfPastEight()
    const [, payload = '', signature = ''] = (await qrOf(token)).split('.')
    const [, otherPayload = ''] = (await qrOf(other.token)).split('.')
    expect(signedBy('teststadt', reference)).toBe(`RL1.${payload}.${signature}`)
    const forged = [
      `RL1.${otherPayload}.${signature}`,
      `RL1.${payload}.${signature.slice(0, -4)}`,
      `RL1.${payload}.x`,
      signedBy('nachbarstadt', reference),
    ]
    for (const code of forged) {
      const { body } = await counter.checkIn({ code, anyway: true })
      expect(body).toMatchObject({ verdict: { light: 'red', reason: 'forged' }, appointment: null })
    }
    expect(await light({ code: signedBy('teststadt', 'K7M-4PXQ') })).toBe('red unknown out')
    expect(await light({ code: `RL1.${payload}` })).toBe('red unknown out')
    expect(await staffEventsOf(app, id)).toEqual([])
  })

  it('refuses what names nobody, or two at once', async () => {
    expect((await counter.checkIn({ code: '  ' })).error?.fields).toEqual({ code: 'required' })
    expect((await counter.checkIn({})).error?.fields).toEqual({ code: 'required' })
    const both = await counter.checkIn({ code: 'K7M-4PXQ', appointment: 'x' })
    expect(both.error?.code).toBe('invalid-input')
    const nowhere = await counter.checkIn({ code: 'K7M-4PXQ', office: 'mond' })
    expect(nowhere.error?.fields).toEqual({ office: 'unknown-value' })
  })

  it('lets a visitor in once when two clerks do it at once', async () => {
    const { id, token } = await today()
    atHalfPastEight()
    const code = await qrOf(token)
    const scans = await Promise.all([
      counter.checkIn({ code }),
      counter.checkIn({ appointment: id }),
    ])
    expect(scans.map(({ body }) => [body.admitted, body.appointment?.number])).toEqual([
      [true, 'A 1'],
      [true, 'A 1'],
    ])
    expect(await staffEventsOf(app, id)).toHaveLength(1)
  })

  it('takes what a device kept without network, each exactly once', async () => {
    const [first, second] = [await today(), await today('09:15')]
    const gone = await today('09:30')
    await app.post('/api/teststadt/appointments/cancel', { token: gone.token })
    const at = '2026-11-23T07:46:00.000Z'
    const kept = (key: string, code: string, more = {}) => ({
      key: `device-1-${key}`,
      at,
      office: 'rathaus',
      code,
      ...more,
    })
    app.clock.set('2026-11-23T09:00:00.000Z')
    const checkIns = [
      kept('1', first.reference),
      kept('2', gone.reference),
      kept('3', second.reference),
      kept('4', first.reference),
      kept('5', 'K7M-4PXQ'),
      kept('6', second.reference, { at: '2026-11-22T07:40:00.000Z' }),
      kept('7', second.reference, { office: 'mond' }),
    ]
    const send = () => app.post<CheckInAnswers>(`${staff}/check-ins`, { checkIns })
    const { status, body } = await send()
    expect(status).toBe(200)
    const told = body.results.map(({ answer, error }) =>
      answer ? `${answer.verdict.light} ${answer.verdict.reason}` : error,
    )
    expect(told).toEqual([
      'green expected',
      'red cancelled',
      'green expected',
      'green already-in',
      'red unknown',
      'state-conflict',
      'invalid-input',
    ])
    // By the clock of the device it was in time; the reply was lost, and a clerk took one back.
    expect((await stateOf(first.id)).arrived_at).toBe(at)
    expect((await counter.act(second.id, 'undo')).error?.code).toBe('state-conflict')
    app.clock.set('2026-11-23T07:50:00.000Z')
    expect((await counter.act(second.id, 'undo')).body.state).toBe('confirmed')
    expect((await send()).body.results).toEqual(body.results)
    expect((await stateOf(second.id)).state).toBe('confirmed')
    const reused = { checkIns: [kept('1', second.reference)] }
    const again = await app.post<CheckInAnswers>(`${staff}/check-ins`, reused)
    expect(again.body.results[0]!.error).toBe('idempotency-key-reused')
  })

  it('never believes a device that it is later than it is', async () => {
    const { id, reference } = await today()
    atHalfPastEight()
    const checkIns = [
      { key: 'device-2-1', at: '2026-11-23T08:30:00.000Z', code: reference, office: 'rathaus' },
    ]
    await app.post(`${staff}/check-ins`, { checkIns })
    expect((await stateOf(id)).arrived_at).toBe(app.deps.clock.now())
  })

  it('lets staff confirm for somebody where the municipality wants that', async () => {
    const { counter: rules } = town()
    await app.close()
    const lenient = town({ counter: { ...rules, admitUnconfirmed: true } })
    app = await openTestApp(engine, { towns: [lenient] })
    counter = counterOf(app)
    signIn(app, staffMember('clerk'))
    const held = await reserve(app, { date: monday, start: '09:00' })
    app.clock.set('2026-11-23T06:50:00.000Z')
    expect(await light({ code: held.reference })).toBe('yellow not-confirmed out')
    expect(await light({ code: held.reference, anyway: true })).toBe('yellow not-confirmed in')
    expect(await stateOf(held.id)).toMatchObject({
      state: 'checked_in',
      hold_until: null,
      confirmed_at: app.deps.clock.now(),
    })
  })
})
