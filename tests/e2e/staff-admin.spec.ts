import type { Page } from '@playwright/test'
import { expect, expectAccessible, tabTo, test } from './fixtures.ts'
import { demoAccount, signIn } from './staff.ts'

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const entry = (page: Page, name: string) => page.getByRole('listitem').filter({ hasText: name })

test('an admin invites a colleague, changes tasks and takes access away, by keyboard', async ({
  page,
}) => {
  await signIn(page, 'admin')
  await page.goto('/staff/musterstadt/verwaltung')
  await page.getByRole('button', { name: 'Übersicht' }).click()
  await page.getByRole('link', { name: 'Team', exact: true }).click()
  await expect(heading(page, 'Kolleginnen und Kollegen')).toBeFocused()
  await expectAccessible(page)

  await tabTo(page, page.getByRole('button', { name: 'Einladen' }))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Einladen' })
  await tabTo(page, dialog.getByRole('button', { name: 'Einladung senden' }))
  await page.keyboard.press('Enter')
  await expect(dialog.getByRole('link', { name: /füllen Sie dieses Feld aus/ })).toHaveCount(3)
  await expectAccessible(page)
  await tabTo(page, dialog.getByRole('textbox', { name: 'Name' }))
  await page.keyboard.type('Jo Özdemir')
  await page.keyboard.press('Tab')
  await page.keyboard.type('jo@musterstadt.example')
  await tabTo(page, dialog.getByRole('checkbox', { name: /^Redaktion/ }))
  await page.keyboard.press('Space')
  await tabTo(page, dialog.getByRole('button', { name: 'Einladung senden' }))
  await page.keyboard.press('Enter')
  await expect(entry(page, 'Jo Özdemir')).toContainText('Redaktion')
  await expect(entry(page, 'Jo Özdemir')).toContainText('Eingeladen')

  await tabTo(page, page.getByRole('button', { name: 'Aufgaben Jo Özdemir' }))
  await page.keyboard.press('Enter')
  const tasks = page.getByRole('dialog', { name: 'Aufgaben von Jo Özdemir' })
  await expectAccessible(page)
  await tabTo(page, tasks.getByRole('checkbox', { name: /^Schalter/ }))
  await page.keyboard.press('Space')
  await tabTo(page, tasks.getByRole('button', { name: 'Speichern' }))
  await page.keyboard.press('Enter')
  await expect(entry(page, 'Jo Özdemir')).toContainText('Schalter, Redaktion')

  await tabTo(page, page.getByRole('button', { name: 'Zugang sperren Jo Özdemir' }))
  await page.keyboard.press('Enter')
  const question = page.getByRole('dialog', { name: /Zugang von Jo Özdemir sperren/ })
  await expectAccessible(page)
  await tabTo(page, question.getByRole('button', { name: 'Zugang sperren' }))
  await page.keyboard.press('Enter')
  await expect(entry(page, 'Jo Özdemir')).toContainText('Gesperrt')
  await page.getByRole('button', { name: 'Zugang öffnen Jo Özdemir' }).click()
  await expect(entry(page, 'Jo Özdemir')).toContainText('Eingeladen')
})

test('the last admin cannot give the right away', async ({ page }) => {
  await signIn(page, 'admin', 'neustadt-am-see')
  await page.goto('/staff/neustadt-am-see/verwaltung/team')
  await page.getByRole('button', { name: 'Aufgaben Verwaltung Neustadt am See' }).click()
  const tasks = page.getByRole('dialog', { name: /^Aufgaben von/ })
  await tasks.getByRole('checkbox', { name: /^Verwaltung/ }).uncheck()
  await tasks.getByRole('checkbox', { name: /^Redaktion/ }).check()
  await tasks.getByRole('button', { name: 'Speichern' }).click()
  await expect(tasks.getByRole('link', { name: /Mindestens ein Mensch/ })).toBeVisible()
  await expectAccessible(page)
})

