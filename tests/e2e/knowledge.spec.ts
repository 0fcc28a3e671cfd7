import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import type { SearchResults } from '#shared/contracts/search.ts'
import { expect, expectAccessible, tabTo, test } from './fixtures.ts'
import { signIn } from './staff.ts'

const entriesOf = (tenant: string) => `/staff/${tenant}/wissen`
const entries = entriesOf('musterstadt')

/** The field with exactly this name. */
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const said = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text })

async function openSteps(page: Page) {
  await page.getByText('Weitere Schritte').click()
}

/** A question that only this test knows, as a draft. */
async function newQuestion(page: Page, words: string, tenant = 'musterstadt'): Promise<void> {
  await page.goto(`${entriesOf(tenant)}/neu/fragen`)
  await field(page, 'Frage').fill(words)
  await button(page, 'Entwurf anlegen').click()
  await expect(page.getByRole('heading', { level: 1, name: words })).toBeVisible()
}

test('the list is narrowed by an address that can be kept', async ({ page }) => {
  await signIn(page, 'editor')
  await page.goto(entries)
  const list = page.getByRole('list', { name: 'Einträge' })
  await expect(list.getByRole('link').first()).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('searchbox', { name: 'Titel, Name oder Suchwort' }).fill('personalausweis')
  await expect(page).toHaveURL(/q=personalausweis/)
  await page.getByText('Weitere Filter').click()
  await page.getByRole('combobox', { name: 'Art' }).selectOption('Leistungen')
  await expect(page).toHaveURL(/kind=service/)
  await page.reload()
  await expect(
    list.getByRole('link', { name: 'Personalausweis beantragen', exact: true }),
  ).toBeVisible()
  await expectAccessible(page)
  await page.setViewportSize({ width: 1280, height: 800 })
  await expect(
    page.getByRole('row').getByRole('link', { name: 'Personalausweis beantragen', exact: true }),
  ).toBeVisible()
  await expectAccessible(page)
})

test('an editor changes a text, and residents read it at once', async ({ page }) => {
  await signIn(page, 'editor')
  await page.goto(`${entries}/leistungen/reisepass-beantragen`)
  await expect(page.getByRole('heading', { level: 1 })).toHaveText('Reisepass beantragen')
  await expectAccessible(page)

  const teaser = field(page, 'Kurz gesagt')
  await teaser.fill('Für Reisen um die ganze Welt.')
  await expect(page.getByText('Nicht gespeicherte Änderungen')).toBeVisible()
  await expect(
    page.getByRole('region', { name: 'Vorschau' }).getByText('Für Reisen um die ganze Welt.'),
  ).toBeVisible()
  await button(page, 'Veröffentlichen').click()
  await expect(said(page, 'Bürgerinnen und Bürger sehen es jetzt')).toBeAttached()

  await page.goto('/musterstadt/leistungen/reisepass-beantragen')
  await expect(page.getByText('Für Reisen um die ganze Welt.')).toBeVisible()

  await page.goto(`${entries}/leistungen/reisepass-beantragen/fassungen`)
  await page.getByText('Was Fassung 2 geändert hat').click()
  await expect(page.getByRole('insertion').first()).toBeVisible()
  await expect(page.getByRole('deletion').first()).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Fassung 1 zurückholen').click()
  await expect(teaser).not.toHaveValue('Für Reisen um die ganze Welt.')
  await button(page, 'Veröffentlichen').click()
  await expect(said(page, 'Bürgerinnen und Bürger sehen es jetzt')).toBeAttached()
  await page.goto('/musterstadt/leistungen/reisepass-beantragen')
  await expect(page.getByText('Für Reisen um die ganze Welt.')).toBeHidden()
})

