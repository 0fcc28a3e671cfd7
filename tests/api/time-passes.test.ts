import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepHouse } from '#server/housekeeping.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { book, reserve, tuesday, wish } from '../support/wishes.ts'

const appointments = '/api/teststadt/appointments'

describeOnBothEngines('time', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
  })
  afterEach(() => app.close())

  const row = (id: string) =>
    app.deps.db.selectFrom('appointment').selectAll().where('id', '=', id).executeTakeFirstOrThrow()

  it('erases who did not confirm, and still explains the link', async () => {
    const { id, token } = await reserve(app)
    app.clock.advanceMinutes(61)
    await keepHouse(app.deps)
    expect(await row(id)).toMatchObject({ state: 'expired', name: '', email: '', address_key: '' })
    expect(await app.mails()).toEqual([])
    expect((await app.post(`${appointments}/view`, { token })).error?.code).toBe('link-expired')
  })

  it('reminds once, a day before, and not of what was booked later', async () => {
    await book(app, { date: '2026-11-25', start: '09:00' })
    await book(app, { date: '2026-11-23', start: '11:00' })
    await keepHouse(app.deps)
    const reminders = async () => (await app.mails()).filter(({ kind }) => kind === 'reminder')
    expect(await reminders()).toEqual([])
    app.clock.set('2026-11-24T08:00:00.000Z')
    await Promise.all([keepHouse(app.deps), keepHouse(app.deps)])
    await keepHouse(app.deps)
    expect(await reminders()).toMatchObject([{ date: '2026-11-25', start: '09:00' }])
  })

  it('does not remind of what was cancelled', async () => {
    const { token } = await book(app, { date: '2026-11-25' })
    await app.post(`${appointments}/cancel`, { token })
    app.clock.set('2026-11-24T08:00:00.000Z')
    await keepHouse(app.deps)
    expect((await app.mails()).map(({ kind }) => kind)).not.toContain('reminder')
  })

  it('forgets people two days after their visit, and keeps the count', async () => {
    const { id, token } = await book(app)
    app.clock.set('2026-11-26T22:00:00.000Z')
    await keepHouse(app.deps)
    expect((await row(id)).name).not.toBe('')
    app.clock.set('2026-11-26T23:30:00.000Z')
    await keepHouse(app.deps)
    expect(await row(id)).toMatchObject({ name: '', email: '', state: 'confirmed' })
    expect((await app.post(`${appointments}/view`, { token })).error?.code).toBe('link-invalid')
  })

  it('forgets idempotent answers, address locks, and days that are over and have no visits', async () => {
    const tables = ['idempotent_answer', 'address_lock', 'ledger_day'] as const
    const rows = (table: (typeof tables)[number]) =>
      app.deps.db.selectFrom(table).selectAll().execute()
    await app.post(appointments, wish(), { 'Idempotency-Key': 'one' })
    const visitless = { group: 'schalter', date: '2026-11-25' }
    await app.deps.lockDays(app.deps.db, 'teststadt', [visitless], async () => {})
    await keepHouse(app.deps)
    expect((await Promise.all(tables.map(rows))).map(({ length }) => length)).toEqual([1, 1, 2])
    app.clock.set('2026-11-29T06:00:00.000Z')
    await keepHouse(app.deps)
    expect(await rows('idempotent_answer')).toEqual([])
    expect(await rows('address_lock')).toEqual([])
    expect(await rows('ledger_day')).toMatchObject([{ date: tuesday }])
  })
})