test('an admin without a second factor can only set one up', async ({ page, server }) => {
  await signIn(page, 'admin', 'kreis-musterland')
  const email = 'zweite@kreis-musterland.example'
  const data = { name: 'Zweite Verwaltung', email, roles: ['admin'], lang: 'de' }
  await page.request.post('/api/kreis-musterland/staff/people', { data })
  const token = (await server.mailedLink(email)).split('#')[1]
  const password = 'sieben Brücken am alten Hafen'
  await page.request.post('/api/auth/link/password', { data: { token, password } })
  await page.context().clearCookies()
  await page.request.post('/api/auth/sign-in', { data: { email, password } })
  await page.goto('/staff/kreis-musterland/verwaltung/team')
  await expect(heading(page, 'Zweiter Faktor')).toBeVisible()
  await expect(page.getByText('Kolleginnen und Kollegen')).toHaveCount(0)
  await expectAccessible(page)
})

test('the records are searched, read page by page and exported', async ({ page }) => {
  const { email } = await demoAccount(page, 'clerk')
  await signIn(page, 'clerk')
  await signIn(page, 'admin')
  await page.goto('/staff/musterstadt/verwaltung/protokoll')
  await expect(heading(page, 'Protokoll')).toBeVisible()
  await expect(page.getByRole('cell', { name: 'Schalter Musterstadt' }).first()).toBeVisible()
  await expectAccessible(page)
  expect(email).toContain('@')

  await page.getByRole('combobox', { name: 'Was' }).selectOption({ label: 'Angemeldet' })
  await page.getByRole('combobox', { name: 'Wer' }).selectOption({ label: 'Schalter Musterstadt' })
  await tabTo(page, page.getByRole('button', { name: 'Suchen' }))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/action=staff-signed-in/)
  await expect(page.getByRole('cell', { name: 'Verwaltung Musterstadt' })).toHaveCount(0)
  await expect(page.getByRole('cell', { name: 'Angemeldet' }).first()).toBeVisible()
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Was' })).toHaveValue('staff-signed-in')

  const waiting = page.waitForEvent('download')
  await page.getByRole('link', { name: 'Als Tabelle (CSV)' }).click()
  const download = await waiting
  expect(download.suggestedFilename()).toBe('protokoll-musterstadt.csv')
  await page.getByRole('button', { name: 'Filter aufheben' }).click()
  await expect(page).toHaveURL(/protokoll$/)
})

const admin = '/staff/neustadt-am-see/verwaltung'
const group = `${admin}/standorte/rathaus/schalter/buergerbuero`
const adminPages = [
  '/staff/konto',
  admin,
  `${admin}/standorte`,
  `${admin}/standorte/neu`,
  `${admin}/standorte/rathaus`,
  `${admin}/standorte/rathaus/schalter/neu`,
  group,
  `${group}/oeffnungszeiten`,
  `${group}/leistungen`,
  `${admin}/schliessungen`,
  `${admin}/leistungen`,
  `${admin}/leistungen/personalausweis-beantragen`,
  `${admin}/postfaecher`,
  `${admin}/postfaecher/neu`,
  `${admin}/postfaecher/buergerbuero`,
  `${admin}/einstellungen`,
  `${admin}/einstellungen/aussehen`,
  `${admin}/einstellungen/texte`,
  `${admin}/einstellungen/grenzen`,
  `${admin}/zahlen`,
  `${admin}/team`,
  `${admin}/protokoll`,
  '/staff/neustadt-am-see/schalter/anrufe',
]

for (const width of [320, 768, 1280]) {
  test(`the pages of admins overflow nowhere at ${width} pixels`, async ({ page }) => {
    test.setTimeout(180_000)
    await page.setViewportSize({ width, height: 740 })
    await signIn(page, 'admin', 'neustadt-am-see')
    for (const path of adminPages) {
      await page.goto(path)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      await expect(page.locator('.skeleton')).toHaveCount(0)
      const overflow = await page.evaluate(
        () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
      )
      expect([path, overflow]).toEqual([path, 0])
      // Colours are the same at every width: on the phone they are looked at in all appearances.
      await expectAccessible(page, width === 320 ? undefined : ['light'])
    }
  })
}
