import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AppointmentView } from '#shared/contracts/appointments.ts'
import type { Slots } from '#shared/contracts/slots.ts'
import type { BookForSomebody, BookedForSomebody } from '#shared/contracts/staff-booking.ts'
import type { StaffAppointment } from '#shared/contracts/staff.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { counterOf, staff, staffEventsOf } from '../support/day.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { group, office, town } from '../support/town.ts'
import { book, monday, tuesday } from '../support/wishes.ts'

describeOnBothEngines('the desk', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    const opening = [{ ...group().opening[0]!, counters: 1, reserve: 1 }]
    app = await openTestApp(engine, {
      towns: [town({ offices: [office({ groups: [group({ opening })] })] })],
    })
    signIn(app, staffMember('agent'))
  })
  afterEach(() => app.close())

  const wish = (changes: Partial<BookForSomebody> = {}) => ({
    services: [{ slug: 'ausweis', persons: 1 }],
    office: 'rathaus',
    date: tuesday,
    start: '09:00',
    name: 'Grete Kurz',
    lang: 'de',
    ...changes,
  })
  const bookFor = (changes: Partial<BookForSomebody> = {}, headers: Record<string, string> = {}) =>
    app.post<BookedForSomebody>(`${staff}/appointments`, wish(changes), headers)
  const move = (id: string, to: object) =>
    app.post<StaffAppointment>(`${staff}/appointments/${id}/move`, to)
  const cancel = (id: string) =>
    app.post<StaffAppointment>(`${staff}/appointments/${id}/cancel`, {})
  const startsOf = async (route: string, date: string) => {
    const query = `service=ausweis&from=${date}&days=1`
    const { body } = await app.get<Slots>(`/api/teststadt/${route}?${query}`)
    return body.days[0]?.offices[0]?.starts ?? []
  }

  it('books for somebody without an address: confirmed at once, with all there is to print', async () => {
    const { status, body } = await bookFor()
    expect(status).toBe(201)
    expect(body).toMatchObject({
      appointment: { state: 'confirmed', name: 'Grete Kurz', hasEmail: false, start: '09:00' },
      mailed: false,
    })
    expect(await app.mails()).toEqual([])
    const token = new URL(body.link).hash.slice(1)
    const view = await app.post<AppointmentView>('/api/teststadt/appointments/view', { token })
    expect(view.body).toMatchObject({ id: body.appointment.id, state: 'confirmed', qr: body.qr })
    app.clock.set('2026-11-24T07:45:00.000Z')
    signIn(app, staffMember('clerk'))
    const { body: checked } = await counterOf(app).checkIn({ code: body.qr })
    expect(checked).toMatchObject({ verdict: { reason: 'expected' }, admitted: true })
    expect((await staffEventsOf(app, body.appointment.id))[0]).toMatchObject({
      actor: 'staff:agent-1',
      action: 'appointment-booked',
    })
  })

  it('mails the confirmation to whoever has an address', async () => {
    const { body } = await bookFor({ email: 'grete@post.example', phone: '0170 1234567' })
    expect(body.mailed).toBe(true)
    expect(await app.mails()).toMatchObject([{ kind: 'confirmed', to: 'grete@post.example' }])
  })

  it('takes what is kept back, at once, and knows no limit of an address', async () => {
    const place = { date: monday, start: '08:00' }
    app.clock.set('2026-11-23T06:55:00.000Z')
    expect(await startsOf('slots', monday)).not.toContain('08:00')
    expect(await startsOf('staff/slots', monday)).toContain('08:00')
    for (let count = 0; count < 2; count++) {
      expect((await bookFor({ ...place, email: 'viele@post.example' })).status).toBe(201)
    }
    const third = await bookFor({ ...place, email: 'viele@post.example' })
    expect([third.status, third.error?.code]).toEqual([409, 'slot-taken'])
    expect(third.error?.alternatives?.[0]).toMatchObject({ date: monday, start: '08:15' })
    expect((await bookFor({ email: 'viele@post.example' })).status).toBe(201)
    app.clock.set('2026-11-23T07:30:00.000Z')
    expect((await bookFor({ date: monday, start: '08:15' })).error?.code).toBe('slot-taken')
  })

  it('keeps what holds for everybody: opening hours, the grid, the last day', async () => {
    for (const changes of [
      { start: '12:00' },
      { start: '09:05' },
      { date: '2026-11-28' },
      { date: '2027-06-01' },
    ]) {
      expect((await bookFor(changes)).error?.code).toBe('slot-taken')
    }
    const meldung = await bookFor({ services: [{ slug: 'meldung', persons: 1 }] })
    expect(meldung.error?.code).toBe('not-bookable')
  })

  it('overbooks only for whoever may, with a reason that is kept, and only while it is open', async () => {
    for (let count = 0; count < 2; count++) await bookFor()
    expect((await bookFor({ overbook: 'urgent' })).error?.code).toBe('forbidden')
    signIn(app, staffMember('clerk'))
    expect((await bookFor({ overbook: 'urgent' })).error?.code).toBe('forbidden')
    signIn(app, staffMember('admin'))
    const { status, body } = await bookFor({ overbook: 'urgent' })
    expect(status).toBe(201)
    const [event] = await staffEventsOf(app, body.appointment.id)
    expect(event!.details).toEqual({ overbook: 'urgent' })
    expect((await bookFor({ overbook: 'urgent', start: '12:00' })).error?.code).toBe('slot-taken')
    const unknown = { ...wish(), overbook: 'because' }
    expect((await app.post(`${staff}/appointments`, unknown)).error?.code).toBe('invalid-input')
  })

  it('lets clerks overbook where the municipality wants that', async () => {
    await app.close()
    const { counter } = town()
    app = await openTestApp(engine, {
      towns: [town({ counter: { ...counter, overbook: 'clerks' } })],
    })
    signIn(app, staffMember('clerk'))
    await bookFor()
    expect((await bookFor({ overbook: 'our-mistake' })).status).toBe(201)
  })

  it('books once, however often it is sent', async () => {
    const key = { 'Idempotency-Key': 'phone-call-1' }
    const first = await bookFor({}, key)
    expect((await bookFor({}, key)).body).toEqual(first.body)
    expect((await bookFor({ start: '10:00' }, key)).error?.code).toBe('idempotency-key-reused')
    const rows = await app.deps.db.selectFrom('appointment').select('id').execute()
    expect(rows).toHaveLength(1)
  })

  it('moves and cancels for somebody, and tells whoever has an address', async () => {
    const { id } = await book(app)
    const moved = await move(id, { office: 'rathaus', date: tuesday, start: '10:00' })
    expect(moved.body).toMatchObject({ id, start: '10:00', state: 'confirmed' })
    expect((await app.mails()).at(-1)).toMatchObject({ kind: 'moved', start: '10:00' })
    expect((await cancel(id)).body.state).toBe('cancelled')
    expect((await app.mails()).at(-1)?.kind).toBe('cancelled')
    expect((await cancel(id)).error?.code).toBe('state-conflict')
    const actions = (await staffEventsOf(app, id)).map(({ action, actor }) => `${actor} ${action}`)
    expect(actions).toEqual([
      'staff:agent-1 appointment-moved',
      'staff:agent-1 appointment-cancelled',
    ])
  })

  it('keeps the old place if the new one is taken', async () => {
    await bookFor({ start: '10:00' })
    await bookFor({ start: '10:00' })
    const { id } = await book(app)
    const to = { office: 'rathaus', date: tuesday, start: '10:00' }
    const refused = await move(id, to)
    expect([refused.status, refused.error?.code]).toEqual([409, 'slot-taken'])
    expect((await move(id, { ...to, overbook: 'urgent' })).error?.code).toBe('forbidden')
    signIn(app, staffMember('admin'))
    expect((await move(id, { ...to, overbook: 'urgent' })).body.start).toBe('10:00')
  })

  it('writes and mails nothing for whoever left no address', async () => {
    const { body } = await bookFor()
    const { id } = body.appointment
    await move(id, { office: 'rathaus', date: tuesday, start: '11:00' })
    await cancel(id)
    expect(await app.mails()).toEqual([])
  })
})
