import type { Page } from '@playwright/test'
import { expect, expectAccessible, tabTo, test } from './fixtures.ts'
import { keptCatalogue } from './offline.ts'

const field = (page: Page) => page.getByRole('combobox', { name: 'Wobei können wir helfen?' })
const option = (page: Page, name: RegExp) => page.getByRole('option', { name })
const result = (page: Page, name: RegExp) =>
  page.getByRole('main').getByRole('listitem').getByRole('link', { name })

for (const [kind, typed, first] of [
  ['a typing error', 'fürerschein verloren', /führerschein/i],
  ['a compound that no text has', 'hundesteueranmeldung', /Hundesteuer/],
  ['an everyday word', 'sperrgut', /Sperrmüll anmelden/],
  ['an English word', 'driving licence', /Führerschein/],
  ['the first letters', 'sperrm', /Sperrmüll anmelden/],
] as const) {
  test(`an entry is found by ${kind}`, async ({ page }) => {
    await page.goto('/musterstadt/')
    await field(page).fill(typed)
    await expect(page.getByRole('option').first()).toHaveText(first)
    await field(page).press('Enter')
    await expect(page).toHaveURL(/\/suche\?q=/)
    await expect(page.getByRole('main').locator('ol').getByRole('link').first()).toHaveText(first)
    await page.reload()
    await expect(page.getByRole('main').locator('ol').getByRole('link').first()).toHaveText(first)
  })
}

test('the keyboard alone finds and opens an entry', async ({ page }) => {
  await page.goto('/musterstadt/')
  await tabTo(page, field(page))
  await expect(field(page)).toHaveAttribute('aria-expanded', 'false')
  await page.keyboard.type('perso verl')
  await expect(page.getByRole('option').first()).toBeVisible()
  await expect(field(page)).toHaveAttribute('aria-expanded', 'true')
  await expect(page.getByRole('status').filter({ hasText: /\d Vorschläge/ })).toBeAttached()
  await expectAccessible(page)

  await page.keyboard.press('ArrowDown')
  const active = () => field(page).getAttribute('aria-activedescendant')
  const first = await active()
  await expect(page.locator(`[id="${first}"]`)).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('ArrowUp')
  await expect(page.getByRole('option').last()).toHaveAttribute('aria-selected', 'true')
  await page.keyboard.press('Home')
  expect(await active()).toBeNull()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('listbox')).toBeHidden()
  await expect(field(page)).toHaveValue('perso verl')
  await page.keyboard.press('Escape')
  await expect(field(page)).toHaveValue('')

  await page.keyboard.type('perso verlor')
  await expect(option(page, /verloren/).first()).toBeVisible()
  await page.keyboard.press('ArrowDown')
  const title = await page.getByRole('option', { selected: true }).locator('.words').innerText()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: title })).toBeFocused()

  await page.goBack()
  await field(page).click()
  await expect(option(page, /perso verlor/)).toBeVisible()
  await option(page, /Letzte Suchen löschen/).click()
  await expect(page.getByRole('listbox')).toBeHidden()
  expect(await page.evaluate(() => localStorage.getItem('rathauslotse.searches'))).toBeNull()
})

test('results narrow, correct themselves and say who else is responsible', async ({ page }) => {
  await page.goto('/musterstadt/suche?q=umzug')
  await expect(page).toHaveTitle(/Suche nach „umzug“/)
  await expect(result(page, /Wohnsitz/).first()).toBeVisible()
  await expectAccessible(page)
  await page.getByText('Treffer eingrenzen').click()
  await page.getByRole('combobox', { name: 'So möchten Sie es erledigen' }).selectOption('Online')
  await expect(page).toHaveURL(/kanal=online/)
  await page.getByRole('combobox', { name: 'Lebenslage' }).selectOption('Auto und Führerschein')
  await expect(page).toHaveURL(/thema=/)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Filter entfernen' }).click()
  await expect(page).not.toHaveURL(/kanal|thema/)
  await expect(result(page, /Wohnsitz/).first()).toBeVisible()

  await page.goto('/musterstadt/suche?q=f%C3%BCrerschein')
  await page.getByRole('main').getByRole('link', { name: 'Führerschein', exact: true }).click()
  await expect(page).toHaveURL(/q=F%C3%BChrerschein/)
  await expect(field(page)).toHaveValue('Führerschein')
  await page.goBack()
  await expect(field(page)).toHaveValue('fürerschein')

  await page.goto('/musterstadt/suche?q=kindergeld')
  const elsewhere = page.getByRole('region', { name: 'Dafür ist eine andere Stelle zuständig' })
  await expect(elsewhere.getByRole('heading', { name: /Familienkasse/ })).toBeVisible()
  await expect(elsewhere.getByRole('link', { name: /Anrufen/ })).toHaveAttribute('href', /^tel:/)
  await expectAccessible(page)

  await page.goto('/musterstadt/suche?q=xqzwvk')
  const nothing = page.getByRole('region', { name: /nichts Passendes/ })
  await expect(nothing.getByRole('link', { name: /Anrufen/ })).toHaveAttribute('href', /^tel:/)
  await expect(nothing.getByRole('link', { name: 'Anliegen schreiben' })).toHaveAttribute(
    'href',
    '/musterstadt/anliegen',
  )
  await expectAccessible(page)
})

