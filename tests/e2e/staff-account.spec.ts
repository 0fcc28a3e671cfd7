import type { CDPSession, Page } from '@playwright/test'
import { expect, expectAccessible, tabTo, test } from './fixtures.ts'
import { demoAccount, signIn } from './staff.ts'

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const field = (page: Page, name: string) => page.getByRole('textbox', { name, exact: true })

/** A passkey of this browser that answers without asking anybody. */
async function addAuthenticator(page: Page): Promise<{ cdp: CDPSession; id: string }> {
  const cdp = await page.context().newCDPSession(page)
  await cdp.send('WebAuthn.enable')
  const { authenticatorId } = await cdp.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
  return { cdp, id: authenticatorId }
}

test('an authenticator app is set up, asked for and removed', async ({ page }) => {
  const { email, password } = await demoAccount(page, 'caseworker')
  await signIn(page, 'caseworker')
  await page.goto('/staff/konto')
  await expect(heading(page, 'Mein Konto')).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'App einrichten' }).click()
  await field(page, 'Ihr Kennwort').fill(password)
  await page.getByRole('button', { name: 'Weiter' }).click()
  await expect(page.getByRole('img', { name: /QR-Code/ })).toBeVisible()
  await expect(field(page, 'Code, den die App jetzt zeigt')).toBeFocused()
  await expectAccessible(page)
  const secret = (await page.locator('code').innerText()).replaceAll(' ', '')
  await field(page, 'Code, den die App jetzt zeigt').fill('000000')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: /Code stimmt nicht/ })).toBeVisible()
  const code = field(page, 'Code, den die App jetzt zeigt')
  await code.fill(await totp(secret))
  // The list of mistakes may take the focus in between.
  await code.press('Enter')
  await expect(page.getByText('Bewahren Sie diese Ersatzcodes gut auf')).toBeVisible()
  await expect(page.locator('code')).toHaveCount(10)
  const recovery = await page.locator('code').first().innerText()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Ich habe die Codes aufbewahrt' }).click()
  await expect(page.getByText('10 Ersatzcodes sind übrig')).toBeVisible()

  await page.context().clearCookies()
  await page.goto('/staff/konto')
  await field(page, 'E-Mail-Adresse').fill(email)
  await field(page, 'Kennwort').fill(password)
  await page.keyboard.press('Enter')
  await field(page, 'Code').fill(recovery)
  await page.keyboard.press('Enter')
  await expect(page.getByText('9 Ersatzcodes sind übrig')).toBeVisible()

  await page.getByRole('button', { name: 'App entfernen' }).click()
  const dialog = page.getByRole('dialog', { name: 'App entfernen' })
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: 'Ihr Kennwort' }).fill('falsch')
  await dialog.getByRole('button', { name: 'App entfernen' }).click()
  await expect(dialog.getByRole('link', { name: 'Das Kennwort stimmt nicht.' })).toBeVisible()
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: 'Ihr Kennwort' }).fill(password)
  await dialog.getByRole('button', { name: 'App entfernen' }).click()
  await expect(page.getByRole('button', { name: 'App einrichten' })).toBeVisible()
})

