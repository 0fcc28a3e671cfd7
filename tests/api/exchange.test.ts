import { createHash } from 'node:crypto'
import fc from 'fast-check'
import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { importTenant } from '#server/tenants/tenants.ts'
import type { FaqView, ServiceView } from '#shared/contracts/catalogue.ts'
import {
  type ExchangeFormat,
  type ImportOutcome,
  exchangeFormats,
} from '#shared/contracts/staff-entries.ts'
import type { SearchResults } from '#shared/contracts/search.ts'
import { plainLine } from '#shared/markdown/plain-blocks.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { editorOf, lately, townWithQuestion } from '../support/entries.ts'
import { signIn, staffMember } from '../support/staff.ts'

const leistung = (inner: string) =>
  `<?xml version="1.0"?>
<x:antwort xmlns:x="http://xoev.de/schemata/xzufi/2_2_0" xzufiVersion="2.2.0">
  <x:nachrichtenkopf><x:sender>Land</x:sender></x:nachrichtenkopf>
  <x:schreibe><x:leistung>${inner}</x:leistung></x:schreibe>
</x:antwort>`
const modul = (code: string, inhalt: string) =>
  `<x:modulText><x:inhalt languageCode="de">${inhalt}</x:inhalt>
   <x:leikaTextmodul listURI="urn:x"><code>${code}</code></x:leikaTextmodul></x:modulText>`

/** As another system would send it: its own number, markup in the modules, words in their context. */
const foreign = leistung(`
  <x:id schemeAgencyID="L100022">102884417</x:id>
  ${modul('02', 'Hundebestandsanmeldung')}
  ${modul('03', 'Hund für die Hundesteuer anmelden')}
  ${modul('05', '&lt;p&gt;Sie halten einen Hund? Dann melden Sie ihn an.&lt;/p&gt;')}
  ${modul('06', '&lt;p&gt;Wer einen &lt;b&gt;Hund&lt;/b&gt; hält, zahlt Steuern.&lt;/p&gt;&lt;p&gt;Mehr steht &lt;a href="https://hund.example/"&gt;hier&lt;/a&gt;.&lt;/p&gt;')}
  ${modul('08', '&lt;ul&gt;&lt;li&gt;Ausweis&lt;/li&gt;&lt;li onclick="x()"&gt;Chipnummer&lt;script&gt;alert(1)&lt;/script&gt;&lt;/li&gt;&lt;/ul&gt;')}
  <x:modulKosten><x:beschreibung languageCode="de">108 € im Jahr</x:beschreibung></x:modulKosten>
  <x:modulBegriffImKontext>
    <x:begriffImKontext><x:begriff languageCode="de">Hundemarke</x:begriff><x:typ><code>001</code></x:typ></x:begriffImKontext>
    <x:begriffImKontext><x:begriff languageCode="de">Vierbeiner</x:begriff></x:begriffImKontext>
  </x:modulBegriffImKontext>
  <x:sprachversion><x:languageCode>de</x:languageCode></x:sprachversion>`)