test('what is typed is never counted letter by letter', async ({ page }) => {
  const asked: string[] = []
  page.on('request', (request) => {
    const url = new URL(request.url())
    if (url.pathname.endsWith('/search')) asked.push(url.search)
  })
  await page.goto('/musterstadt/suche')
  await field(page).pressSequentially('sperrmüll', { delay: 60 })
  await expect(result(page, /Sperrmüll/).first()).toBeVisible()
  await expect(page).toHaveURL(/q=sperrm/)
  await expect
    .poll(() => asked.filter((query) => !query.includes('unfinished=true')).length)
    .toBeLessThanOrEqual(1)
})

test('questions are listed by life situation', async ({ page }) => {
  await page.goto('/musterstadt/')
  await page.getByRole('link', { name: 'Alle Fragen' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Häufige Fragen' })).toBeFocused()
  await expectAccessible(page)
  const topic = page.getByRole('button', { name: 'Umzug und Meldewesen', exact: true })
  await topic.click()
  await expect(page).toHaveURL(/thema=/)
  await page.reload()
  await expect(topic).toHaveAttribute('aria-pressed', 'true')
  await expectAccessible(page)
  await page
    .getByRole('navigation', { name: 'Leistungen und Fragen' })
    .getByText('Leistungen')
    .click()
  await expect(page.getByRole('heading', { level: 1, name: 'Leistungen' })).toBeFocused()
})

test('after one visit it searches and reads without network', async ({ page, context }) => {
  await page.goto('/musterstadt/')
  await keptCatalogue(page)
  await context.setOffline(true)
  await page.reload()
  await field(page).fill('fürerschein umtausch')
  await field(page).press('Enter')
  await expect(page.getByText(/^Ohne Netz: Stand \d/)).toBeVisible()
  await expectAccessible(page)
  await result(page, /Führerschein.*umtauschen/)
    .first()
    .click()
  await expect(page.getByRole('heading', { level: 1, name: /Führerschein/ })).toBeVisible()
  await expect(page.getByText(/^Ohne Netz: Stand \d/)).toBeVisible()
  await expectAccessible(page)

  await page.goto('/musterstadt/fragen/ausweis-fertig-erkennen')
  await expect(page.getByRole('heading', { level: 1, name: /Woran merke ich/ })).toBeVisible()
  await expect(page.getByText(/^Ohne Netz: Stand \d/)).toBeVisible()
  await context.setOffline(false)
  await page.reload()
  await expect(page.getByRole('heading', { level: 1, name: /Woran merke ich/ })).toBeVisible()
  await expect(page.getByText(/^Ohne Netz/)).toBeHidden()
})

test('the search works without JavaScript', async ({ browser, server }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url })
  const page = await context.newPage()
  await page.goto('/musterstadt/')
  await page.getByLabel('Wobei können wir helfen?').fill('kindergeld')
  await page.getByRole('button', { name: 'Suche' }).click()
  await expect(page.getByText(/Familienkasse/).first()).toBeVisible()
  await page.getByLabel('Wobei können wir helfen?').fill('fürerschein')
  await page.getByLabel('Jeder Weg').selectOption('Im Amt mit Termin')
  await page.getByRole('button', { name: 'Suche' }).click()
  await page
    .getByRole('link', { name: /^Führerschein/ })
    .last()
    .click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('Führerschein')
  await page.goto('/musterstadt/fragen')
  await expect(page.getByRole('link', { name: /Woran merke ich/ })).toBeVisible()
  await context.close()
})
