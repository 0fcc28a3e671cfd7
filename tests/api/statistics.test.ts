import { afterEach, beforeEach, expect, it } from 'vitest'
import { keepHouse } from '#server/housekeeping.ts'
import { rememberHistory } from '#server/statistics/demo-history.ts'
import type { Statistics } from '#shared/contracts/statistics.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { changeKnowingly } from '../support/configuring.ts'
import { signIn, staffMember } from '../support/staff.ts'
import { group, office, town } from '../support/town.ts'
import { book, monday, reserve, tuesday } from '../support/wishes.ts'

const staff = '/api/teststadt/staff'

describeOnBothEngines('the figures of the counters', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    const nord = office({
      id: 'nord',
      name: { de: '=Rathaus; "Nord"' },
      groups: [group({ id: 'nord', services: ['ausweis'] })],
    })
    app = await openTestApp(engine, { towns: [town({ offices: [office(), nord] })] })
    signIn(app, staffMember('admin'))
  })
  afterEach(() => app.close())

  const read = async (query = '') => (await app.get<Statistics>(`${staff}/statistics${query}`)).body
  const act = (id: string, action: string, body = {}) =>
    app.post(`${staff}/appointments/${id}/${action}`, body)
  const later = async (instant: string) => {
    app.clock.set(instant)
    await keepHouse(app.deps)
  }

  /** Four visits on Monday, of which three take place; one on Tuesday. */
  async function live() {
    const came = await book(app, { date: monday, start: '08:00' })
    const missed = await book(app, { date: monday, start: '09:00' })
    await book(app, { date: monday, start: '11:30', services: [{ slug: 'pass', persons: 2 }] })
    await book(app, { date: monday, start: '08:00', office: 'nord' })
    await reserve(app, { date: monday, start: '10:00' })
    const gone = await book(app, { date: monday, start: '10:30' })
    await app.post('/api/teststadt/appointments/cancel', { token: gone.token })
    await book(app, { date: tuesday, start: '08:30' })
    await act(came.id, 'check-in', { anyway: true })
    await act(came.id, 'call', { counter: 1 })
    await act(came.id, 'complete')
    const now = app.clock.now()
    app.clock.set('2026-11-23T08:30:00.000Z')
    await act(missed.id, 'no-show')
    app.clock.set(now)
  }

  it('are those of days that are over', async () => {
    await live()
    await keepHouse(app.deps)
    expect(await read()).toMatchObject({ countedUntil: null, totals: { visits: 0 } })
    await later('2026-11-23T23:30:00.000Z')
    const { totals, days, countedUntil } = await read()
    expect(countedUntil).toBe(monday)
    expect(days).toEqual([{ date: monday, visits: 3, noShows: 1, cancelled: 1, walkIns: 0 }])
    expect(totals).toMatchObject({ visits: 3, noShows: 1, cancelled: 1, open: 480, used: 60 })
  })

  it('of the demo go back half a year, and are written once', async () => {
    const municipality = (await app.deps.municipalities.find(app.deps.db, 'teststadt'))!
    await rememberHistory(app.deps, municipality)
    const first = await read('?from=2026-09-01&to=2026-11-22')
    expect(first.totals.visits).toBeGreaterThan(100)
    expect(first.totals.noShows).toBeGreaterThan(0)
    expect(first.totals.waitMinutes).toBeGreaterThan(0)
    expect(first.totals.used).toBeLessThan(first.totals.open)
    await rememberHistory(app.deps, municipality)
    await keepHouse(app.deps)
    expect(await read('?from=2026-09-01&to=2026-11-22')).toEqual(first)
  })

  it('tell use by weekday and hour, services and offices', async () => {
    await live()
    await later('2026-11-24T23:30:00.000Z')
    const { hours, services, offices, totals } = await read()
    expect(hours.filter(({ weekday }) => weekday === 1)).toEqual([
      { weekday: 1, hour: 8, open: 120, used: 30 },
      { weekday: 1, hour: 9, open: 120, used: 0 },
      { weekday: 1, hour: 10, open: 120, used: 0 },
      { weekday: 1, hour: 11, open: 120, used: 30 },
    ])
    expect(services).toEqual([
      { slug: 'ausweis', title: 'Personalausweis beantragen', visits: 3, noShows: 1, persons: 4 },
      { slug: 'pass', title: 'Reisepass beantragen', visits: 1, noShows: 0, persons: 2 },
    ])
    expect(offices).toMatchObject([
      { slug: 'rathaus', visits: 3, noShows: 1, cancelled: 1, open: 480, used: 60 },
      { slug: 'nord', visits: 1, noShows: 0, cancelled: 0, open: 480, used: 15 },
    ])
    expect(totals.leadDays).toBe(0.3)
  })

  it('tell how long before people had booked', async () => {
    await book(app, { date: monday, start: '08:00' })
    await book(app, { date: '2026-12-01', start: '08:00' })
    await later('2026-12-02T06:00:00.000Z')
    const { lead, totals } = await read()
    expect(lead).toEqual([
      { upTo: 1, visits: 1 },
      { upTo: 3, visits: 0 },
      { upTo: 7, visits: 0 },
      { upTo: 14, visits: 1 },
      { upTo: 28, visits: 0 },
      { upTo: null, visits: 0 },
    ])
    expect(totals.leadDays).toBe(4)
  })

  it('stay when the persons are erased and the hours have changed', async () => {
    await live()
    await later('2026-11-25T06:00:00.000Z')
    const before = await read('?from=2026-11-23&to=2026-11-24')
    const opening = { subject: 'opening', id: 'schalter', opening: [] } as const
    expect((await changeKnowingly(app, { ...opening, opening: [] })).status).toBe(200)
    await later('2026-12-20T06:00:00.000Z')
    expect({ ...(await read('?from=2026-11-23&to=2026-11-24')), countedUntil: '' }).toEqual({
      ...before,
      countedUntil: '',
    })
    const rows = await app.deps.db.selectFrom('day_count').selectAll().execute()
    expect(JSON.stringify(rows)).not.toMatch(/Łucja|post\.example|clerk|admin/)
  })

  it('are counted once, however many processes keep house', async () => {
    await live()
    app.clock.set('2026-11-25T06:00:00.000Z')
    await Promise.all([keepHouse(app.deps), keepHouse(app.deps), keepHouse(app.deps)])
    expect((await read()).totals).toMatchObject({ visits: 4, noShows: 1 })
    expect((await read('?office=nord')).totals).toMatchObject({ visits: 1, open: 480 })
  })

  it('are refused for a time that ends before it begins, lasts too long, or no office', async () => {
    const fieldsOf = async (query: string) =>
      (await app.get(`${staff}/statistics${query}`)).error?.fields
    expect(await fieldsOf(`?from=${tuesday}&to=${monday}`)).toEqual({ to: 'not-later' })
    expect(await fieldsOf('?from=2024-01-01&to=2026-01-01')).toEqual({ from: 'out-of-range' })
    expect(await fieldsOf('?office=mond')).toEqual({ office: 'unknown-value' })
    const csv = await app.get(`${staff}/statistics-csv?table=clerks`)
    expect(csv.error?.fields).toEqual({ table: 'unknown-value' })
  })

  it('come as files for spreadsheets, in which no cell is a formula', async () => {
    await live()
    await later('2026-11-24T06:00:00.000Z')
    const csv = async (table: string) => {
      const response = await app.fetch(
        `${staff}/statistics-csv?table=${table}&from=${monday}&to=${monday}`,
      )
      expect(response.headers.get('content-type')).toBe('text/csv; charset=utf-8')
      expect(response.headers.get('content-disposition')).toBe(
        `attachment; filename="teststadt-${table}-${monday}-${monday}.csv"`,
      )
      expect(response.headers.get('cache-control')).toBe('no-store')
      return Buffer.from(await response.arrayBuffer()).toString('utf8')
    }
    expect(await csv('days')).toBe(
      '\uFEFFTag;Termine;Nicht erschienen;Abgesagt;Ohne Termin\r\n2026-11-23;3;1;1;0\r\n',
    )
    expect(await csv('offices')).toContain('"\'=Rathaus; ""Nord""";1;0;0;240;15;6\r\n')
    expect(await csv('hours')).toContain('Montag;08:00;120;30;25\r\n')
    expect(await csv('lead')).toContain('mehr;0\r\n')
    expect((await csv('services')).split('\r\n')).toHaveLength(4)
    expect(await csv('wait')).toContain('bis 5 Minuten;')
  })
})
