import { afterEach, beforeEach, expect, it } from 'vitest'
import { formatTenantFile, parseTenantFile } from '#server/tenants/tenant-file.ts'
import { exportTenant, importTenant } from '#server/tenants/tenants.ts'
import type { Catalogue, FaqView } from '#shared/contracts/catalogue.ts'
import { plainBlocks, plainLine } from '#shared/markdown/plain-text.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { editorOf, neighbour, question, townWithQuestion } from '../support/entries.ts'
import { signIn, staffMember } from '../support/staff.ts'

const theirs = '/api/nachbarstadt/faq/pass-dauer'

describeOnBothEngines('an entry that another municipality has taken over', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    // The one that takes over comes first: it waits for what it takes.
    app = await openTestApp(engine, {
      towns: [
        neighbour({ text: { de: { short: 'In {kommune} in vier Wochen.' } } }),
        townWithQuestion(),
      ],
    })
  })
  afterEach(() => app.close())

  async function changeSource(answer: string): Promise<void> {
    signIn(app, staffMember('editor'))
    const editor = editorOf(app)
    const { revision } = (await editor.get('/entries/faq/pass-dauer')).body
    const text = { ...question().text, de: { ...question().text.de, answer } }
    await editor.patch('/entries/faq/pass-dauer', { revision, content: question({ text }) })
    await editor.step('faq/pass-dauer', 'publish')
  }
  const asNeighbour = () => {
    signIn(app, staffMember('editor', 'nachbarstadt'))
    return editorOf(app, 'nachbarstadt')
  }

  it('reads as its own: its name, its phone, its words where they differ', async () => {
    const { texts } = (await app.get<FaqView>(theirs)).body
    expect(texts.de.question).toBe('Wie schnell bekomme ich einen Reisepass?')
    expect(plainLine(texts.de.short)).toBe('In Nachbarstadt in vier Wochen.')
    expect(plainBlocks(texts.de.answer)).toContain('Bei uns in Nachbarstadt:')
    expect(JSON.stringify(texts.de.answer)).toContain('"/nachbarstadt/leistungen/pass"')
    expect(plainBlocks(texts.en!.answer)).toBe('Write to info@teststadt.example.')
  })

  it('changes for its residents as soon as it changes where it comes from', async () => {
    const catalogue = '/api/nachbarstadt/catalogue'
    const before = (await app.get<Catalogue>(catalogue)).body
    await changeSource('Jetzt anders in {kommune}.')
    const { texts } = (await app.get<FaqView>(theirs)).body
    expect(plainBlocks(texts.de.answer)).toBe('Jetzt anders in Nachbarstadt.')
    expect(plainLine(texts.de.short)).toBe('In Nachbarstadt in vier Wochen.')
    expect((await app.get<Catalogue>(catalogue)).body.faq).toEqual(before.faq)
  })

  it('tells its editors what has changed, until they have seen it', async () => {
    const first = await asNeighbour().get('/entries/faq/pass-dauer')
    expect(first.body.shared).toMatchObject({ from: 'teststadt', seen: 1, current: 1, changes: [] })
    await changeSource('Jetzt anders.')
    const editor = asNeighbour()
    const { shared } = (await editor.get('/entries/faq/pass-dauer')).body
    expect(shared).toMatchObject({ seen: 1, current: 2 })
    expect(shared?.changes).toEqual([
      { path: 'text.de.answer', before: question().text.de.answer, after: 'Jetzt anders.' },
    ])
    const list = await editor.get<{ entries: { id: string }[] }>('/entries?sharedChanged=1')
    expect(list.body.entries.map(({ id }) => id)).toEqual(['pass-dauer'])
    const seen = await editor.step('faq/pass-dauer', 'acknowledge')
    expect(seen.body.shared).toMatchObject({ seen: 2, current: 2, changes: [] })
    const after = await editor.get<{ entries: [] }>('/entries?sharedChanged=1')
    expect(after.body.entries).toEqual([])
  })

  it('stays as it was seen last when it is archived where it comes from', async () => {
    signIn(app, staffMember('editor'))
    await editorOf(app).step('faq/pass-dauer', 'archive')
    expect((await app.get('/api/teststadt/faq/pass-dauer')).status).toBe(404)
    expect((await app.get<FaqView>(theirs)).body.texts.de.question).toContain('Reisepass')
    const { shared } = (await asNeighbour().get('/entries/faq/pass-dauer')).body
    expect(shared).toMatchObject({ seen: 1, current: null })
  })

  it('names nothing that is not there: services, links, mailboxes', async () => {
    const { services: _services, ...town } = neighbour()
    const offices = town.offices.map((office) => ({ ...office, groups: [] }))
    await importTenant(app.deps.db, { ...town, offices, services: [] })
    const { services, texts } = (await app.get<FaqView>(theirs)).body
    expect(services).toEqual([])
    expect(JSON.stringify(texts)).not.toContain('leistungen')
    expect(plainBlocks(texts.de.answer)).toContain('vier Tage')
  })

  it('comes out of the configuration as it went in', async () => {
    const file = await exportTenant(app.deps.db, 'nachbarstadt')
    expect(file?.faq).toEqual([
      {
        id: 'pass-dauer',
        from: 'teststadt',
        override: { text: { de: { short: 'In {kommune} in vier Wochen.' } } },
      },
    ])
    expect(parseTenantFile(formatTenantFile(file!))).toEqual(file)
  })

  it('can be taken over by editors, but not from nowhere and not from itself', async () => {
    signIn(app, staffMember('editor', 'nachbarstadt'))
    const editor = editorOf(app, 'nachbarstadt')
    for (const [id, from] of [
      ['pass', 'atlantis'],
      ['nirgends', 'teststadt'],
      ['pass-dauer', 'nachbarstadt'],
    ]) {
      const { error } = await editor.post('/entries/faq', { id, content: { from } })
      expect(error?.fields).toEqual({ 'content.from': 'unknown-value' })
    }
    const taken = await editor.post('/entries/service', {
      id: 'pass',
      content: { from: 'teststadt' },
    })
    expect(taken.error?.fields).toEqual({ id: 'taken' })
  })
})
