import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepHouse } from '#server/housekeeping.ts'
import type { AppointmentView } from '#shared/contracts/appointments.ts'
import type { Noted, ReplacementCases, ReplacementView } from '#shared/contracts/replacements.ts'
import type { Slots } from '#shared/contracts/slots.ts'
import type { StaffAppointments } from '#shared/contracts/staff.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { change, changeKnowingly, closing } from '../support/configuring.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { group, office, town } from '../support/town.ts'
import { book, reserve, tuesday } from '../support/wishes.ts'

const replacements = '/api/teststadt/replacements'
const appointments = '/api/teststadt/appointments'
const staff = '/api/teststadt/staff'
const wednesday = '2026-11-25'
const closedTuesday = closing({ from: tuesday, to: tuesday })

describeOnBothEngines('whoever loses a place', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
    signIn(app, staffMember('admin'))
  })
  afterEach(() => app.close())

  const mailedToken = async () => {
    const mail = (await app.replacementMails()).at(-1)
    if (!mail) throw new Error('no mail waits')
    return new URL(mail.link).hash.slice(1)
  }
  const view = (token: string) => app.post<ReplacementView>(`${replacements}/view`, { token })
  const accept = (token: string) => app.post<ReplacementView>(`${replacements}/accept`, { token })
  const cases = async () => (await app.get<ReplacementCases>(`${staff}/replacements`)).body
  const note = (id: string, body: object) =>
    app.post<Noted>(`${staff}/replacements/${id}/outcome`, body)
  const freeStarts = async (date: string) => {
    const query = `service=ausweis&from=${date}&days=1`
    const { body } = await app.get<Slots>(`/api/teststadt/slots?${query}`)
    return body.days[0]?.offices[0]?.starts ?? []
  }
  const ofDay = async (date: string) =>
    (await app.get<StaffAppointments>(`${staff}/appointments?date=${date}`)).body.appointments

  it('is mailed why, and which other place is held: the nearest, with a day of notice', async () => {
    const { wish } = await book(app)
    const saved = await changeKnowingly(app, closedTuesday)
    expect(saved.body).toMatchObject({ people: 1, offered: 1 })
    const [mail, ...others] = await app.replacementMails()
    expect(others).toEqual([])
    expect(mail).toMatchObject({
      kind: 'replacement-offered',
      to: wish.email,
      reason: 'Personalversammlung',
      was: { date: tuesday, start: '09:00' },
      offer: { date: wednesday, start: '09:00', office: { name: 'Rathaus' } },
      services: [{ title: 'Personalausweis beantragen', persons: 1 }],
      // 48 hours, but not beyond the day of the appointment that falls away.
      validUntil: '2026-11-24T22:59:00.000Z',
    })
    expect(mail?.link).toMatch(/\/teststadt\/ersatztermin\?lang=de#[\w-]+\.[\w-]+$/)
    expect(await freeStarts(wednesday)).not.toContain('09:00')
  })

  it('finds both places behind the link, as often as it is opened', async () => {
    await book(app)
    await changeKnowingly(app, closedTuesday)
    const token = await mailedToken()
    for (let time = 0; time < 3; time++) {
      expect((await view(token)).body).toMatchObject({
        state: 'offered',
        reason: 'Personalversammlung',
        was: { officeName: 'Rathaus', date: tuesday, start: '09:00' },
        offer: { date: wednesday, start: '09:00', minutes: 15, until: '2026-11-24T22:59:00.000Z' },
        appointment: { state: 'confirmed', date: tuesday, closed: true },
      })
    }
    expect((await view(`${token}x`)).error?.code).toBe('link-invalid')
  })

  it('takes it by one button; a second click says the same', async () => {
    const { id } = await book(app)
    await changeKnowingly(app, closedTuesday)
    const token = await mailedToken()
    const first = await accept(token)
    expect(first.body).toMatchObject({
      state: 'accepted',
      was: { date: tuesday, start: '09:00' },
      appointment: { id, state: 'confirmed', date: wednesday, start: '09:00', closed: false },
    })
    expect((await accept(token)).body).toEqual(first.body)
    const moved = (await app.mails()).filter(({ kind }) => kind === 'moved')
    expect(moved).toMatchObject([{ date: wednesday, start: '09:00' }])
    expect(moved[0]?.calendar).toContain('DTSTART:20261125T080000Z')
    const rows = await app.deps.db.selectFrom('appointment').select(['id', 'date']).execute()
    expect(rows).toEqual([{ id, date: wednesday }])
    expect(await cases()).toEqual({ open: [], settled: { accepted: 1, moved: 0, cancelled: 0 } })
  })

  it('gets the same success when both clicks come at once', async () => {
    await book(app)
    await changeKnowingly(app, closedTuesday)
    const token = await mailedToken()
    const answers = await Promise.all([accept(token), accept(token), accept(token)])
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200])
    expect((await app.mails()).filter(({ kind }) => kind === 'moved')).toHaveLength(1)
  })

  it('may choose another place, and then the held one is free again', async () => {
    await book(app)
    await changeKnowingly(app, closedTuesday)
    const token = await mailedToken()
    const to = { token, office: 'rathaus', date: wednesday, start: '11:00' }
    expect((await app.post<AppointmentView>(`${appointments}/move`, to)).body.start).toBe('11:00')
    expect((await view(token)).body.state).toBe('moved')
    expect((await accept(token)).error?.code).toBe('slot-taken')
    await keepHouse(app.deps)
    expect(await freeStarts(wednesday)).toContain('09:00')
    expect((await cases()).settled.moved).toBe(1)
  })

  it('may cancel, and then the held place is free again', async () => {
    await book(app)
    await changeKnowingly(app, closedTuesday)
    const token = await mailedToken()
    expect((await app.post(`${appointments}/cancel`, { token })).status).toBe(200)
    expect((await view(token)).error?.code).toBe('link-cancelled')
    await keepHouse(app.deps)
    expect(await freeStarts(wednesday)).toContain('09:00')
    expect((await cases()).settled.cancelled).toBe(1)
  })

  it('keeps the appointment that nobody can keep, and is phoned, if no answer comes', async () => {
    await book(app, { date: wednesday })
    await changeKnowingly(app, closing({ from: wednesday, to: wednesday }))
    const token = await mailedToken()
    // Two days are left for a mail.
    expect((await cases()).open).toMatchObject([{ state: 'offered', toPhone: false }])
    expect(await freeStarts('2026-11-24')).not.toContain('09:00')
    app.clock.set('2026-11-25T06:00:00.000Z')
    const late = await accept(token)
    expect([late.status, late.error?.code]).toEqual([409, 'slot-taken'])
    expect((await cases()).open).toMatchObject([{ state: 'unanswered', toPhone: true }])
    await keepHouse(app.deps)
    expect((await cases()).open).toMatchObject([
      { state: 'unanswered', name: 'Łucja Özdemir-D’Angelo', hasEmail: true, attempts: 0 },
    ])
    const rows = await app.deps.db.selectFrom('appointment').select('state').execute()
    expect(rows).toEqual([{ state: 'confirmed' }])
    expect(await ofDay(wednesday)).toMatchObject([{ state: 'confirmed', closed: true }])
    app.clock.set('2026-11-26T06:00:00.000Z')
    expect((await cases()).open).toEqual([])
  })

  it('frees the place at the end of the hold, to the minute', async () => {
    await book(app, { date: '2026-12-01' })
    await changeKnowingly(app, closing({ from: '2026-12-01', to: '2026-12-01' }))
    app.clock.advanceMinutes(48 * 60 - 1)
    expect(await freeStarts('2026-11-30')).not.toContain('09:00')
    app.clock.advanceMinutes(1)
    expect(await freeStarts('2026-11-30')).toContain('09:00')
  })

  it('is told when nothing is free, and stands on the list of those to phone', async () => {
    const only = [{ ...group().opening[0]!, validTo: tuesday }]
    await app.close()
    app = await openTestApp(engine, {
      towns: [town({ offices: [office({ groups: [group({ opening: only })] })] })],
    })
    signIn(app, staffMember('admin'))
    await book(app)
    expect((await changeKnowingly(app, closedTuesday)).body).toMatchObject({
      people: 1,
      offered: 0,
    })
    expect(await app.replacementMails()).toMatchObject([
      { kind: 'replacement-missing', offer: null, was: { date: tuesday, start: '09:00' } },
    ])
    const token = await mailedToken()
    expect((await view(token)).body).toMatchObject({ state: 'nothing-free', offer: null })
    expect((await cases()).open).toMatchObject([
      { state: 'nothing-free', toPhone: true, offer: null, phone: null },
    ])
  })

  it('is offered another place when the offered one falls away as well', async () => {
    const { id } = await book(app)
    await changeKnowingly(app, closedTuesday)
    const closedWednesday = closing({ from: wednesday, to: wednesday })
    expect((await change(app, closedWednesday)).error?.code).toBe('consequences-changed')
    const again = await changeKnowingly(app, closedWednesday)
    expect(again.body).toMatchObject({ people: 1, offered: 1 })
    const mails = await app.replacementMails()
    expect(mails.map(({ offer }) => offer?.date)).toEqual([wednesday, '2026-11-26'])
    expect((await cases()).open).toHaveLength(1)
    const { body } = await accept(await mailedToken())
    expect(body.appointment).toMatchObject({ id, date: '2026-11-26', start: '09:00' })
    expect(body.was.date).toBe(tuesday)
  })

  it('is asked again when the place that was taken instead falls away too', async () => {
    const { id } = await book(app)
    await changeKnowingly(app, closedTuesday)
    await accept(await mailedToken())
    app.clock.advanceMinutes(1)
    await changeKnowingly(app, closing({ from: wednesday, to: wednesday }))
    const { body } = await view(await mailedToken())
    expect(body).toMatchObject({ state: 'offered', was: { date: wednesday } })
    expect((await accept(await mailedToken())).body.appointment).toMatchObject({
      id,
      date: '2026-11-26',
    })
  })

  it('confirms a reservation by taking the other place', async () => {
    await reserve(app)
    await changeKnowingly(app, closedTuesday)
    app.clock.advanceMinutes(120)
    await keepHouse(app.deps)
    const { body } = await accept(await mailedToken())
    expect(body.appointment).toMatchObject({ state: 'confirmed', date: wednesday })
  })

  it('is not reminded of what does not take place', async () => {
    await book(app, { date: wednesday })
    await changeKnowingly(app, closing({ from: wednesday, to: wednesday }))
    app.clock.set('2026-11-24T09:00:00.000Z')
    await keepHouse(app.deps)
    expect((await app.mails()).map(({ kind }) => kind)).not.toContain('reminder')
  })

  it('is on nobody’s list at the counter with the place that is only held', async () => {
    await book(app)
    await changeKnowingly(app, closedTuesday)
    expect(await ofDay(wednesday)).toEqual([])
    expect(await ofDay(tuesday)).toMatchObject([{ closed: true }])
  })

  it('leaves no place behind when everything is erased', async () => {
    const { token } = await book(app)
    await changeKnowingly(app, closedTuesday)
    expect((await app.post(`${appointments}/erase`, { token })).status).toBe(200)
    await keepHouse(app.deps)
    expect(await freeStarts(wednesday)).toContain('09:00')
    const rows = await app.deps.db.selectFrom('replacement').selectAll().execute()
    expect(JSON.stringify(rows)).not.toMatch(/Łucja|post\.example/)
    expect(rows.map(({ state }) => state)).toEqual(['cancelled'])
  })

  it('is not forgotten when the process dies before it has looked for places', async () => {
    await book(app)
    const { freeDays } = app.deps.availability
    app.deps.availability.freeDays = () => Promise.reject(new Error('killed'))
    expect((await changeKnowingly(app, closedTuesday)).status).toBe(500)
    app.deps.availability.freeDays = freeDays
    expect((await cases()).open).toMatchObject([{ state: 'waiting' }])
    await Promise.all([keepHouse(app.deps), keepHouse(app.deps)])
    expect((await cases()).open).toMatchObject([{ state: 'offered' }])
    expect(await app.replacementMails()).toHaveLength(1)
  })

  it('is phoned: not reached, reached and content, and who did it is kept', async () => {
    const { id: appointment } = await book(app)
    await changeKnowingly(app, closedTuesday)
    signIn(app, staffMember('clerk'))
    expect((await cases()).open[0]?.toPhone).toBe(false)
    // Less than a day is left: a mail may be read too late.
    app.clock.advanceMinutes(180)
    const [open] = (await cases()).open
    expect(open).toMatchObject({ toPhone: true, state: 'offered', was: { date: tuesday } })
    expect((await note(open!.id, { outcome: 'not-reached' })).body.attempts).toBe(1)
    expect((await cases()).open).toMatchObject([
      { attempts: 1, attemptedAt: '2026-11-23T09:00:00.000Z' },
    ])
    expect((await note(open!.id, { outcome: 'accepted' })).body).toEqual({
      state: 'accepted',
      attempts: 1,
    })
    expect(await ofDay(wednesday)).toMatchObject([{ id: appointment, start: '09:00' }])
    const events = await app.deps.db
      .selectFrom('audit_event')
      .select(['actor', 'action'])
      .where('subject', '=', appointment)
      .where('actor', 'like', 'staff:%')
      .execute()
    expect(events.map(({ action }) => action).sort()).toEqual([
      'appointment-moved',
      'replacement-not-reached',
    ])
    expect((await note(open!.id, { outcome: 'cancelled' })).error?.code).toBe('state-conflict')
  })

  it('is phoned: wants another place, or none at all', async () => {
    const first = await book(app)
    const second = await book(app, { start: '10:00' })
    await changeKnowingly(app, closedTuesday)
    const { open } = await cases()
    const taken = { outcome: 'moved', office: 'rathaus', date: wednesday, start: '10:00' }
    const refused = await note(open[0]!.id, taken)
    expect([refused.status, refused.error?.code]).toEqual([409, 'slot-taken'])
    expect(refused.error?.alternatives).toHaveLength(3)
    // One's own held place is free for oneself.
    const own = { ...taken, start: '09:00' }
    expect((await note(open[0]!.id, own)).body.state).toBe('moved')
    expect((await note(open[1]!.id, { outcome: 'cancelled' })).body.state).toBe('cancelled')
    expect(await ofDay(wednesday)).toMatchObject([{ id: first.id, start: '09:00' }])
    expect(await ofDay(tuesday)).toEqual([])
    expect(await freeStarts(wednesday)).toContain('10:00')
    const gone = (await app.mails()).find(({ kind }) => kind === 'cancelled')
    expect(gone?.to).toBe(second.wish.email)
    expect((await cases()).settled).toEqual({ accepted: 0, moved: 1, cancelled: 1 })
  })

  it('is known at this municipality only', async () => {
    await book(app)
    await changeKnowingly(app, closedTuesday)
    const absent = await note(crypto.randomUUID(), { outcome: 'accepted' })
    expect(absent.error?.code).toBe('not-found')
    const [open] = (await cases()).open
    expect((await note(open!.id, { outcome: 'late' })).error?.fields).toEqual({
      outcome: 'unknown-value',
    })
    expect(Object.keys(open!)).not.toContain('email')
  })
  it('shares no place with anybody: many at once, and residents book meanwhile', async () => {
    const starts = ['08:00', '08:15', '08:30', '08:45', '09:00', '09:15', '09:30', '09:45']
    for (const start of starts) await book(app, { start })
    const others = starts.map((start) => ({ date: wednesday, start }))
    const [saved] = await Promise.all([
      changeKnowingly(app, closedTuesday),
      ...others.map((place) => reserve(app, place).catch(() => null)),
    ])
    expect(saved.body).toMatchObject({ people: 8, offered: 8 })
    const rows = await app.deps.db
      .selectFrom('appointment')
      .select(['date', 'start_minute'])
      .where('date', '<>', tuesday)
      .where('state', '<>', 'expired')
      .execute()
    const places = rows.map(({ date, start_minute: start }) => `${date} ${start}`)
    expect(new Set(places).size).toBe(places.length)
    expect((await cases()).open.map(({ state }) => state)).toEqual(starts.map(() => 'offered'))
    expect(await app.replacementMails()).toHaveLength(8)
  })
})

