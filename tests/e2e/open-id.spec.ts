import type { Page } from '@playwright/test'
import { type OpenIdProvider, startOpenIdProvider } from '../support/open-id-provider.ts'
import { DemoServer, test as base, expect, expectAccessible, tabTo } from './fixtures.ts'

/** The demo, whose staff may also sign in at a real provider on this machine. */
const test = base.extend<object, { port: number; provider: OpenIdProvider; server: DemoServer }>({
  port: [
    // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern to find dependencies.
    async ({}, use) => use(await DemoServer.freePort()),
    { scope: 'worker' },
  ],
  provider: [
    async ({ port }, use) => {
      const callback = `http://localhost:${port}/api/auth/callback/openid`
      const provider = await startOpenIdProvider(callback)
      await use(provider)
      await provider.stop()
    },
    { scope: 'worker' },
  ],
  server: [
    async ({ port, provider }, use) => {
      const server = new DemoServer(port, 0, {
        OIDC_ISSUER: provider.issuer,
        OIDC_CLIENT_ID: provider.clientId,
        OIDC_CLIENT_SECRET: provider.clientSecret,
        OIDC_LABEL: 'Stadtkonto',
      })
      await server.start()
      await use(server)
      await server.remove()
    },
    { scope: 'worker' },
  ],
})

const clerk = { sub: 'clerk-1', email: 'schalter@musterstadt.example', email_verified: true }
const stranger = { sub: 'stranger', email: 'fremd@musterstadt.example', email_verified: true }

const button = (page: Page) => page.getByRole('button', { name: 'Mit Stadtkonto anmelden' })
const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name })

test('a clerk signs in with the account of the town, by keyboard, where the address led', async ({
  page,
  provider,
}) => {
  provider.next = clerk
  await page.goto('/staff/musterstadt/termine')
  await expectAccessible(page)
  await tabTo(page, button(page))
  await page.keyboard.press('Enter')
  await expect(page).toHaveURL(/\/staff\/musterstadt\/termine$/)
  await expect(heading(page, 'Termine')).toBeVisible()
})

test('whom nobody has invited, and who gives up there, is refused in the same words', async ({
  page,
  provider,
}) => {
  for (const account of [stranger, null]) {
    provider.next = account
    await page.goto('/staff')
    await button(page).click()
    await expect(page).toHaveURL(/oidc=failed$/)
    await expect(page.getByRole('alert').filter({ hasText: 'hat nicht geklappt' })).toBeVisible()
    await expect(page.getByText('bitten Sie Ihre Verwaltung um eine Einladung')).toBeVisible()
  }
  await expectAccessible(page)
})

test('who signs in again while at work keeps what was typed', async ({
  page,
  context,
  provider,
}) => {
  provider.next = clerk
  await page.goto('/staff/musterstadt/termine')
  await button(page).click()
  const search = page.getByRole('searchbox').or(page.getByRole('textbox')).first()
  await search.fill('Łucja')
  await context.clearCookies()
  await page.keyboard.press('Enter')
  const cover = page.getByRole('dialog', { name: 'Bitte melden Sie sich noch einmal an' })
  await expect(button(page)).toBeVisible()
  await expectAccessible(page)
  await button(page).click()
  await expect(cover).toHaveCount(0)
  await expect(search).toHaveValue('Łucja')
})
