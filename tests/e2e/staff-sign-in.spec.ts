import type { Page } from '@playwright/test'
import { expect, expectAccessible, tabTo, test } from './fixtures.ts'
import { demoAccount, signIn } from './staff.ts'

const password = (page: Page, name = 'Kennwort') => page.getByRole('textbox', { name, exact: true })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

/** Signs in by the form that is open, with the code of the demo where one is asked for. */
async function fillIn(
  page: Page,
  account: { email: string; password: string; code: string | null },
) {
  await page.getByRole('textbox', { name: 'E-Mail-Adresse' }).fill(account.email)
  await password(page).fill(account.password)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
  if (!account.code) return
  await page.getByRole('button', { name: 'Code einsetzen' }).click()
  await page.getByRole('button', { name: 'Weiter', exact: true }).click()
}

test('a clerk signs in by keyboard and is where the address led', async ({ page }) => {
  const { email, password: secret } = await demoAccount(page, 'clerk')
  await page.goto('/staff/musterstadt/schalter')
  await expect(page).toHaveTitle(/^Anmelden/)
  await expectAccessible(page)
  await tabTo(page, page.getByRole('textbox', { name: 'E-Mail-Adresse' }))
  await page.keyboard.type(email)
  await page.keyboard.press('Tab')
  await page.keyboard.type('falsch')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: /stimmt nicht/ })).toBeVisible()
  await expectAccessible(page)
  await password(page).fill(secret)
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Schalter')).toBeFocused()
  await expectAccessible(page)
  await page.goto('/staff/musterstadt/verwaltung')
  await expect(heading(page, /Berechtigung/)).toBeVisible()
  await expectAccessible(page)
})

test('an admin needs a code besides, and the demo shows it', async ({ page }) => {
  await page.goto('/staff')
  await page.getByRole('button', { name: /Verwaltung Musterstadt/ }).click()
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Code' })).toBeFocused()
  await page.getByRole('button', { name: 'Code einsetzen' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Weiter', exact: true }).click()
  await expect(heading(page, 'Ihre Bereiche')).toBeVisible()
  await expectAccessible(page)
})

test('who works for several municipalities switches between them', async ({ page }) => {
  await signIn(page, 'agent')
  await page.goto('/staff')
  await expect(heading(page, 'Ihre Kommunen')).toBeVisible()
  await page.getByRole('link', { name: /Neustadt am See/ }).click()
  await expect(heading(page, 'Ihre Bereiche')).toBeVisible()
  await page.getByRole('navigation').getByRole('link', { name: 'Termine' }).click()
  await expect(page).toHaveURL(/\/staff\/neustadt-am-see\/termine$/)
  const menu = page.getByRole('button', { name: /^Kommune/ })
  await tabTo(page, menu)
  await page.keyboard.press('Enter')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Musterstadt', exact: true }).click()
  await expect(page).toHaveURL(/\/staff\/musterstadt\/termine$/)
})

test('a session that ends covers the page, and nothing typed is lost', async ({
  page,
  context,
}) => {
  const account = await demoAccount(page, 'admin')
  await signIn(page, 'admin')
  await page.goto('/staff/musterstadt/verwaltung/team')
  await page.getByRole('button', { name: 'Einladen', exact: true }).click()
  const dialog = page.getByRole('dialog', { name: 'Einladen' })
  await dialog.getByRole('textbox', { name: 'Name' }).fill('Łucja Özdemir')
  await dialog.getByRole('textbox', { name: 'E-Mail-Adresse' }).fill('lucja@musterstadt.example')
  await dialog.getByRole('checkbox', { name: /^Schalter/ }).check()
  await context.clearCookies()
  await dialog.getByRole('button', { name: 'Einladung senden' }).click()

  await expect(heading(page, 'Bitte melden Sie sich noch einmal an')).toBeVisible()
  await expect(page).toHaveTitle(/melden Sie sich/)
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(heading(page, 'Bitte melden Sie sich noch einmal an')).toBeVisible()
  await fillIn(page, account)
  // What was sent before goes on by itself.
  const invited = page.getByRole('listitem').filter({ hasText: 'lucja@musterstadt.example' })
  await expect(invited).toContainText('Eingeladen, noch nicht angemeldet')
})

test('a mailed link sets a password by its button only', async ({ page, server }) => {
  const address = await invite(page)
  const link = await server.mailedLink(address)
  expect(link).toContain('/staff/aktivieren#')
  await page.context().clearCookies()
  await page.goto(link)
  await expect(heading(page, 'Zugang einrichten')).toBeVisible()
  await expect(page.getByText(address)).toBeVisible()
  await expectAccessible(page)
  await page.reload()
  const field = password(page, 'Neues Kennwort')
  await field.fill('kurz')
  await page.getByRole('button', { name: 'Kennwort speichern' }).click()
  await expect(page.getByRole('link', { name: /zu kurz/ })).toBeVisible()
  await expectAccessible(page)
  await field.fill('vier kleine Wörter im Wind')
  await page.getByRole('button', { name: 'Kennwort speichern' }).click()
  await expect(page.getByText('Ihr Kennwort ist gespeichert')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Anmelden' }).click()
  await fillIn(page, { email: address, password: 'vier kleine Wörter im Wind', code: null })
  await expect(heading(page, 'Leistungen und Fragen')).toBeVisible()

  await page.goto(link)
  await expect(page.getByText(/wurde schon benutzt/)).toBeVisible()
  await expectAccessible(page)
})

test('a forgotten password is replaced by mail', async ({ page, server }) => {
  const { email } = await demoAccount(page, 'editor', 'kreis-musterland')
  await page.goto('/staff')
  await page.getByRole('link', { name: 'Kennwort vergessen?' }).click()
  await expect(heading(page, 'Kennwort vergessen')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('textbox', { name: 'E-Mail-Adresse' }).fill(email)
  await page.keyboard.press('Enter')
  await expect(page.getByText('Bitte sehen Sie in Ihr Postfach')).toBeVisible()
  await expectAccessible(page)
  await page.goto(await server.mailedLink(email))
  await expect(heading(page, 'Neues Kennwort wählen')).toBeVisible()
  await password(page, 'Neues Kennwort').fill('fünf andere Wörter am Fluss')
  await page.getByRole('button', { name: 'Kennwort speichern' }).click()
  await page.getByRole('link', { name: 'Anmelden' }).click()
  await fillIn(page, { email, password: 'fünf andere Wörter am Fluss', code: null })
  await expect(heading(page, 'Leistungen und Fragen')).toBeVisible()
})

/** Invites an editor to Musterstadt, and returns their address. */
async function invite(page: Page): Promise<string> {
  await signIn(page, 'admin')
  const email = `neu${Date.now()}@musterstadt.example`
  const data = { name: 'Neue Kollegin', email, roles: ['editor'], lang: 'de' }
  const answer = await page.request.post('/api/musterstadt/staff/people', { data })
  expect(answer.status()).toBe(201)
  return email
}

for (const width of [320, 768, 1280]) {
  test(`the pages before sign-in overflow nowhere at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 740 })
    for (const path of [
      '/staff',
      '/staff?oidc=failed',
      '/staff/kennwort-vergessen',
      '/staff/aktivieren#nichts.davon',
      '/staff/kennwort#nichts.davon',
    ]) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      await expect(page.locator('.skeleton')).toHaveCount(0)
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect([path, overflow]).toEqual([path, 0])
      await expectAccessible(page, width === 320 ? undefined : ['light'])
    }
  })
}