test('a passkey is made, signs in and unlocks', async ({ page }) => {
  const { password } = await demoAccount(page, 'clerk', 'neustadt-am-see')
  await addAuthenticator(page)
  await signIn(page, 'clerk', 'neustadt-am-see')
  await page.goto('/staff/konto')
  await page.getByRole('button', { name: 'Passkey hinzufügen' }).click()
  const dialog = page.getByRole('dialog', { name: 'Passkey hinzufügen' })
  await expectAccessible(page)
  await dialog.getByRole('textbox', { name: 'Name des Passkeys' }).fill('Diensthandy')
  await dialog.getByRole('textbox', { name: 'Ihr Kennwort' }).fill(password)
  await dialog.getByRole('button', { name: 'Weiter' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Diensthandy' })).toBeVisible()

  await page.getByRole('button', { name: /^Angemeldet/ }).click()
  await page.getByRole('button', { name: 'Abmelden', exact: true }).first().click()
  await expect(heading(page, 'Anmelden')).toBeVisible()
  await page.getByRole('button', { name: 'Mit Passkey anmelden' }).click()
  await expect(heading(page, 'Mein Konto')).toBeVisible()

  await page.keyboard.press('Control+Shift+L')
  await expect(heading(page, 'Der Bildschirm ist gesperrt')).toBeVisible()
  await page.getByRole('button', { name: 'Mit Passkey entsperren' }).click()
  await expect(heading(page, 'Mein Konto')).toBeVisible()
  await page.getByRole('button', { name: 'Entfernen Diensthandy' }).click()
  const removal = page.getByRole('dialog', { name: 'Passkey entfernen' })
  await removal.getByRole('textbox', { name: 'Ihr Kennwort' }).fill(password)
  await removal.getByRole('button', { name: 'Entfernen' }).click()
  await expect(page.getByRole('listitem').filter({ hasText: 'Diensthandy' })).toHaveCount(0)
})

test('the lock hides the page and loses nothing; another person finds nothing', async ({
  page,
}) => {
  const { password } = await demoAccount(page, 'clerk')
  const other = await demoAccount(page, 'editor')
  await signIn(page, 'clerk')
  await page.goto('/staff/konto')
  await page.getByRole('button', { name: 'Kennwort ändern' }).click()
  await field(page, 'Neues Kennwort').fill('halb geschrieben')
  await tabTo(page, page.getByRole('button', { name: 'Sperren' }))
  await page.keyboard.press('Enter')

  await expect(heading(page, 'Der Bildschirm ist gesperrt')).toBeVisible()
  await expect(page.getByText('Hier arbeitet Schalter Musterstadt')).toBeVisible()
  await expect(page).toHaveTitle('Der Bildschirm ist gesperrt')
  await expect(heading(page, 'Mein Konto')).not.toBeVisible()
  await expectAccessible(page)
  await page.keyboard.press('Escape')
  await page.keyboard.press('Escape')
  await expect(field(page, 'Kennwort')).toBeVisible()
  await field(page, 'Kennwort').fill('falsch')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: 'Das Kennwort stimmt nicht.' })).toBeVisible()
  await field(page, 'Kennwort').fill(password)
  await page.keyboard.press('Enter')
  await expect(field(page, 'Neues Kennwort')).toHaveValue('halb geschrieben')
  await expect(page.getByRole('button', { name: 'Sperren' })).toBeFocused()

  await page.getByRole('button', { name: 'Sperren' }).click()
  await expect(heading(page, 'Der Bildschirm ist gesperrt')).toBeVisible()
  await page.reload()
  await expect(heading(page, 'Der Bildschirm ist gesperrt')).toBeVisible()
  await page.getByRole('button', { name: 'Als andere Person anmelden' }).click()
  await field(page, 'E-Mail-Adresse').fill(other.email)
  await field(page, 'Kennwort').fill(other.password)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Anmelden', exact: true }).click()
  await expect(page.getByRole('button', { name: /Redaktion Musterstadt/ })).toBeVisible()
  await expect(field(page, 'Neues Kennwort')).toHaveCount(0)
})

test('a screen that nobody touches locks itself', async ({ page }) => {
  await page.clock.install()
  await signIn(page, 'clerk')
  await page.goto('/staff/konto')
  await expect(heading(page, 'Mein Konto')).toBeVisible()
  await page.clock.runFor('09:00')
  await page.mouse.click(5, 5)
  await page.clock.runFor('09:00')
  await expect(heading(page, 'Mein Konto')).toBeVisible()
  await page.clock.runFor('01:30')
  await expect(heading(page, 'Der Bildschirm ist gesperrt')).toBeVisible()
})

test('the password is changed, and other devices are signed out', async ({
  page,
  browser,
  server,
}) => {
  const { email, password } = await demoAccount(page, 'agent', 'neustadt-am-see')
  const elsewhere = await browser.newContext({ baseURL: server.url })
  const other = await elsewhere.newPage()
  await signIn(other, 'agent', 'neustadt-am-see')
  await signIn(page, 'agent', 'neustadt-am-see')
  await page.goto('/staff/konto')
  await expect(page.getByRole('button', { name: /^Abmelden Chrome/ })).toBeVisible()
  await page.getByRole('button', { name: 'Kennwort ändern' }).click()
  await field(page, 'Bisheriges Kennwort').fill(password)
  await field(page, 'Neues Kennwort').fill('Passwort')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('link', { name: /zu kurz/ })).toBeVisible()
  await expectAccessible(page)
  await field(page, 'Neues Kennwort').fill('sieben Zwerge im Nebelwald')
  await page.keyboard.press('Enter')
  await expect(page.getByRole('button', { name: 'Kennwort ändern' })).toBeVisible()
  await expect(page.getByRole('button', { name: /^Abmelden Chrome/ })).toHaveCount(0)
  expect((await other.request.get('/api/staff/me')).status()).toBe(401)
  const again = { email, password: 'sieben Zwerge im Nebelwald' }
  expect((await other.request.post('/api/auth/sign-in', { data: again })).status()).toBe(200)
  await elsewhere.close()
})

/** RFC 6238 with the usual 30 seconds and six digits. */
async function totp(secret: string): Promise<string> {
  const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'
  const bits = [...secret].map((sign) => alphabet.indexOf(sign).toString(2).padStart(5, '0'))
  const bytes = (bits.join('').match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2))
  const counter = new DataView(new ArrayBuffer(8))
  counter.setBigUint64(0, BigInt(Math.floor(Date.now() / 30_000)))
  const usage = { name: 'HMAC', hash: 'SHA-1' }
  const key = await crypto.subtle.importKey('raw', Uint8Array.from(bytes), usage, false, ['sign'])
  const mac = new DataView(await crypto.subtle.sign('HMAC', key, counter))
  const offset = mac.getUint8(19) & 15
  return String((mac.getUint32(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0')
}