describeOnBothEngines('a booking that is under way while its day is closed', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
    signIn(app, staffMember('admin'))
  })
  afterEach(() => app.close())

  it('is refused, or seen by whoever closes it: nobody stands before a closed door unknown', async () => {
    const { lockDays } = app.deps
    // The booking has read the hours; before it gets the lock, the day is closed.
    let isFirst = true
    app.deps.lockDays = async (...given) => {
      if (isFirst) {
        isFirst = false
        expect((await change(app, closedTuesday)).status).toBe(200)
      }
      return lockDays(...given)
    }
    await expect(reserve(app)).rejects.toThrow('slot-taken')
  })

  it('cannot slip in while many book and one closes', async () => {
    const starts = ['08:00', '08:30', '09:00', '09:30', '10:00', '10:30', '11:00', '11:30']
    const closeUntilDone = async () => {
      for (;;) {
        const { status } = await changeKnowingly(app, closedTuesday)
        if (status === 200) return
      }
    }
    const booked = Promise.all(starts.map((start) => book(app, { start }).catch(() => null)))
    await Promise.all([closeUntilDone(), booked])
    const known = await app.deps.db.selectFrom('replacement').select('appointment_id').execute()
    const there = (await booked).filter((placed) => placed !== null)
    expect(known.map((row) => row.appointment_id).sort()).toEqual(there.map(({ id }) => id).sort())
    const view = await app.get<{ open: unknown[] }>(`${staff}/replacements`)
    expect(view.body.open).toHaveLength(there.length)
  })
})
