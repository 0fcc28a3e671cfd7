import { afterEach, beforeEach, expect, it } from 'vitest'
import { keptQuestion, keptService } from '#client/citizen/entries/kept-entry.ts'
import type { Catalogue, FaqView, ServiceView } from '#shared/contracts/catalogue.ts'
import type { PackedBundle } from '#shared/contracts/packed-bundle.ts'
import type { SearchResults } from '#shared/contracts/search.ts'
import type { TenantView } from '#shared/contracts/tenants.ts'
import { unpackBundle } from '#shared/search/packed-bundle.ts'
import { type TestApp, describeOnBothEngines, openTestApp } from '../support/app.ts'
import { townWithQuestion } from '../support/entries.ts'

describeOnBothEngines('finding', (engine) => {
  let app: TestApp
  beforeEach(async () => {
    const town = townWithQuestion()
    const authority = {
      id: 'familienkasse',
      name: { de: 'Familienkasse' },
      text: { de: 'Kindergeld zahlt die Familienkasse.' },
      terms: ['Kindergeld'],
      phone: '0800 4555530',
      website: 'https://familienkasse.example',
    }
    app = await openTestApp(engine, { towns: [{ ...town, authorities: [authority] }] })
  })
  afterEach(() => app.close())

  const found = async (query: string) => {
    const { body } = await app.get<SearchResults>(`/api/teststadt/search?${query}`)
    return body.results.map(({ slug }) => slug)
  }
  const misses = () => app.deps.db.selectFrom('search_miss').selectAll().execute()

  it('is narrowed to a life situation and to a way of getting it done', async () => {
    expect(await found('q=wohnsitz')).toEqual(['meldung'])
    expect(await found('q=wohnsitz&channel=post')).toEqual(['meldung'])
    expect(await found('q=wohnsitz&channel=online')).toEqual([])
    expect(await found('q=wohnsitz&topic=umzug')).toEqual([])
    const { status, error } = await app.get('/api/teststadt/search?q=x&channel=brieftaube')
    expect([status, error?.fields]).toEqual([422, { channel: 'unknown-value' }])
  })

  it('begins with the first letters, and counts only what was finished', async () => {
    expect(await found('q=reis&unfinished=true')).toContain('pass')
    await found('q=mondrakete&unfinished=true')
    expect(await misses()).toEqual([])
    await found('q=mondrakete')
    expect(await misses()).toHaveLength(1)
  })

  it('sends lists without the words that only the search needs', async () => {
    const { services, faq } = (await app.get<Catalogue>('/api/teststadt/catalogue')).body
    expect([...services, ...faq].filter((entry) => 'terms' in entry)).toEqual([])
    const bundle = await (await app.fetch('/api/teststadt/search-bundle')).text()
    expect(bundle).toContain('eilpass')
    const { frequentQuestions } = (await app.get<TenantView>('/api/teststadt')).body
    expect(frequentQuestions.map(({ slug }) => slug)).toEqual(['pass-dauer'])
  })

  it('gives phones in one bundle all that the pages of entries show', async () => {
    const packed = (await app.get<PackedBundle>('/api/teststadt/search-bundle')).body
    const bundle = unpackBundle(packed)
    const { body: service } = await app.get<ServiceView>('/api/teststadt/services/pass')
    const { body: entry } = await app.get<FaqView>('/api/teststadt/faq/pass-dauer')
    expect(service.faq).toHaveLength(1)
    const inGerman = <Text>({ de }: { de: Text }) => ({ texts: { de } })
    expect(keptService(bundle, 'pass')).toEqual({ ...service, ...inGerman(service.texts) })
    expect(keptQuestion(bundle, 'pass-dauer')).toEqual({ ...entry, ...inGerman(entry.texts) })
    expect([keptService(bundle, 'nichts'), keptQuestion(bundle, 'nichts')]).toEqual([null, null])
  })

  it('works without JavaScript, and without telling search engines or counting', async () => {
    const page = async (path: string) => (await app.fetch(`/teststadt/${path}`)).text()
    const search = await page('suche?q=reisepass')
    expect(search).toContain('<title>Suche nach „reisepass“ – Teststadt</title>')
    expect(search).toContain('href="/teststadt/leistungen/pass"')
    expect(search).toContain('content="noindex"')
    expect(await page('suche?q=reisepass&kanal=online')).not.toContain('leistungen/pass"')
    const elsewhere = await page('suche?q=kindergeld')
    expect(elsewhere).toContain('href="tel:0800 4555530"')
    const nothing = await page('suche?q=%3Cscript%3Exqzwvk')
    expect(nothing).toContain('Dazu haben wir nichts Passendes gefunden')
    expect(nothing).toContain('value="&lt;script&gt;xqzwvk"')
    expect(nothing).not.toContain('<script>xqzwvk')
    expect(await misses()).toEqual([])
    const questions = await page('fragen?lang=en')
    expect(questions).toContain('How soon do I get a passport?')
    expect(questions).toContain('href="/teststadt/fragen/pass-dauer?lang=en"')
  })
})
