import { afterEach, beforeEach, expect, it } from 'vitest'
import { bringToLife } from '#server/appointments/demo-today.ts'
import { fillCalendars } from '#server/db/seed/calendars.ts'
import type { CallDisplay } from '#shared/contracts/waiting-room.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { counterOf } from '../support/day.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { group, office, town } from '../support/town.ts'

describeOnBothEngines('the demo', (engine) => {
  let app: TestApp
  let counter: ReturnType<typeof counterOf>
  beforeEach(async () => {
    const opening = [{ ...group().opening[0]!, counters: 3, reserve: 1 }]
    const offices = [office({ groups: [group({ opening, horizonDays: 2 })] })]
    app = await openTestApp(engine, { towns: [town({ offices })] })
    counter = counterOf(app)
    signIn(app, staffMember('clerk'))
  })
  afterEach(() => app.close())

  const start = async () => {
    const municipality = (await app.deps.municipalities.find(app.deps.db, 'teststadt'))!
    await fillCalendars(app.deps, municipality)
    await bringToLife(app.deps, municipality)
  }

  it('shows today as it is at this time, and counters go on from there', async () => {
    app.clock.set('2026-11-23T09:10:00.000Z')
    await start()
    const { appointments, queues, summary } = await counter.list('?office=rathaus')
    expect(summary.completed).toBeGreaterThan(10)
    expect(summary.called).toBeGreaterThan(1)
    expect(summary.expected).toBeGreaterThan(5)
    expect(summary.walkIns).toBeGreaterThan(1)
    expect(queues[0]!.waiting).toHaveLength(summary.waiting)
    const { body } = await app.get<CallDisplay>('/api/teststadt/offices/rathaus/calls')
    expect(body.calls).toHaveLength(8)

    const numbers = appointments.flatMap(({ number }) => number ?? [])
    const next = await counter.takeNumber()
    expect(next.body.number).toBe(`A ${numbers.length + 1}`)
    expect((await counter.callNext()).status).toBe(200)
  })

  it('leaves what people have done since, and ends the day before', async () => {
    app.clock.set('2026-11-23T09:10:00.000Z')
    await start()
    await counter.callNext()
    const before = await counter.list('?office=rathaus')
    await start()
    expect(await counter.list('?office=rathaus')).toEqual(before)
    app.clock.set('2026-11-24T06:00:00.000Z')
    await start()
    const yesterday = await counter.list('?office=rathaus&date=2026-11-23')
    expect(yesterday.summary).toMatchObject({ expected: 0, called: 0 })
  })
})