test('a second person sends a draft back, then approves it', async ({ page, browser, server }) => {
  const county = 'kreis-musterland'
  await signIn(page, 'editor', county)
  await newQuestion(page, 'Wo ist der Marktbrunnen?', county)
  await expect(page.getByText('Hier fehlt noch der Text.').first()).toBeVisible()
  await expect(button(page, 'Veröffentlichen')).toBeHidden()
  await field(page, 'Kurze Antwort').fill('Auf dem Marktplatz.')
  await field(page, 'Ausführliche Antwort').fill('Mitten auf dem **Marktplatz**.')
  await button(page, 'Zur Prüfung geben').click()
  await expect(page.getByText('Der Entwurf wird geprüft')).toBeVisible()
  await expectAccessible(page)

  const second = await (await browser.newContext({ baseURL: server.url })).newPage()
  await signIn(second, 'admin', county)
  await second.goto(`${entriesOf(county)}/arbeitsliste`)
  await second.getByRole('link', { name: 'Wo ist der Marktbrunnen?' }).click()
  await button(second, 'Zurückgeben').click()
  await expectAccessible(second)
  await field(second, 'Was soll geändert werden?').fill('Bitte die Straße nennen.')
  await second.getByRole('dialog').getByRole('button', { name: 'Zurückgeben' }).click()
  await expect(second.getByText('Der Entwurf kam zurück')).toBeVisible()

  await page.reload()
  await expect(page.getByText('Bitte die Straße nennen.')).toBeVisible()
  await field(page, 'Kurze Antwort').fill('Auf dem Marktplatz, vor der Kirche.')
  await button(page, 'Zur Prüfung geben').click()
  await expect(page.getByText('Der Entwurf wird geprüft')).toBeVisible()

  await second.reload()
  await button(second, 'Freigeben').click()
  await expect(said(second, 'Freigegeben.')).toBeAttached()
  const published = await page.request.get('/api/kreis-musterland/faq/wo-ist-der-marktbrunnen')
  expect(await published.text()).toContain('vor der Kirche')
  await second.context().close()
})

test('an archived entry leads its readers to another one', async ({ page }) => {
  await signIn(page, 'editor')
  await page.goto(`${entries}/leistungen/was-es-nie-gab`)
  await expect(page.getByRole('heading', { name: 'Diesen Eintrag gibt es nicht' })).toBeVisible()
  await expectAccessible(page)
  // One that no other test of this server books or reads.
  await page.goto(`${entries}/leistungen/saisonkennzeichen`)
  await openSteps(page)
  await button(page, 'Archivieren').click()
  const dialog = page.getByRole('dialog', { name: 'Eintrag archivieren' })
  await expectAccessible(page)
  await dialog.getByRole('combobox').selectOption({ label: 'Fahrzeug neu zulassen (Leistung)' })
  await dialog.getByRole('button', { name: 'Archivieren' }).click()
  await expect(page.getByText(/^Archiviert am/)).toBeVisible()
  await expectAccessible(page)
  const moved = await page.request.get('/musterstadt/leistungen/saisonkennzeichen', {
    maxRedirects: 0,
  })
  expect(moved.status()).toBe(301)
  expect(moved.headers().location).toContain('/musterstadt/leistungen/fahrzeug-anmelden')
})

test('two editors of the same entry lose nothing', async ({ page, browser, server }) => {
  await signIn(page, 'editor')
  await newQuestion(page, 'Wann läuten die Glocken?')
  await button(page, 'Veröffentlichen').click()
  await expect(page.getByText('Bitte prüfen Sie diese Stellen:')).toBeVisible()
  await expectAccessible(page)
  const other = await (await browser.newContext({ baseURL: server.url })).newPage()
  await signIn(other, 'admin')
  await other.goto(page.url())
  await field(other, 'Kurze Antwort').fill('Jede volle Stunde.')
  await button(other, 'Entwurf speichern').first().click()
  await expect(said(other, 'Der Entwurf ist gespeichert.')).toBeAttached()
  await other.context().close()

  await field(page, 'Ausführliche Antwort').fill('Auch nachts.')
  await button(page, 'Entwurf speichern').first().click()
  await expect(page.getByText('Jemand hat inzwischen gespeichert')).toBeVisible()
  await expectAccessible(page)
  await expect(field(page, 'Kurze Antwort')).toHaveValue('Jede volle Stunde.')
  await expect(field(page, 'Ausführliche Antwort')).toHaveValue('Auch nachts.')
  await button(page, 'Entwurf speichern').first().click()
  await expect(said(page, 'Der Entwurf ist gespeichert.')).toBeAttached()
})

