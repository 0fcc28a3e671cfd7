import { afterEach, beforeEach, expect, it } from 'vitest'
import { createApp } from '#server/app.ts'
import { composeDeps } from '#server/compose.ts'
import { keepHouse } from '#server/housekeeping.ts'
import { importTenant } from '#server/tenants/tenants.ts'
import type { Catalogue, FaqView } from '#shared/contracts/catalogue.ts'
import type { Difference, EntryRows, VersionRows } from '#shared/contracts/staff-entries.ts'
import { plainLine } from '#shared/markdown/plain-blocks.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { editorOf, lately, question, townWithQuestion } from '../support/entries.ts'
import { signIn, staffMember } from '../support/staff.ts'

const entry = '/entries/faq/pass-dauer'
const faq = '/api/teststadt/faq/pass-dauer'

describeOnBothEngines('editing the catalogue', (engine) => {
  let app: TestApp
  let editor: ReturnType<typeof editorOf>
  beforeEach(async () => {
    app = await openTestApp(engine, { towns: [townWithQuestion()] })
    signIn(app, staffMember('editor'))
    editor = editorOf(app)
  })
  afterEach(() => app.close())

  const shorter = (short: string) =>
    question({ text: { de: { ...question().text.de, short }, en: question().text.en } })
  const shown = async () => (await app.get<FaqView>(faq)).body.texts.de.short
  const change = async (short: string) => {
    const { revision } = (await editor.get(entry)).body
    return editor.patch(entry, { revision, content: shorter(short) })
  }

  it('shows residents nothing of a draft, and all of it once it is published', async () => {
    const before = await app.fetch('/api/teststadt/catalogue')
    const draft = await change('In zwei Wochen.')
    expect(draft.body).toMatchObject({
      state: 'draft',
      draft: { authors: ['editor-1'], basedOn: 1 },
    })
    expect(await shown()).not.toEqual([{ text: 'In zwei Wochen.' }])

    const { body } = await editor.step('faq/pass-dauer', 'publish')
    expect(body).toMatchObject({ state: 'published', draft: null, published: { version: 2 } })
    expect(await shown()).toEqual([{ text: 'In zwei Wochen.' }])
    const page = await (await app.fetch('/teststadt/fragen/pass-dauer')).text()
    expect(page).toContain('In zwei Wochen.')
    const after = await app.fetch('/api/teststadt/catalogue')
    expect(after.headers.get('ETag')).not.toBe(before.headers.get('ETag'))
  })

  it('is seen at once by every process', async () => {
    const other = composeDeps(app.deps.config, app.clock)
    const elsewhere = createApp(other)
    const short = async () => {
      const response = await elsewhere.request(faq)
      return ((await response.json()) as FaqView).texts.de.short
    }
    expect(plainLine(await short())).toBe('In drei Wochen. Eilig? Rufen Sie uns an: +49 5555 0.')
    const etag = async () =>
      (await elsewhere.request('/api/teststadt/catalogue')).headers.get('ETag')
    const before = await etag()
    await change('In zwei Wochen.')
    await editor.step('faq/pass-dauer', 'publish')
    expect(await short()).toEqual([{ text: 'In zwei Wochen.' }])
    expect(await etag()).not.toBe(before)
    await other.db.destroy()
  })

  it('refuses a change of what somebody else has changed since', async () => {
    const { revision } = (await editor.get(entry)).body
    const first = await editor.patch(entry, { revision, content: shorter('A.') })
    expect(first.status).toBe(200)
    const second = await editor.patch(entry, { revision, content: shorter('B.') })
    expect([second.status, second.error?.code]).toEqual([409, 'state-conflict'])
    expect((await editor.get(entry)).body.draft?.content).toEqual(shorter('A.'))
  })

  it('lets one of two win who publish the same draft at once', async () => {
    const { revision } = (await change('Neu.')).body
    const answers = await Promise.all(
      [1, 2, 3].map(() => editor.post(`${entry}/publish`, { revision })),
    )
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 409, 409])
    const { versions } = (await editor.get<VersionRows>(`${entry}/versions`)).body
    expect(versions.map(({ version }) => version)).toEqual([2, 1])
  })

  it('begins an entry, and keeps its name for it', async () => {
    const wish = { id: 'neue-frage', content: question() }
    const made = await editor.post('/entries/faq', wish)
    expect([made.status, made.body.state]).toEqual([201, 'draft'])
    expect((await app.get('/api/teststadt/faq/neue-frage')).status).toBe(404)
    const again = await editor.post('/entries/faq', wish)
    expect([again.status, again.error?.fields]).toEqual([422, { id: 'taken' }])

    await editor.step('faq/neue-frage', 'publish')
    expect((await app.get('/api/teststadt/faq/neue-frage')).status).toBe(200)
    const copy = await editor.post('/entries/faq/neue-frage/duplicate', { id: 'noch-eine' })
    expect(copy.body).toMatchObject({ id: 'noch-eine', state: 'draft', published: null })
    const gone = await editor.step('faq/noch-eine', 'discard')
    expect(gone.body).toEqual({ entry: null })
    expect((await editor.get('/entries/faq/noch-eine')).status).toBe(404)
  })

  it('publishes a service that counters offer, and takes it away again', async () => {
    const { body } = await editor.get('/entries/service/meldung')
    const { revision, published } = body
    const content = { ...published!.content, minutes: 12 }
    expect((await editor.patch('/entries/service/meldung', { revision, content })).status).toBe(200)
    await editor.step('service/meldung', 'publish')
    const { services } = (await app.get<Catalogue>('/api/teststadt/catalogue')).body
    expect(services.find(({ slug }) => slug === 'meldung')?.minutes).toBe(12)
    await editor.step('service/meldung', 'archive')
    expect((await app.get('/api/teststadt/services/meldung')).status).toBe(404)
  })

  it('tells what a version changed, and brings an earlier one back', async () => {
    await change('In zwei Wochen.')
    await editor.step('faq/pass-dauer', 'publish')
    const difference = await editor.get<Difference>(`${entry}/difference?from=1&to=2`)
    expect(difference.body.changes).toEqual([
      { path: 'text.de.short', before: question().text.de.short, after: 'In zwei Wochen.' },
    ])
    const { body } = await editor.step('faq/pass-dauer', 'restore', { version: 1 })
    expect(body.draft?.content).toEqual(question())
    const toDraft = await editor.get<Difference>(`${entry}/difference?from=2&to=draft`)
    expect(toDraft.body.changes).toHaveLength(1)
    await editor.step('faq/pass-dauer', 'publish')
    const { versions } = (await editor.get<VersionRows>(`${entry}/versions`)).body
    expect(versions.map(({ version, author }) => `${version} ${author}`)).toEqual([
      '3 editor-1',
      '2 editor-1',
      '1 import',
    ])
  })

  it('publishes at the time that was set, once, whoever looks at the clock', async () => {
    await change('Ab morgen.')
    const soon = await editor.step('faq/pass-dauer', 'schedule', {
      publishAt: '2020-01-01T00:00:00.000Z',
    })
    expect(soon.error?.fields).toEqual({ publishAt: 'out-of-range' })
    const publishAt = new Date(Date.parse(app.clock.now()) + 3_600_000).toISOString()
    const { body } = await editor.step('faq/pass-dauer', 'schedule', { publishAt })
    expect(body).toMatchObject({ state: 'scheduled', draft: { publishAt } })
    await keepHouse(app.deps)
    expect((await editor.get(entry)).body.state).toBe('scheduled')
    app.clock.advanceMinutes(61)
    await Promise.all([keepHouse(app.deps), keepHouse(app.deps)])
    expect(await shown()).toEqual([{ text: 'Ab morgen.' }])
    const { versions } = (await editor.get<VersionRows>(`${entry}/versions`)).body
    expect(versions).toHaveLength(2)
  })

  it('wants a second person where the municipality does', async () => {
    await importTenant(app.deps.db, { ...townWithQuestion(), catalogue: { secondPerson: true } })
    await change('Zu zweit.')
    expect((await editor.step('faq/pass-dauer', 'publish')).error?.code).toBe(
      'second-person-needed',
    )
    const submitted = await editor.step('faq/pass-dauer', 'submit')
    expect(submitted.body).toMatchObject({ state: 'in-review', secondPerson: true })
    expect((await editor.step('faq/pass-dauer', 'approve')).error?.code).toBe(
      'second-person-needed',
    )

    signIn(app, staffMember('editor', 'teststadt', 'editor-2'))
    const { body } = await editor.step('faq/pass-dauer', 'reject', { note: 'Bitte kürzer.' })
    expect(body.draft).toMatchObject({ state: 'draft', note: 'Bitte kürzer.' })
    await editor.step('faq/pass-dauer', 'submit')
    const approved = await editor.step('faq/pass-dauer', 'approve')
    expect(approved.body.published).toMatchObject({ author: 'editor-1', approver: 'editor-2' })
  })

  it('asks anew for the second person once an approved draft is changed', async () => {
    await importTenant(app.deps.db, { ...townWithQuestion(), catalogue: { secondPerson: true } })
    await change('Später.')
    const publishAt = new Date(Date.parse(app.clock.now()) + 3_600_000).toISOString()
    await editor.step('faq/pass-dauer', 'submit', { publishAt })
    signIn(app, staffMember('editor', 'teststadt', 'editor-2'))
    expect((await editor.step('faq/pass-dauer', 'approve')).body.state).toBe('scheduled')
    await change('Etwas anderes.')
    app.clock.advanceMinutes(61)
    await keepHouse(app.deps)
    expect((await editor.get(entry)).body.state).toBe('draft')
    expect((await editor.step('faq/pass-dauer', 'publish')).error?.code).toBe(
      'second-person-needed',
    )
  })

  it('leads readers of an archived entry to the one that took its place', async () => {
    await editor.post('/entries/faq', { id: 'neue-frage', content: question() })
    await editor.step('faq/neue-frage', 'publish')
    const nowhere = { redirect: { kind: 'faq', id: 'nirgends' } }
    const refused = await editor.step('faq/pass-dauer', 'archive', nowhere)
    expect(refused.error?.fields).toEqual({ 'redirect.id': 'unknown-value' })
    const { body } = await editor.step('faq/pass-dauer', 'archive', {
      redirect: { kind: 'faq', id: 'neue-frage' },
    })
    expect(body.state).toBe('archived')
    const page = await app.fetch('/teststadt/fragen/pass-dauer?lang=en')
    expect([page.status, page.headers.get('Location')]).toEqual([
      301,
      '/teststadt/fragen/neue-frage?lang=en',
    ])
    expect((await app.get(faq)).error).toMatchObject({ movedTo: 'fragen/neue-frage' })

    await editor.step('faq/pass-dauer', 'restore', { version: 1 })
    await editor.step('faq/pass-dauer', 'publish')
    expect((await app.fetch('/teststadt/fragen/pass-dauer')).status).toBe(200)
  })

  it('keeps who checked an entry when, in what residents see and in the draft', async () => {
    await change('Noch nicht fertig.')
    const past = await editor.step('faq/pass-dauer', 'checked', {
      checkedBy: 'Passamt',
      by: '2026-01-01',
    })
    expect(past.error?.fields).toEqual({ by: 'out-of-range' })
    const { body } = await editor.step('faq/pass-dauer', 'checked', {
      checkedBy: 'Passamt',
      by: '2027-11-01',
    })
    const review = { checkedBy: 'Passamt', by: '2027-11-01' }
    expect(body).toMatchObject({
      state: 'draft',
      published: { version: 2, content: { review } },
      draft: { content: { review } },
    })
    expect((await app.get<FaqView>(faq)).body.standing).toMatchObject({
      checkedBy: 'Passamt',
      overdue: false,
    })
  })

  it('publishes nothing that leads nowhere or harms', async () => {
    const wrong = question({ services: ['gibt-es-nicht'] })
    wrong.text.de.answer = 'Siehe [dort](leistungen/nichts), [hier](javascript:alert(1)) {wort}.'
    const { revision } = (await editor.get(entry)).body
    const draft = await editor.patch(entry, { revision, content: wrong })
    const codes = draft.body.findings.filter(({ severity }) => severity === 'error')
    expect(codes.map(({ code }) => code).sort()).toEqual([
      'broken-link',
      'unknown-placeholder',
      'unknown-reference',
      'unsafe-link',
    ])
    const refused = await editor.step('faq/pass-dauer', 'publish')
    expect(refused.error?.fields).toEqual({
      'content.services': 'unknown-value',
      'content.text.de.answer': 'invalid',
    })
  })

  it('lists what editors look for', async () => {
    await editor.post('/entries/faq', { id: 'neu', content: question({ review: lately }) })
    const ids = async (query: string) =>
      (await editor.get<EntryRows>(`/entries?${query}`)).body.entries.map(({ id }) => id)
    expect(await ids('')).toEqual(['pass-dauer', 'neu', 'ausweis', 'pass', 'meldung'])
    expect(await ids('kind=faq&state=draft')).toEqual(['neu'])
    expect(await ids('kind=faq&state=published')).toEqual(['pass-dauer'])
    expect(await ids('missing=de-simple&mailbox=info&kind=faq')).toEqual(['pass-dauer', 'neu'])
    expect(await ids('missing=en')).toEqual([])
    expect(await ids('q=EILPASS')).toEqual(['pass-dauer', 'neu'])
    expect((await editor.get('/entries?state=verloren')).status).toBe(422)
  })

  it('notes who did what, without the words', async () => {
    await change('Geheim.')
    await editor.step('faq/pass-dauer', 'publish')
    const events = await app.deps.db
      .selectFrom('audit_event')
      .select(['actor', 'action', 'subject', 'details'])
      .orderBy('at')
      .execute()
    expect(events.map(({ actor, action }) => `${actor} ${action}`).sort()).toEqual([
      'staff:editor-1 entry-draft-changed',
      'staff:editor-1 entry-published',
    ])
    expect(JSON.stringify(events)).not.toContain('Geheim')
  })

  it('keeps drafts when the configuration is imported, and versions of what it leaves out', async () => {
    await change('Mein Entwurf.')
    await importTenant(app.deps.db, { ...townWithQuestion(), faq: [] })
    const { body } = await editor.get(entry)
    expect(body).toMatchObject({ state: 'draft', published: null, draft: { basedOn: 1 } })
    await editor.step('faq/pass-dauer', 'publish')
    expect(await shown()).toEqual([{ text: 'Mein Entwurf.' }])
  })
})