describeOnBothEngines('entries as files', (engine) => {
  let app: TestApp
  let editor: ReturnType<typeof editorOf>
  beforeAll(async () => {
    app = await openTestApp(engine, { policies: { write: { most: 100_000, perSeconds: 60 } } })
    editor = editorOf(app)
  })
  beforeEach(async () => {
    await importTenant(app.deps.db, townWithQuestion({ review: lately }))
    signIn(app, staffMember('editor'))
  })
  afterAll(() => app.close())

  const send = async (format: ExchangeFormat, content: string, apply = false) =>
    (await editor.post<ImportOutcome>('/entries-import', { format, content, apply })).body
  const download = async (format: ExchangeFormat) =>
    (await app.fetch(`/api/teststadt/staff/entries-export?format=${format}`)).text()
  const everything = async () =>
    createHash('sha256')
      .update(
        JSON.stringify(await app.deps.db.selectFrom('entry').selectAll().orderBy('id').execute()),
      )
      .update(JSON.stringify(await app.deps.db.selectFrom('entry_draft').selectAll().execute()))
      .update(
        String((await app.deps.db.selectFrom('entry_version').select('version').execute()).length),
      )
      .digest('hex')

  it.each(exchangeFormats)('come back from %s as they went out', async (format) => {
    const file = await download(format)
    const outcome = await send(format, file, true)
    expect(outcome).toMatchObject({ problems: [], created: [], changed: [] })
    expect(outcome.unchanged).toBe(format === 'xzufi' ? 3 : 4)
  })

  it('are only looked at first, and then all taken over', async () => {
    const file = (await download('csv')).replace(';eilpass;', ';"eilpass\nnotpass";')
    const dry = await send('csv', file)
    expect(dry).toMatchObject({ applied: false, unchanged: 3 })
    expect(dry.changed).toMatchObject([
      { id: 'pass-dauer', changes: [{ path: 'terms', after: 'eilpass\nnotpass' }] },
    ])
    const before = await everything()
    expect(await everything()).toBe(before)
    expect((await send('csv', file, true)).applied).toBe(true)
    const { body } = await editor.get('/entries/faq/pass-dauer')
    expect(body.published).toMatchObject({ author: 'editor-1' })
    expect((await send('csv', file)).unchanged).toBe(4)
  })

  it('change in a table only what has a column', async () => {
    const table = 'kind,id,text.de.short\nfaq,pass-dauer,Kürzer.\n'
    await send('csv', table, true)
    const { texts } = (await app.get<FaqView>('/api/teststadt/faq/pass-dauer')).body
    expect(plainLine(texts.de.short)).toBe('Kürzer.')
    expect(texts.de.question).toContain('Reisepass')
    expect(texts.en?.question).toContain('passport')
  })

  it('can be made in a table, and are refused with row and column where they are wrong', async () => {
    const table = [
      'kind;id;mailbox;terms;text.de.question;text.de.short;text.de.answer',
      'faq;neu;info;a;Was?;Das.;Genau das.',
      'faq;Neu Zwei;info;a;Was?;Das.;Genau das.',
      'faq;neu-drei;nirgends;a;Was?;;"Siehe\n[dort](javascript:alert(1))"',
      'satz;neu-vier;info;a;Was?;Das.;Genau das.',
    ].join('\n')
    const before = await everything()
    const { problems, applied } = await send('csv', table, true)
    expect(applied).toBe(false)
    expect(problems.map(({ line, row, column, path }) => [line, row, column, path])).toEqual([
      [3, 2, 2, 'faq.Neu Zwei.id'],
      [4, 3, 6, 'faq.neu-drei.text.de.short'],
      [6, 4, 1, 'kind'],
    ])
    expect(await everything()).toBe(before)
    const second = await send(
      'csv',
      table.replace(';;"', ';Das.;"').replace('Neu Zwei', 'neu-2').replace('satz', 'faq'),
    )
    expect(second.problems.map(({ path, message }) => `${path}: ${message}`)).toEqual([
      'faq.neu-drei.mailbox: unknown-reference: nirgends',
      'faq.neu-drei.text.de.answer: unsafe-link: javascript:alert(1)',
    ])
  })

  it('never become a formula in a spreadsheet', async () => {
    await send('csv', "kind,id,text.de.short\nfaq,pass-dauer,'=1+1\n", true)
    const file = await download('csv')
    expect(file).toContain(";'=1+1;")
    expect((await send('csv', file)).changed).toEqual([])
  })

  it('are read from XZuFi as another system sends it', async () => {
    const outcome = await send('xzufi', foreign, true)
    expect(outcome).toMatchObject({
      applied: true,
      problems: [],
      created: [{ kind: 'service', id: 'hund-fuer-die-hundesteuer-anmelden' }],
    })
    const { body } = await app.get<ServiceView>(
      '/api/teststadt/services/hund-fuer-die-hundesteuer-anmelden',
    )
    const { de } = body.texts
    for (const term of ['hundemarke', 'vierbeiner']) {
      const found = await app.get<SearchResults>(`/api/teststadt/search?q=${term}`)
      expect(found.body.results[0]?.slug).toBe('hund-fuer-die-hundesteuer-anmelden')
    }
    expect(de.title).toBe('Hund für die Hundesteuer anmelden')
    expect(de.teaser).toBe('Sie halten einen Hund? Dann melden Sie ihn an.')
    expect(de.about).toEqual([
      [{ text: 'Wer einen ' }, { text: 'Hund', strong: true }, { text: ' hält, zahlt Steuern.' }],
      [
        { text: 'Mehr steht ' },
        { href: 'https://hund.example/', spans: [{ text: 'hier' }] },
        { text: '.' },
      ],
    ])
    expect(de.documents.map(plainLine)).toEqual(['Ausweis', 'Chipnummer'])
    expect(de.fees.map(({ line }) => plainLine(line))).toEqual(['108 € im Jahr'])
  })

  it.each([
    ['no XML', '<x', 1],
    ['an entity that multiplies', '<!DOCTYPE a [<!ENTITY b "b">]><a>&b;</a>', 1],
    ['another standard', '<a xmlns="http://www.w3.org/2005/Atom"/>', 1],
    ['XZuFi of another version', foreign.replace('2_2_0"', '2_1_0"'), 2],
    ['an element that is not closed', foreign.replace('</x:modulKosten>', ''), 21],
    [
      'a day that there is not',
      foreign.replace(
        '<x:modulKosten>',
        '<x:modulKosten><x:gueltigkeit><x:beginn>2026-13-01</x:beginn></x:gueltigkeit>',
      ),
      16,
    ],
  ])('are refused as XZuFi with the line of %s', async (_what, content, line) => {
    const before = await everything()
    const { problems, applied } = await send('xzufi', content, true)
    expect(applied).toBe(false)
    expect(problems[0]?.line).toBe(line)
    expect(problems[0]?.column).toBeGreaterThan(0)
    expect(await everything()).toBe(before)
  })

  it.each([
    ['faq: [', 1],
    ['faq:\n  - id: a\n    mailbox: info\n    text: { de: { question: A } }\n', 4],
    ['services: 1', 1],
    ['faq: [*b]', 1],
    ['other: 1', 1],
  ])('are refused as YAML with the line: %s', async (content, line) => {
    const { problems, applied } = await send('yaml', content, true)
    expect([applied, problems[0]?.line]).toEqual([false, line])
  })

  it('wait for the second person where the municipality wants one, and lose no draft', async () => {
    await importTenant(app.deps.db, {
      ...townWithQuestion({ review: lately }),
      catalogue: { secondPerson: true },
    })
    const table = 'kind,id,text.de.short\nfaq,pass-dauer,Zu zweit.\n'
    await send('csv', table, true)
    const { body } = await editor.get('/entries/faq/pass-dauer')
    expect(body).toMatchObject({ state: 'in-review', draft: { authors: ['editor-1'] } })
    const again = await send('csv', table.replace('Zu zweit.', 'Zu dritt.'), true)
    expect(again.problems).toMatchObject([{ line: 2, row: 1, path: 'faq.pass-dauer' }])
    await editor.step('faq/pass-dauer', 'discard')
  })

  it('may be large, but not without end, and only for editors', async () => {
    const content = 'x'.repeat(9_000_000)
    const large = await editor.post('/entries-import', { format: 'csv', content })
    expect([large.status, large.error?.code]).toEqual([413, 'body-too-large'])
    const wide = await editor.post<ImportOutcome>('/entries-import', {
      format: 'csv',
      content: content.slice(0, 500_000),
    })
    expect(wide.status).toBe(200)
    signIn(app, null)
    expect((await editor.post('/entries-import', { format: 'csv', content })).status).toBe(401)
  })

  it('are refused whole, whatever was damaged in them', async () => {
    const files = await Promise.all(
      exchangeFormats.map(async (format) => ({ format, file: await download(format) })),
    )
    const damage = fc.record({
      of: fc.constantFrom(...files),
      at: fc.double({ min: 0, max: 1, noNaN: true }),
      length: fc.integer({ min: 0, max: 40 }),
      put: fc.oneof(
        fc.string({ maxLength: 12 }),
        fc.constantFrom(
          '<',
          '&',
          '"',
          ';',
          '\0',
          '\n',
          ']]>',
          '<!--',
          '- ',
          '{',
          '&a',
          '%',
          '\uD800',
        ),
      ),
    })
    await fc.assert(
      fc.asyncProperty(damage, async ({ of: { format, file }, at, length, put }) => {
        const start = Math.floor(at * file.length)
        const content = file.slice(0, start) + put + file.slice(start + length)
        const before = await everything()
        const answer = await editor.post<ImportOutcome>('/entries-import', {
          format,
          content,
          apply: false,
        })
        expect(answer.status).toBeLessThan(500)
        const { body } = await editor.post<ImportOutcome>('/entries-import', {
          format,
          content,
          apply: true,
        })
        if (answer.status === 200 && answer.body.problems.length > 0) {
          expect(body.applied).toBe(false)
          expect(body.problems).toEqual(answer.body.problems)
          expect(await everything()).toBe(before)
        } else await importTenant(app.deps.db, townWithQuestion({ review: lately }))
      }),
      { numRuns: 30 },
    )
  })
})
