import type { Page } from '@playwright/test'
import { expect, test } from './fixtures.ts'
import { keptCatalogue } from './offline.ts'
import { signIn } from './staff.ts'

const entry = 'fragen/umzug-was-noch'
const fresh = 'Wir schicken Ihnen einen Regenbogenbrief.'
const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true })
const said = (page: Page, text: string) => page.getByRole('status').filter({ hasText: text })
const short = (page: Page) => page.getByRole('textbox', { name: 'Kurze Antwort', exact: true })

async function search(page: Page, words: string) {
  const field = page.getByRole('combobox', { name: 'Wobei können wir helfen?' })
  await field.fill(words)
  await field.press('Enter')
}

test('what a second person has approved is found at once, then without network, then restored', async ({
  page,
  browser,
  server,
}) => {
  const others = await browser.newContext({ baseURL: server.url, viewport: null })
  const editor = await others.newPage()
  await signIn(editor, 'editor')
  await editor.goto(`/staff/musterstadt/wissen/${entry}`)
  await short(editor).fill(fresh)
  await button(editor, 'Zur Prüfung geben').click()
  await expect(editor.getByText('Der Entwurf wird geprüft')).toBeVisible()

  const second = await browser.newContext({ baseURL: server.url, viewport: null })
  const reviewer = await second.newPage()
  await signIn(reviewer, 'admin')
  await reviewer.goto(`/staff/musterstadt/wissen/${entry}`)
  await button(reviewer, 'Freigeben').click()
  await expect(said(reviewer, 'Freigegeben.')).toBeAttached()

  await page.goto('/musterstadt/suche')
  await search(page, 'regenbogenbrief')
  const link = page.getByRole('main').getByRole('link', { name: /Umzug außer der Anmeldung/ })
  await expect(link.first()).toBeVisible()
  await keptCatalogue(page)
  await page.context().setOffline(true)
  await page.goto('/musterstadt/suche')
  await search(page, 'regenbogenbrief')
  await link.first().click()
  await expect(page.getByText(fresh)).toBeVisible()
  await expect(page.getByText(/^Ohne Netz: Stand/)).toBeVisible()
  await page.context().setOffline(false)

  await editor.goto(`/staff/musterstadt/wissen/${entry}/fassungen`)
  await button(editor, 'Fassung 1 zurückholen').click()
  await expect(short(editor)).not.toHaveValue(fresh)
  await button(editor, 'Veröffentlichen').click()
  await expect(said(editor, 'Bürgerinnen und Bürger sehen es jetzt')).toBeAttached()

  await page.goto(`/musterstadt/${entry}`)
  await expect(
    page.getByRole('heading', { level: 1, name: /Umzug außer der Anmeldung/ }),
  ).toBeVisible()
  await expect(page.getByText(fresh)).toBeHidden()
  await page.goto('/musterstadt/suche?q=regenbogenbrief')
  await expect(
    page.getByRole('heading', { name: /nichts Passendes|Vielleicht/ }).first(),
  ).toBeVisible()
  await expect(page.getByText(fresh)).toBeHidden()
  await others.close()
  await second.close()
})