test('a text is written by keyboard alone', async ({ page }) => {
  await signIn(page, 'editor')
  await page.goto(entries)
  await tabTo(page, page.getByRole('link', { name: 'Neue Leistung' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Neue Leistung' })).toBeFocused()
  await expectAccessible(page)
  await tabTo(page, field(page, 'Titel'))
  await page.keyboard.type('Brunnenpatenschaft')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Brunnenpatenschaft' })).toBeFocused()

  await tabTo(page, field(page, 'Kurz gesagt'))
  await page.keyboard.type('Pflegen Sie einen ')
  await page.keyboard.press('Control+b')
  await page.keyboard.type('Brunnen')
  await expect(field(page, 'Kurz gesagt')).toHaveValue('Pflegen Sie einen **Brunnen**')
  await page.keyboard.press('Control+k')
  const dialog = page.getByRole('dialog', { name: 'Link einfügen' })
  await expect(dialog).toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await expect(field(page, 'Kurz gesagt')).toBeFocused()

  await tabTo(page, page.getByRole('button', { name: 'Zeile hinzufügen (Unterlagen)' }))
  await page.keyboard.press('Enter')
  await page.keyboard.type('Ausweis')
  await page.keyboard.press('Enter')
  await page.keyboard.type('Gießkanne')
  await page.keyboard.press('Alt+ArrowUp')
  await expect(field(page, 'Unterlagen, Zeile 1')).toHaveValue('Gießkanne')
  await expect(field(page, 'Unterlagen, Zeile 1')).toBeFocused()
  await expect(page.getByRole('region', { name: 'Vorschau' }).getByText('Gießkanne')).toBeVisible()

  await page.getByRole('tab', { name: 'Deutsch' }).focus()
  await page.keyboard.press('End')
  await expect(page.getByRole('tab', { name: /Englisch/ })).toBeFocused()
  await expect(page.getByText('noch nicht auf Englisch')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Leistungen und Fragen' }).click()
  await expect(page.getByRole('dialog', { name: 'Seite verlassen?' })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('heading', { level: 1, name: 'Brunnenpatenschaft' })).toBeVisible()
})

test('words that nobody found become a search term, and a question', async ({ page, server }) => {
  await signIn(page, 'editor')
  const database = new Database(join(server.dataDir, 'rathauslotse.sqlite'))
  const miss = database.prepare(
    'insert into search_miss (tenant_id, id, query, askers, last_on) values (?, ?, ?, ?, ?)',
  )
  miss.run('musterstadt', 'miss-1', 'perso fürs ausland', 4, '2026-11-20')
  miss.run('musterstadt', 'miss-2', 'wann kommt der zirkus', 3, '2026-11-21')
  database.close()

  await page.goto(`${entries}/arbeitsliste`)
  const misses = page.getByRole('region', { name: /^Gesucht und nicht gefunden/ })
  await expect(misses.getByText('„perso fürs ausland“')).toBeVisible()
  await expectAccessible(page)
  const of = (query: string) => misses.getByRole('group', { name: query })
  await of('perso fürs ausland').getByRole('button', { name: 'Als Suchwort aufnehmen' }).click()
  const dialog = page.getByRole('dialog')
  await dialog.getByRole('combobox').selectOption({ label: 'Reisepass beantragen (Leistung)' })
  await expectAccessible(page)
  await dialog.getByRole('button', { name: 'Suchwort aufnehmen' }).click()
  await expect(said(page, /führt jetzt zu: Reisepass beantragen/)).toBeAttached()
  await expect(misses.getByText('„perso fürs ausland“')).toBeHidden()
  await expect(misses.getByRole('heading')).toBeFocused()
  const found = await page.request.get('/api/musterstadt/search?q=perso fürs ausland')
  const { results } = (await found.json()) as SearchResults
  expect(results[0]?.slug).toBe('reisepass-beantragen')

  await of('wann kommt der zirkus').getByRole('button', { name: 'Frage entwerfen' }).click()
  await expect(
    page.getByRole('heading', { level: 1, name: 'Wann kommt der zirkus?' }),
  ).toBeVisible()
  await expect(field(page, 'Suchwörter')).toHaveValue('wann kommt der zirkus')
})

test('a shared text is taken over, said otherwise here, and its change is seen', async ({
  page,
  browser,
  server,
}) => {
  const there = '/staff/neustadt-am-see/wissen'
  const source = await (await browser.newContext({ baseURL: server.url })).newPage()
  await signIn(source, 'editor')
  await newQuestion(source, 'Wo gibt es Trinkwasser?')
  await field(source, 'Kurze Antwort').fill('An jedem Brunnen.')
  await field(source, 'Ausführliche Antwort').fill('Auch am Bahnhof.')
  await button(source, 'Veröffentlichen').click()
  await expect(said(source, 'Bürgerinnen und Bürger sehen es jetzt')).toBeAttached()

  await signIn(page, 'editor', 'neustadt-am-see')
  await page.goto(`${there}/neu/fragen`)
  await page
    .getByRole('combobox', { name: 'Beginnen mit' })
    .selectOption({ label: 'Gemeinsamer Text von Musterstadt' })
  await page
    .getByRole('combobox', { name: 'Eintrag wählen' })
    .selectOption({ label: 'Wo gibt es Trinkwasser?' })
  await expectAccessible(page)
  await button(page, 'Entwurf anlegen').click()
  await expect(page.getByText('Dieser Eintrag kommt von Musterstadt.')).toBeVisible()
  await field(page, 'Kurze Antwort').fill('Am Seeufer.')
  await expect(page.getByText('Hier anders als im gemeinsamen Text')).toHaveCount(1)
  await expectAccessible(page)
  await button(page, 'Veröffentlichen').click()
  await expect(said(page, 'Bürgerinnen und Bürger sehen es jetzt')).toBeAttached()

  await field(source, 'Ausführliche Antwort').fill('Auch am Busbahnhof.')
  await button(source, 'Veröffentlichen').click()
  await expect(said(source, 'Bürgerinnen und Bürger sehen es jetzt')).toBeAttached()
  await source.context().close()

  await page.goto('/neustadt-am-see/fragen/wo-gibt-es-trinkwasser')
  await expect(page.getByText('Am Seeufer.')).toBeVisible()
  await expect(page.getByText('Auch am Busbahnhof.')).toBeVisible()

  await page.goto(`${there}?sharedChanged=1`)
  await page.getByRole('link', { name: 'Wo gibt es Trinkwasser?' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Trinkwasser' })).toBeVisible()
  await expect(page.getByText('Der gemeinsame Text hat sich geändert')).toBeVisible()
  await expect(page.getByRole('insertion')).toContainText('Busbahnhof')
  await expectAccessible(page)
  await button(page, 'Zur Kenntnis nehmen').click()
  await expect(said(page, 'Die Änderung ist zur Kenntnis genommen.')).toBeAttached()
  await expect(page.getByText('Der gemeinsame Text hat sich geändert')).toBeHidden()
  await page.getByRole('button', { name: /^Gemeinsamen Text nehmen/ }).click()
  await expect(field(page, 'Kurze Antwort')).toHaveValue('An jedem Brunnen.')
})

test('a file is refused with the place of its mistake, then looked at, then read in', async ({
  page,
}) => {
  await signIn(page, 'editor')
  await page.goto(`${entries}/austausch`)
  await expect(page.getByRole('link', { name: 'Tabelle (CSV)' })).toHaveAttribute(
    'href',
    /entries-export\?format=csv$/,
  )
  await expectAccessible(page)
  const choose = (table: string) =>
    page.getByLabel('Datei', { exact: true }).setInputFiles({
      name: 'leistungen.csv',
      mimeType: 'text/csv',
      buffer: Buffer.from(table),
    })
  const look = () => button(page, 'Datei ansehen').click()

  await look()
  await expect(page.getByText('Bitte wählen Sie eine Datei aus.')).toBeVisible()

  const head = 'kind;id;text.de.teaser;mailbox\n'
  const right = 'service;fuehrungszeugnis;Für Arbeit und Ehrenamt.;\n'
  await choose(`${head}${right}service;reisepass-beantragen;;nirgends\n`)
  await look()
  await expect(page.getByText(/Fehler? in der Datei$/).first()).toBeVisible()
  await expect(page.getByText('Zeile 2 der Tabelle').first()).toBeVisible()
  await expect(page.getByText('Es wurde nichts eingelesen.')).toBeVisible()
  await expect(button(page, 'Jetzt einlesen')).toBeHidden()
  await expectAccessible(page)

  await choose('kind;id;text.de.teaser\nservice;reisepass-beantragen;Für weite Reisen.\n')
  await look()
  await expect(page.getByText('Ein geänderter Eintrag')).toBeVisible()
  await page.getByText('Änderungen an reisepass-beantragen').click()
  await expect(page.getByRole('insertion').first()).toBeVisible()
  await expectAccessible(page)
  const before = await page.request.get('/api/musterstadt/services/reisepass-beantragen')
  expect(await before.text()).not.toContain('Für weite Reisen.')
  await button(page, 'Jetzt einlesen').click()
  await expect(page.getByText('Die Datei ist eingelesen').first()).toBeVisible()
  await page.goto('/musterstadt/leistungen/reisepass-beantragen')
  await expect(page.getByText('Für weite Reisen.')).toBeVisible()
})
