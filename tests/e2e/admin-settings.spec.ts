import type { Page } from '@playwright/test'
import { type IsoDate, addDays } from '#shared/domain/local-time.ts'
import { expect, expectAccessible, tabTo, test } from './fixtures.ts'
import { signIn } from './staff.ts'

const tenant = 'kreis-musterland'
const settings = `/staff/${tenant}/verwaltung/einstellungen`

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const save = (page: Page) => page.getByRole('button', { name: 'Speichern', exact: true })
const saved = (page: Page) => page.getByText('Gespeichert', { exact: true }).first()
const mistakes = (page: Page) => page.getByRole('group', { name: /prüfen Sie/ })

function today(): IsoDate {
  return new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Berlin' }).format(new Date())
}

test('a colour that cannot be read is refused, by keyboard, and stays to be mended', async ({
  page,
}) => {
  await signIn(page, 'admin', tenant)
  await page.goto(`${settings}/aussehen`)
  await expect(heading(page, 'Einstellungen: Aussehen')).toBeVisible()
  const onLight = page.getByRole('textbox', {
    name: 'Farbe auf hellem Grund',
    exact: true,
  })
  await tabTo(page, onLight)
  await page.keyboard.press('ControlOrMeta+a')
  // On white: 4.46 to 1.
  await page.keyboard.type('#787878')
  await expect(page.getByText('Kontrast 4,4 zu 1: zu wenig, nötig sind 4,5 zu 1')).toBeVisible()
  await expectAccessible(page)
  await tabTo(page, save(page))
  await page.keyboard.press('Enter')
  await expect(mistakes(page)).toContainText('mindestens 4,5 zu 1')
  await expect(onLight).toHaveValue('#787878')
  await expectAccessible(page)

  await onLight.fill('#767676')
  await expect(page.getByText('Kontrast 4,5 zu 1: gut lesbar')).toBeVisible()
  await save(page).click()
  await expect(saved(page)).toBeVisible()
  const response = await page.request.get(`/api/${tenant}`)
  expect(await response.json()).toMatchObject({ colours: { primary: '#767676' } })
})

test('the statement on accessibility turns red after twelve months', async ({ page }) => {
  await signIn(page, 'admin', tenant)
  await page.goto(`${settings}/texte`)
  await expect(heading(page, 'Einstellungen: Texte')).toBeVisible()
  const checkedOn = page.getByLabel(/^Zuletzt überprüft am/)
  await checkedOn.fill(addDays(today(), -366))
  await expect(page.getByText(/^Überfällig: Die Erklärung war bis zum/)).toBeVisible()
  await save(page).click()
  await expect(saved(page)).toBeVisible()
  await expectAccessible(page)

  await page.goto(`/staff/${tenant}/verwaltung`)
  await page.getByRole('link', { name: 'Erklärung überprüfen' }).click()
  await checkedOn.fill(today())
  await expect(page.getByText(/^Spätestens am .* wieder zu überprüfen$/)).toBeVisible()
  await save(page).click()
  await expect(saved(page)).toBeVisible()
  await page.goto(`/staff/${tenant}/verwaltung`)
  await expect(page.getByRole('region', { name: 'Hinweise' })).toBeVisible()
  await expect(page.getByText(/Erklärung zur Barrierefreiheit war bis/)).toHaveCount(0)
})

test('what was typed outlives a mistake, an error and somebody who was faster', async ({
  page,
  browser,
  server,
}) => {
  await signIn(page, 'admin', tenant)
  await page.goto(`${settings}/grenzen`)
  const retention = page.getByRole('textbox', { name: /^Nach dem Besuch/ })
  const persons = page.getByRole('textbox', { name: /^Je Termin/ })
  await retention.fill('sieben')
  await persons.fill('6')
  await save(page).click()
  await expect(mistakes(page)).toContainText('Nach dem Besuch')
  await expect(retention).toHaveValue('sieben')
  await expect(persons).toHaveValue('6')
  await expectAccessible(page)

  await retention.fill('7')
  await page.route('**/configuration/**', (route) => route.abort())
  await save(page).click()
  await expect(page.getByRole('alert').filter({ hasText: /./ }).first()).toBeVisible()
  await expect(retention).toHaveValue('7')
  await expectAccessible(page)
  await page.unroute('**/configuration/**')

  const other = await browser.newPage({ baseURL: server.url })
  await signIn(other, 'admin', tenant)
  await other.goto(settings)
  await other.getByRole('textbox', { name: /^Begrüßung \(Deutsch\)/ }).fill('Guten Tag im Kreis')
  await save(other).click()
  await expect(saved(other)).toBeVisible()
  await other.close()

  await save(page).click()
  await expect(page.getByText('Jemand anderes hat inzwischen gespeichert')).toBeVisible()
  await expect(retention).toHaveValue('7')
  await expectAccessible(page)
  await save(page).click()
  await expect(saved(page)).toBeVisible()
  await page.reload()
  await expect(retention).toHaveValue('7')
  await expect(persons).toHaveValue('6')
})
