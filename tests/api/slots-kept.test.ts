import { afterEach, beforeEach, expect, it } from 'vitest'
import { importTenant } from '#server/tenants/tenants.ts'
import type { Slots } from '#shared/contracts/slots.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { group, office, town } from '../support/town.ts'
import { book, monday, reserve, tuesday } from '../support/wishes.ts'

describeOnBothEngines('free places that are asked for again', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    app = await openTestApp(engine)
  })
  afterEach(() => app.close())

  /** Always the same question. */
  const starts = async (date: string): Promise<string[]> => {
    const { body } = await app.get<Slots>('/api/teststadt/slots?service=ausweis&days=7')
    const day = body.days.find((free) => free.date === date)
    return day?.offices.flatMap((place) => place.starts) ?? []
  }

  it('are without a place that was taken since, and with one that was given back', async () => {
    expect(await starts(tuesday)).toContain('09:00')
    const { token } = await book(app, { date: tuesday, start: '09:00' })
    expect(await starts(tuesday)).not.toContain('09:00')
    await app.post('/api/teststadt/appointments/cancel', { token })
    app.clock.advanceMinutes(15)
    expect(await starts(tuesday)).toContain('09:00')
  })

  it('are with a place whose hold has run out', async () => {
    await reserve(app, { date: tuesday, start: '09:00' })
    expect(await starts(tuesday)).not.toContain('09:00')
    app.clock.advanceMinutes(60)
    expect(await starts(tuesday)).toContain('09:00')
  })

  it('are without those for which it has become too late', async () => {
    expect(await starts(monday)).toContain('08:00')
    app.clock.advanceMinutes(1)
    const later = await starts(monday)
    expect(later).not.toContain('08:00')
    expect(later).toContain('08:15')
  })

  it('follow the configuration', async () => {
    expect(await starts(tuesday)).toContain('09:00')
    const closed = { from: tuesday, to: tuesday, reason: { de: 'Betriebsausflug' } }
    const offices = [office({ groups: [group()], closures: [closed] })]
    await importTenant(app.deps.db, town({ offices }))
    expect(await starts(tuesday)).toEqual([])
  })
})
