import { type Page } from '@playwright/test'
import { earliestPlace, reserve } from './booking-api.ts'
import { DemoServer, expect, expectAccessible, newAddress, test } from './fixtures.ts'

const details = '/musterstadt/termin/daten?service=personalausweis-beantragen'

async function openDetails(page: Page, server: DemoServer) {
  const place = await earliestPlace(server)
  await page.goto(`${details}&${new URLSearchParams({ ...place }).toString()}`)
  return place
}

async function fillIn(page: Page, address: string) {
  await page.getByLabel('Vor- und Nachname').fill('Łucja Özdemir-D’Angelo')
  await page.getByLabel('E-Mail-Adresse').fill(address)
}

test('a place taken meanwhile offers the nearest others and keeps what was typed', async ({
  page,
  server,
}) => {
  const place = await openDetails(page, server)
  await fillIn(page, newAddress())
  await reserve(server, newAddress(), place)
  await page.getByRole('button', { name: 'Termin reservieren' }).click()

  const alert = page.getByText('Diese Zeit ist gerade vergeben worden')
  await expect(alert).toBeVisible()
  await expect(page.getByLabel('Vor- und Nachname')).toHaveValue('Łucja Özdemir-D’Angelo')
  await expectAccessible(page)
  await page
    .getByRole('button', { name: /\d Uhr/ })
    .first()
    .click()
  await expect(page.getByRole('heading', { name: 'Sehen Sie in Ihr Postfach' })).toBeVisible()
})

test('bad input is named at its field, and nothing typed is lost', async ({ page, server }) => {
  await openDetails(page, server)
  await page.getByLabel('Vor- und Nachname').fill('Ida')
  await page.getByLabel('E-Mail-Adresse').fill('keine-adresse')
  await page.getByRole('button', { name: 'Termin reservieren' }).click()
  const email = page.getByLabel('E-Mail-Adresse')
  await expect(email).toHaveAttribute('aria-invalid', 'true')
  await expect(email).toHaveValue('keine-adresse')
  await expectAccessible(page)
  await page.reload()
  await expect(page.getByLabel('Vor- und Nachname')).toHaveValue('Ida')
})

test('back and reload are safe at every step', async ({ page, server }) => {
  await page.goto('/musterstadt/termin/leistung?service=personalausweis-beantragen')
  await page.getByRole('button', { name: 'Weiter zur Zeit' }).click()
  await page.getByRole('button', { name: 'Diese Zeit nehmen' }).click()
  await expect(page).toHaveURL(/termin\/daten/)
  await page.reload()
  await expect(page.getByText('Personalausweis beantragen').first()).toBeVisible()
  const address = newAddress()
  await fillIn(page, address)
  await page.goBack()
  await expect(page.getByRole('heading', { name: 'Wann passt es Ihnen?' })).toBeVisible()
  await page.goForward()
  await expect(page.getByLabel('E-Mail-Adresse')).toHaveValue(address)
  await page.getByRole('button', { name: 'Termin reservieren' }).click()
  await expect(page).toHaveURL(/termin\/gesendet/)
  await page.reload()
  await expect(page.getByText(address)).toBeVisible()
  await server.mailedLink(address)
})

test('a mail scanner that opens the link confirms nothing', async ({ page, server }) => {
  const address = newAddress()
  await reserve(server, address)
  const link = await server.mailedLink(address)
  for (const method of ['GET', 'HEAD']) await fetch(link, { method })
  await page.goto(link)
  await expect(page.getByRole('button', { name: 'Termin bestätigen' })).toBeVisible()
  await page.waitForTimeout(1500)
  await page.reload()
  await expect(page.getByRole('button', { name: 'Termin bestätigen' })).toBeVisible()
  expect(page.url()).not.toContain('.')
})

test('a wrong link and a wrong address help on', async ({ page }) => {
  for (const [path, text] of [
    ['/musterstadt/mein-termin', 'Hier ist kein Termin geöffnet'],
    ['/musterstadt/termin/bestaetigen#falsch.falsch', 'Dieser Link ist nicht gültig'],
    ['/musterstadt/gibt-es-nicht', 'Diese Seite gibt es nicht'],
    ['/musterstadt/leistungen/gibt-es-nicht', 'gibt es'],
    ['/atlantis/', 'Musterstadt'],
  ] as const) {
    await page.goto(path)
    await expect(page.getByText(text).first()).toBeVisible()
    await expectAccessible(page)
  }
})

test('an appointment kept on the device is shown without network', async ({ page, server }) => {
  const address = newAddress()
  await reserve(server, address)
  await page.goto(await server.mailedLink(address))
  await page.getByRole('button', { name: 'Termin bestätigen' }).click()
  await page.getByRole('button', { name: 'Auf diesem Gerät merken' }).click()
  await page.evaluate(() => navigator.serviceWorker.ready)
  await page.goto('/musterstadt/meine')
  await expect(page.getByRole('img', { name: /QR-Code/ })).toBeVisible()
  await expectAccessible(page)

  await page.context().setOffline(true)
  await page.reload()
  await expect(page.getByRole('img', { name: /QR-Code/ })).toBeVisible()
  const stored = await page.evaluate(() => JSON.stringify({ ...localStorage }))
  expect(stored).not.toContain('Ida Beispiel')
  expect(stored).not.toContain(address)
  await page.goto('/musterstadt/termin/zeit?service=personalausweis-beantragen')
  await expect(page.getByText('Ohne Verbindung keine Zeiten')).toBeVisible()
  const crest = page.getByRole('banner').locator('img')
  expect(await crest.evaluate((image: HTMLImageElement) => image.naturalWidth)).toBeGreaterThan(0)
})

test('a server killed in the middle has lost nothing when it is back', async ({ browser }) => {
  const server = new DemoServer(await DemoServer.freePort())
  await server.start()
  const context = await browser.newContext({ baseURL: server.url })
  const page = await context.newPage()
  try {
    const place = await openDetails(page, server)
    const address = newAddress()
    await fillIn(page, address)
    await page.getByRole('button', { name: 'Termin reservieren' }).click()
    await expect(page.getByText(address)).toBeVisible()
    await server.kill()
    await server.start()
    await page.goto(await server.mailedLink(address))
    await page.getByRole('button', { name: 'Termin bestätigen' }).click()
    await expect(page.getByRole('heading', { name: 'Ihr Termin ist bestätigt' })).toBeVisible()
    expect(await earliestPlace(server)).not.toEqual(place)
  } finally {
    await context.close()
    await server.remove()
  }
})
