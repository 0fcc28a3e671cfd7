import type { Page } from '@playwright/test'
import { expect, expectAccessible, tabTo, test } from './fixtures.ts'
import { demoAccount, signIn } from './staff.ts'

const password = (page: Page) => page.getByRole('textbox', { name: 'Kennwort' })

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
  await expect(page.getByRole('heading', { level: 1, name: 'Schalter' })).toBeFocused()
  await expectAccessible(page)
  await page.goto('/staff/musterstadt/verwaltung')
  await expect(page.getByRole('heading', { level: 1, name: /Berechtigung/ })).toBeVisible()
  await expectAccessible(page)
})

test('an admin needs a code besides, and the demo shows it', async ({ page }) => {
  await page.goto('/staff')
  await page.getByRole('button', { name: /Verwaltung Musterstadt/ }).click()
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await expect(page.getByRole('textbox', { name: 'Code' })).toBeFocused()
  await page.getByRole('button', { name: 'Code einsetzen' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Weiter' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Ihre Bereiche' })).toBeVisible()
  await expectAccessible(page)
})

test('who works for several municipalities switches between them', async ({ page }) => {
  await signIn(page, 'agent')
  await page.goto('/staff')
  await expect(page.getByRole('heading', { level: 1, name: 'Ihre Kommunen' })).toBeVisible()
  await page.getByRole('link', { name: /Neustadt am See/ }).click()
  await expect(page).toHaveURL(/\/staff\/neustadt-am-see$/)
  const menu = page.getByRole('button', { name: /^Kommune/ })
  await tabTo(page, menu)
  await page.keyboard.press('Enter')
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Musterstadt', exact: true }).click()
  await expect(page).toHaveURL(/\/staff\/musterstadt$/)
})
