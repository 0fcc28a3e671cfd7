import { afterEach, beforeEach, expect, it } from 'vitest'
import { parse } from 'csv-parse/sync'
import { recordEvent } from '#server/audit/audit.ts'
import type { StaffMember } from '#server/staff/staff-member.ts'
import type { AuditActors, AuditPage } from '#shared/contracts/audit.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { addStaff } from '../support/browser-session.ts'
import { signIn } from '../support/staff.ts'
import { town } from '../support/town.ts'
import { book, monday, reserve } from '../support/wishes.ts'

const audit = '/api/teststadt/staff/audit'

describeOnBothEngines('the records', (engine) => {
  let app: TestApp
  let admin: StaffMember
  beforeEach(async () => {
    const { tenant } = town()
    const neighbour = town({ tenant: { ...tenant, slug: 'nachbarstadt', name: 'Nachbarstadt' } })
    app = await openTestApp(engine, { towns: [town(), neighbour] })
    admin = await addStaff(app, 'verwaltung@teststadt.example', ['admin'])
    signIn(app, admin)
  })
  afterEach(() => app.close())

  const read = async (query = '') => (await app.get<AuditPage>(`${audit}${query}`)).body
  const actionsOf = async (query = '') => (await read(query)).entries.map(({ action }) => action)

  it('tell who did what, when and to what, the newest first', async () => {
    const { id, token } = await reserve(app, { date: monday, start: '09:00' })
    app.clock.advanceMinutes(1)
    await app.post('/api/teststadt/appointments/confirm', { token })
    app.clock.advanceMinutes(1)
    await app.post(`/api/teststadt/staff/appointments/${id}/check-in`, { anyway: true })
    const { entries } = await read()
    expect(entries.map(({ action }) => action)).toEqual([
      'appointment-checked-in',
      'appointment-confirmed',
      'appointment-placed',
    ])
    expect(entries[0]).toMatchObject({
      at: app.clock.now(),
      actor: { kind: 'staff', id: admin.id, name: 'verwaltung' },
      subject: id,
      subjectName: null,
      details: { before: 'confirmed', after: 'checked_in' },
    })
    expect(entries[2]?.actor).toEqual({ kind: 'resident', id: null, name: null })
  })

  it('name the colleague that something was done to', async () => {
    const anna = await addStaff(app, 'anna@teststadt.example', ['clerk'])
    await app.post(`/api/teststadt/staff/people/${anna.id}/disable`, {})
    const { entries } = await read()
    expect(entries[0]).toMatchObject({ action: 'staff-disabled', subjectName: 'anna' })
    const { body } = await app.get<AuditActors>(`${audit}/actors`)
    expect(body.actors.map(({ name }) => name)).toEqual(['anna', 'verwaltung'])
  })

  it('are searched by person, action, thing and day', async () => {
    const { id } = await book(app, { date: monday, start: '09:00' })
    await app.post(`/api/teststadt/staff/appointments/${id}/check-in`, { anyway: true })
    app.clock.advanceMinutes(24 * 60)
    const anna = await addStaff(app, 'anna@teststadt.example', ['clerk'])
    await app.post(`/api/teststadt/staff/people/${anna.id}/roles`, { roles: ['editor'] })

    expect(await actionsOf('?actor=staff')).toEqual([
      'staff-roles-changed',
      'appointment-checked-in',
    ])
    expect(await actionsOf('?actor=resident')).toHaveLength(2)
    expect(await actionsOf(`?actor=${admin.id}`)).toHaveLength(2)
    expect(await actionsOf('?actor=niemand')).toEqual([])
    expect(await actionsOf('?action=staff-roles-changed')).toEqual(['staff-roles-changed'])
    expect(await actionsOf(`?subject=${id}`)).toHaveLength(3)
    expect(await actionsOf('?from=2026-11-24')).toEqual(['staff-roles-changed'])
    expect(await actionsOf('?to=2026-11-23')).toHaveLength(3)
    expect(await actionsOf('?from=2026-11-23&to=2026-11-24&actor=staff')).toHaveLength(2)
    const { error } = await app.get(`${audit}?action=kaffee&from=gestern`)
    expect(error?.fields).toEqual({ action: 'unknown-value', from: 'date-invalid' })
  })

  it('begin and end a day with the clocks of the municipality', async () => {
    const at = async (instant: string) =>
      app.deps.db.transaction().execute((trx) =>
        recordEvent(trx, {
          tenantId: 'teststadt',
          at: instant,
          actor: 'system',
          action: 'appointment-placed',
          subject: instant,
        }),
      )
    await at('2026-11-22T22:59:59.999Z')
    await at('2026-11-22T23:00:00.000Z')
    await at('2026-11-23T22:59:59.999Z')
    await at('2026-11-23T23:00:00.000Z')
    const { entries } = await read('?from=2026-11-23&to=2026-11-23')
    expect(entries.map(({ subject }) => subject)).toEqual([
      '2026-11-23T22:59:59.999Z',
      '2026-11-22T23:00:00.000Z',
    ])
  })

  it('come in pages without a gap, also when many things happened at once', async () => {
    await app.deps.db.transaction().execute(async (trx) => {
      for (let n = 0; n < 120; n++) {
        await recordEvent(trx, {
          tenantId: 'teststadt',
          at: app.clock.now(),
          actor: 'system',
          action: 'appointment-placed',
          subject: `${n}`,
        })
      }
    })
    const seen: string[] = []
    let next: string | null = ''
    while (next !== null) {
      const page: AuditPage = await read(next && `?after=${encodeURIComponent(next)}`)
      seen.push(...page.entries.map(({ subject }) => subject))
      next = page.next
    }
    expect(seen).toHaveLength(120)
    expect(new Set(seen).size).toBe(120)
  })

  it('leave the house as a table, in which no name is a formula', async () => {
    const anna = await addStaff(app, 'anna@teststadt.example', ['clerk'])
    const name = '=HYPERLINK("http://x");'
    await app.deps.db.updateTable('staff').set({ name }).where('id', '=', anna.id).execute()
    await app.post(`/api/teststadt/staff/people/${anna.id}/disable`, {})
    const response = await app.fetch(`${audit}/export?action=staff-disabled`)
    expect(response.headers.get('Content-Type')).toBe('text/csv; charset=utf-8')
    expect(response.headers.get('Content-Disposition')).toContain('protokoll-teststadt.csv')
    expect(response.headers.get('Cache-Control')).toBe('no-store')
    const rows = parse(await response.text(), { bom: true, delimiter: ';', columns: true })
    expect(rows).toEqual([
      expect.objectContaining({
        action: 'staff-disabled',
        'staff-name': 'verwaltung',
        subject: anna.id,
        'subject-name': `'${name}`,
      }),
    ])
  })

  it('of one municipality are nothing to another', async () => {
    await book(app, { date: monday })
    signIn(app, { id: 'x', roles: [{ tenantId: 'nachbarstadt', role: 'admin' }] })
    const { body } = await app.get<AuditPage>('/api/nachbarstadt/staff/audit')
    expect(body.entries).toEqual([])
  })
})
