import { afterEach, beforeEach, expect, it } from 'vitest'
import type { AppointmentView, Placed } from '#shared/contracts/appointments.ts'
import type { Slots } from '#shared/contracts/slots.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { book, lastToken, monday, reserve, tuesday, wish } from '../support/wishes.ts'

const appointments = '/api/teststadt/appointments'

describeOnBothEngines('booking an appointment', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
  })
  afterEach(() => app.close())

  const freeStarts = async (date: string, services = 'service=ausweis') => {
    const { body } = await app.get<Slots>(`/api/teststadt/slots?${services}&from=${date}&days=1`)
    return body.days[0]?.offices[0]?.starts ?? []
  }

  it('offers what is open, from the lead time on', async () => {
    const { body } = await app.get<Slots>('/api/teststadt/slots?service=ausweis&days=3')
    expect(body.earliest).toEqual({
      office: 'rathaus',
      group: 'schalter',
      date: monday,
      start: '08:00',
    })
    expect(body.days.map(({ date }) => date)).toEqual([monday, tuesday, '2026-11-25'])
    expect(body.days[0]?.offices[0]?.starts).toHaveLength(16)
    app.clock.advanceMinutes(61)
    expect((await freeStarts(monday))[0]).toBe('09:15')
  })

  it('adds up services and persons to one visit', async () => {
    const starts = await freeStarts(tuesday, 'service=ausweis:3&service=pass')
    // 15 + 2 × 10 + 20 minutes: the last of them begins at 11:00 for 55 minutes.
    expect(starts.at(-1)).toBe('11:00')
  })

  it('reserves, mails a link, and confirms by it', async () => {
    const placed = await app.post<Placed>(appointments, wish())
    expect(placed.status).toBe(201)
    expect(placed.body).toMatchObject({ state: 'reserved', holdUntil: '2026-11-23T07:00:00.000Z' })
    expect(placed.body.reference).toMatch(/^[2-9A-Z]{3}-[2-9A-Z]{4}$/)
    expect(await freeStarts(tuesday)).not.toContain('09:00')

    const [mail] = await app.mails()
    expect(mail).toMatchObject({ kind: 'confirm', to: expect.stringContaining('@post.example') })
    expect(mail?.link).toContain('/teststadt/termin/bestaetigen?lang=de#')

    const token = await lastToken(app)
    const confirmed = await app.post<AppointmentView>(`${appointments}/confirm`, { token })
    expect(confirmed.body).toMatchObject({
      state: 'confirmed',
      date: tuesday,
      start: '09:00',
      officeName: 'Rathaus',
      documents: ['Personalausweis beantragen: 1'],
      canMove: true,
      canCancel: true,
    })
    expect(confirmed.body.qr).toMatch(/^RL1\.[\w-]+\.[\w-]+$/)
    expect(confirmed.body.calendar).toContain('DTSTART:20261124T080000Z')
    const mails = await app.mails()
    expect(mails.map(({ kind }) => kind)).toEqual(['confirm', 'confirmed'])
    expect(mails[1]?.calendar).toContain('BEGIN:VCALENDAR')
  })

  it('answers a second click on confirm with the same success and no second mail', async () => {
    const { token } = await reserve(app)
    const first = await app.post<AppointmentView>(`${appointments}/confirm`, { token })
    const second = await app.post<AppointmentView>(`${appointments}/confirm`, { token })
    expect(second.status).toBe(200)
    expect(second.body.reference).toBe(first.body.reference)
    expect(await app.mails()).toHaveLength(2)
  })

  it('refuses a taken place with the nearest others', async () => {
    await reserve(app)
    const refused = await app.post(appointments, wish())
    expect(refused.status).toBe(409)
    expect(refused.error?.code).toBe('slot-taken')
    expect(refused.error?.alternatives?.map(({ start }) => start)).toEqual([
      '08:45',
      '09:15',
      '08:30',
    ])
  })

  it('refuses starts off the grid, in the past, beyond the horizon and after closing', async () => {
    for (const place of [
      { start: '09:05' },
      { date: monday, start: '07:00' },
      { date: '2027-03-01' },
      { start: '12:00' },
      { date: '2026-11-28' },
    ]) {
      expect((await app.post(appointments, wish(place))).error?.code).toBe('slot-taken')
    }
  })

  it('gives an unconfirmed place back when the hold is over, and says so to the late', async () => {
    const { token } = await reserve(app)
    app.clock.advanceMinutes(59)
    expect(await freeStarts(tuesday)).not.toContain('09:00')
    app.clock.advanceMinutes(1)
    expect(await freeStarts(tuesday)).toContain('09:00')
    const late = await app.post(`${appointments}/confirm`, { token })
    expect([late.status, late.error?.code]).toEqual([410, 'link-expired'])
  })

  it('moves in one step: the old place is free again, the new one is taken', async () => {
    const { token } = await book(app)
    const to = { token, office: 'rathaus', date: tuesday, start: '10:00' }
    const moved = await app.post<AppointmentView>(`${appointments}/move`, to)
    expect(moved.body).toMatchObject({ start: '10:00', state: 'confirmed' })
    const starts = await freeStarts(tuesday)
    expect(starts).toContain('09:00')
    expect(starts).not.toContain('10:00')
    expect((await app.mails()).at(-1)?.kind).toBe('moved')
  })

  it('keeps the old place when the new one is lost', async () => {
    await book(app, { start: '10:00' })
    const { token } = await book(app)
    const to = { token, office: 'rathaus', date: tuesday, start: '10:00' }
    const refused = await app.post(`${appointments}/move`, to)
    expect(refused.error?.code).toBe('slot-taken')
    expect(refused.error?.alternatives).toHaveLength(3)
    const view = await app.post<AppointmentView>(`${appointments}/view`, { token })
    expect(view.body.start).toBe('09:00')
  })

  it('may move by less than its own length', async () => {
    const services = [{ slug: 'ausweis', persons: 3 }]
    const { token } = await book(app, { services })
    const to = { token, office: 'rathaus', date: tuesday, start: '09:15' }
    expect((await app.post(`${appointments}/move`, to)).status).toBe(200)
  })

  it('cancels by mail link, and lets the place return only after a while', async () => {
    const { token } = await book(app)
    const cancelled = await app.post<AppointmentView>(`${appointments}/cancel`, { token })
    expect(cancelled.body).toMatchObject({ state: 'cancelled', qr: null, canMove: false })
    expect((await app.mails()).at(-1)).toMatchObject({ kind: 'cancelled', link: null })
    app.clock.advanceMinutes(15)
    expect(await freeStarts(tuesday)).toContain('09:00')
    const again = await app.post(`${appointments}/view`, { token })
    expect([again.status, again.error?.code]).toEqual([410, 'link-cancelled'])
  })

  it('erases the person at once and gives the place back', async () => {
    const { token, id } = await book(app)
    const erased = await app.post(`${appointments}/erase`, { token })
    expect(erased.body).toEqual({ erased: true })
    const row = await app.deps.db
      .selectFrom('appointment')
      .selectAll()
      .where('id', '=', id)
      .executeTakeFirstOrThrow()
    expect(row).toMatchObject({ name: '', email: '', phone: null, address_key: '' })
    expect(row.state).toBe('cancelled')
    expect(await app.mails()).toEqual([])
    expect((await app.post(`${appointments}/view`, { token })).error?.code).toBe('link-invalid')
    app.clock.advanceMinutes(15)
    expect(await freeStarts(tuesday)).toContain('09:00')
  })

  it('sends the mail again, and to a corrected address only with a new link', async () => {
    const { token: first, holdToken } = await reserve(app)
    const body = { token: holdToken, email: 'richtig@post.example' }
    expect((await app.post(`${appointments}/resend`, body)).body).toMatchObject({ resent: true })
    const mails = await app.mails()
    expect(mails.map(({ to }) => to)).toEqual(['richtig@post.example'])
    expect((await app.post(`${appointments}/confirm`, { token: first })).error?.code).toBe(
      'link-invalid',
    )
    const confirmed = await app.post(`${appointments}/confirm`, { token: await lastToken(app) })
    expect(confirmed.status).toBe(200)
  })

  it('lets the browser that booked watch and cancel, but neither confirm nor move', async () => {
    const { holdToken: token } = await reserve(app)
    const view = await app.post<AppointmentView>(`${appointments}/view`, { token })
    expect(view.body).toMatchObject({ scope: 'hold', qr: null, canMove: false })
    expect((await app.post(`${appointments}/confirm`, { token })).error?.code).toBe('link-invalid')
    const to = { token, office: 'rathaus', date: tuesday, start: '10:00' }
    expect((await app.post(`${appointments}/move`, to)).error?.code).toBe('link-invalid')
    expect((await app.post(`${appointments}/erase`, { token })).error?.code).toBe('link-invalid')
    expect((await app.post(`${appointments}/cancel`, { token })).status).toBe(200)
  })

  it('takes the appointment out of the hands of that browser once the mail has confirmed it', async () => {
    const { holdToken: token } = await book(app)
    const view = await app.post<AppointmentView>(`${appointments}/view`, { token })
    expect(view.body).toMatchObject({ state: 'confirmed', name: '', email: '', canCancel: false })
    expect((await app.post(`${appointments}/cancel`, { token })).error?.code).toBe('link-invalid')
    expect((await app.post(`${appointments}/resend`, { token })).error?.code).toBe('state-conflict')
  })

  it('holds no place beyond the beginning of the visit', async () => {
    app.clock.set('2026-11-23T07:30:00.000Z')
    const { holdUntil } = await reserve(app, { date: monday, start: '09:30' })
    expect(holdUntil).toBe('2026-11-23T08:30:00.000Z')
  })

  it('answers unknown, wrong and malformed tokens alike', async () => {
    const { token } = await reserve(app)
    const answers = []
    for (const wrong of [
      'x',
      'a.b',
      `${token}x`,
      `${crypto.randomUUID()}.${token.split('.')[1]}`,
    ]) {
      answers.push(await app.post(`${appointments}/view`, { token: wrong }))
    }
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([404]))
    expect(new Set(answers.map(({ body }) => JSON.stringify(body))).size).toBe(1)
  })

  it('keeps the links dead after the day of the visit', async () => {
    const { token } = await book(app)
    app.clock.set('2026-11-25T06:00:00.000Z')
    const { error } = await app.post(`${appointments}/view`, { token })
    expect(error?.code).toBe('link-past')
  })
})
