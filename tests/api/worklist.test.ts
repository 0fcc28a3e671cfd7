import { afterEach, beforeEach, expect, it } from 'vitest'
import { countAskedAnyway, countFound, countMiss, takeFeedback } from '#server/catalogue/counts.ts'
import { keepHouse } from '#server/housekeeping.ts'
import type { Municipality } from '#server/tenants/municipality.ts'
import type { FaqView } from '#shared/contracts/catalogue.ts'
import type { EntryRows, Worklist } from '#shared/contracts/staff-entries.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { editorOf, longAgo, townWithQuestion } from '../support/entries.ts'
import { signIn, staffMember } from '../support/staff.ts'

const entry = { kind: 'faq', id: 'pass-dauer' } as const
const minutesADay = 24 * 60

describeOnBothEngines('the worklist of the editors', (engine) => {
  let app: TestApp
  let editor: ReturnType<typeof editorOf>
  let municipality: Municipality
  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [townWithQuestion({ review: longAgo })] })
    municipality = (await app.deps.municipalities.find(app.deps.db, 'teststadt'))!
    signIn(app, staffMember('editor'))
    editor = editorOf(app)
  })
  afterEach(() => app.close())

  const worklist = async () => (await editor.get<Worklist>('/worklist')).body
  const miss = (words: string, caller: string) => countMiss(app.deps, municipality, words, caller)
  const unhelpful = (caller: string, reason?: 'unclear' | 'wrong') =>
    takeFeedback(
      app.deps,
      municipality,
      { kind: 'faq', slug: 'pass-dauer', helpful: false, ...(reason && { reason }) },
      caller,
    )
  const everyRow = async () =>
    JSON.stringify([
      await app.deps.db.selectFrom('search_miss').selectAll().execute(),
      await app.deps.db.selectFrom('asker_mark').selectAll().execute(),
      await app.deps.db.selectFrom('entry_count').selectAll().execute(),
    ])

  it('shows words that led nowhere once three have used them, and holds them no earlier', async () => {
    await miss('Papagei  gefunden', 'a')
    await miss('papagei gefunden', 'a')
    await miss('papagei gefunden', 'b')
    expect((await worklist()).misses).toEqual([])
    expect((await everyRow()).toLowerCase()).not.toContain('papagei')
    await miss('PAPAGEI\0gefunden', 'c')
    expect((await worklist()).misses).toMatchObject([
      { query: 'papagei gefunden', askers: 3, lastOn: '2026-11-23' },
    ])
  })

  it('never holds what looks like somebody’s number or address', async () => {
    for (const caller of ['a', 'b', 'c', 'd']) {
      await miss('erika@post.example', caller)
      await miss('0170 12 34 567', caller)
      await miss('x'.repeat(100), caller)
      await miss('ab', caller)
    }
    expect((await worklist()).misses).toEqual([])
    expect(JSON.parse(await everyRow())).toEqual([[], [], []])
  })

  it('holds nothing by which an asker could be known, and forgets the rest overnight', async () => {
    await miss('papagei', 'caller-key-of-somebody')
    await unhelpful('caller-key-of-somebody')
    const rows = await app.deps.db.selectFrom('asker_mark').selectAll().execute()
    expect(rows.map(({ mark }) => mark.length)).toEqual([3, 3])
    expect(rows[0]?.mark).not.toBe(rows[1]?.mark)
    expect(await everyRow()).not.toContain('caller-key')
    app.clock.advanceMinutes(minutesADay)
    await keepHouse(app.deps)
    expect(await app.deps.db.selectFrom('asker_mark').selectAll().execute()).toEqual([])
  })

  it('forgets words that nobody uses any more', async () => {
    for (const caller of ['a', 'b', 'c']) await miss('papagei', caller)
    await miss('nur ich', 'a')
    app.clock.advanceMinutes(31 * minutesADay)
    await keepHouse(app.deps)
    const left = () => app.deps.db.selectFrom('search_miss').select('query').execute()
    expect(await left()).toEqual([{ query: 'papagei' }])
    app.clock.advanceMinutes(60 * minutesADay)
    await keepHouse(app.deps)
    expect(await left()).toEqual([])
  })

  it('counts no more of a caller than a person can mean', async () => {
    for (let number = 0; number < 80; number++)
      await miss(`wort ${'abcdefghij'[number % 10]}${number}`, 'a')
    const { length } = await app.deps.db.selectFrom('search_miss').selectAll().execute()
    expect(length).toBe(60)
  })

  it('makes a search term of words that led nowhere', async () => {
    for (const caller of ['a', 'b', 'c']) await miss('notpass', caller)
    const [found] = (await worklist()).misses
    const { body } = await editor.post(`/worklist/misses/${found!.id}/term`, entry)
    expect(body.published).toMatchObject({ version: 2, content: { terms: ['eilpass', 'notpass'] } })
    expect((await worklist()).misses).toEqual([])
    expect((await editor.post(`/worklist/misses/${found!.id}/term`, entry)).status).toBe(404)
  })

  it('makes a draft of words that led nowhere, which nobody can publish as it is', async () => {
    for (const caller of ['a', 'b', 'c']) await miss('wo ist mein papagei', caller)
    const [found] = (await worklist()).misses
    const { status, body } = await editor.post(`/worklist/misses/${found!.id}/draft`)
    expect([status, body.id, body.state]).toEqual([201, 'wo-ist-mein-papagei', 'draft'])
    const refused = await editor.step('faq/wo-ist-mein-papagei', 'publish')
    expect(refused.error?.code).toBe('invalid-input')
    expect((await worklist()).misses).toEqual([])
  })

  it('shows what did not help once three have said so, with the reasons of three', async () => {
    for (const caller of ['a', 'a', 'b']) await unhelpful(caller, 'unclear')
    expect((await worklist()).unhelpful).toEqual([])
    await unhelpful('c', 'wrong')
    await takeFeedback(
      app.deps,
      municipality,
      { kind: 'faq', slug: 'pass-dauer', helpful: true },
      'd',
    )
    expect((await worklist()).unhelpful).toMatchObject([
      { id: 'pass-dauer', helpful: 1, unhelpful: 3, reasons: [] },
    ])
    await unhelpful('e', 'unclear')
    expect((await worklist()).unhelpful[0]?.reasons).toEqual([{ reason: 'unclear', count: 3 }])
  })

  it('shows what was read before people asked anyway', async () => {
    for (const caller of ['a', 'b']) await countAskedAnyway(app.deps, municipality, entry, caller)
    expect((await worklist()).askedAnyway).toEqual([])
    await countAskedAnyway(app.deps, municipality, entry, 'c')
    expect((await worklist()).askedAnyway).toMatchObject([{ ...entry, count: 3 }])
  })

  it('names what nobody has looked at in time, to its owner and to its readers', async () => {
    expect((await worklist()).overdue).toEqual([
      {
        ...entry,
        title: 'Wie schnell bekomme ich einen Reisepass?',
        mailbox: 'info',
        by: '2026-01-07',
      },
    ])
    const { standing } = (await app.get<FaqView>('/api/teststadt/faq/pass-dauer')).body
    expect(standing).toEqual({ checkedOn: '2025-01-07', checkedBy: 'Bürgerbüro', overdue: true })
    const page = await (await app.fetch('/teststadt/fragen/pass-dauer')).text()
    expect(page).toContain('Stand: 7. Januar 2025, geprüft von: Bürgerbüro.')
    expect(page).toContain('Diese Angaben werden gerade überprüft.')
  })

  it('lets editors find what no search has shown for three months', async () => {
    const neverFound = async () =>
      (await editor.get<EntryRows>('/entries?neverFound=1&kind=faq')).body.entries
    expect(await neverFound()).toHaveLength(1)
    countFound(app.deps, municipality, [entry, entry])
    await keepHouse(app.deps)
    countFound(app.deps, municipality, [entry])
    await keepHouse(app.deps)
    expect(await neverFound()).toEqual([])
    expect((await editor.get<EntryRows>('/entries?q=eilpass')).body.entries[0]?.found).toBe(3)
    app.clock.advanceMinutes(120 * minutesADay)
    expect(await neverFound()).toHaveLength(1)
  })

  it('takes readers’ word over the API, and no words of theirs', async () => {
    const send = (body: object) => app.post('/api/teststadt/feedback', body)
    const good = { kind: 'faq', slug: 'pass-dauer', helpful: false, reason: 'unclear' }
    expect((await send(good)).body).toEqual({ taken: true })
    expect((await send({ ...good, slug: 'nirgends' })).status).toBe(404)
    expect((await send({ ...good, reason: 'Weil Frau Müller …' })).status).toBe(422)
    expect((await send({ ...good, comment: 'frei' })).error?.fields).toEqual({
      comment: 'unknown-key',
    })
  })
})
