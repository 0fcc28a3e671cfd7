import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { type Page, type Route, chromium, expect } from '@playwright/test'
import { encode } from 'uqr'
import type { CheckInAnswers } from '#shared/contracts/check-in.ts'
import { launchOptions } from '../support/browser.ts'
import {
  bookForAnotherDay,
  office,
  openCounter,
  somebodyExpected,
  test,
  visitOf,
} from './counter-day.ts'
import { expectAccessible, tabTo } from './fixtures.ts'

const code = (page: Page) => page.getByRole('textbox', { name: 'Code' })

async function typeCode(page: Page, text: string) {
  await code(page).fill(text)
  await page.keyboard.press('Enter')
}

/** As a hand scanner does: all of it within a moment, wherever the focus is, with Enter at the end. */
async function scan(page: Page, text: string) {
  await page.evaluate((keys) => {
    for (const key of [...keys, 'Enter']) {
      const init = { key, bubbles: true, cancelable: true }
      document.activeElement!.dispatchEvent(new KeyboardEvent('keydown', init))
    }
  }, text)
}

test('a short code lets in, however it is typed', async ({ page }) => {
  await openCounter(page, '/empfang')
  const visitor = await somebodyExpected(page)
  await expectAccessible(page)
  await typeCode(page, ` ${visitor.reference.toLowerCase().replace('-', ' ')} `)
  await expect(page.getByText('Grün', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Willkommen' })).toBeVisible()
  const { number, state } = await visitOf(page, visitor.id)
  expect(state).toBe('checked_in')
  await expect(page.getByText(number!, { exact: true })).toBeVisible()
  await expectAccessible(page)
  await typeCode(page, visitor.reference)
  await expect(page.getByRole('heading', { name: 'Ist schon da' })).toBeVisible()
})

test('a tap lets in, and can be taken back', async ({ page }) => {
  await openCounter(page, '/empfang')
  const visitor = await somebodyExpected(page)
  await page.getByRole('searchbox', { name: 'Name suchen' }).fill(visitor.name)
  await page
    .getByRole('listitem')
    .filter({ hasText: visitor.name })
    .first()
    .getByRole('button', { name: /^Ist da/ })
    .click()
  await expect(page.getByRole('heading', { name: 'Willkommen' })).toBeVisible()
  await page.getByRole('button', { name: 'Rückgängig' }).click()
  await expect.poll(async () => (await visitOf(page, visitor.id)).state).toBe('confirmed')
})

test('another day is yellow with ways on, a stranger red', async ({ page }) => {
  await openCounter(page, '/empfang')
  const { qr, appointment } = await bookForAnotherDay(page, 'Jördis Anderntags')
  await page.getByRole('heading', { level: 1 }).focus()
  await scan(page, qr)
  await expect(page.getByText('Gelb', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Anderer Tag' })).toBeVisible()
  await expectAccessible(page)
  // From here on by keyboard alone.
  await tabTo(page, page.getByRole('button', { name: 'Trotzdem annehmen' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Angenommen' })).toBeVisible()
  expect((await visitOf(page, appointment.id)).state).toBe('checked_in')
  await page.getByRole('heading', { level: 1 }).focus()
  await tabTo(page, code(page))
  await page.keyboard.type('K7M-4PXX')
  await page.keyboard.press('Enter')
  await expect(page.getByText('Rot', { exact: true })).toBeVisible()
  await expect(page.getByRole('heading', { name: 'Unbekannter Code' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('heading', { level: 1 }).focus()
  await scan(page, qr.replace(/.{4}$/, 'AAAA'))
  await expect(page.getByRole('heading', { name: 'Nicht von uns' })).toBeVisible()
})

test('a scanner types past the button that has the focus', async ({ page }) => {
  await openCounter(page)
  const visitor = await somebodyExpected(page)
  const first = page.getByRole('button', { name: /^Ist da/ }).first()
  await first.focus()
  await scan(page, visitor.reference)
  const dialog = page.getByRole('dialog')
  await expect(dialog).toContainText('Willkommen')
  await expect(dialog).toContainText(visitor.name)
})

test('the camera reads the code of a printed slip', async ({ server, page }) => {
  await openCounter(page)
  const { qr } = await bookForAnotherDay(page, 'Kamilla Vorderkamera')
  const film = join(server.dataDir, 'slip.y4m')
  writeFileSync(film, filmOf(qr))
  const options = await launchOptions()
  const browser = await chromium.launch({
    ...options,
    args: [
      ...(options.args ?? []),
      '--use-fake-ui-for-media-stream',
      '--use-fake-device-for-media-stream',
      `--use-file-for-fake-video-capture=${film}`,
    ],
  })
  const context = await browser.newContext({ baseURL: server.url, locale: 'de-DE' })
  const tablet = await context.newPage()
  const refused: string[] = []
  tablet.on('console', (message) => {
    if (message.type() === 'error') refused.push(message.text())
  })
  await openCounter(tablet, '/empfang')
  await tablet.getByRole('button', { name: 'Mit der Kamera scannen' }).click()
  await expect(tablet.getByRole('heading', { name: 'Anderer Tag' })).toBeVisible({
    timeout: 20_000,
  })
  await expect(tablet.getByText('Kamilla Vorderkamera')).toBeVisible()
  await expectAccessible(tablet)
  await tablet.getByRole('button', { name: 'Kamera ausschalten' }).click()
  expect(refused).toEqual([])
  await browser.close()
})

test('without network it goes on, and each check-in arrives once', async ({ page, context }) => {
  await openCounter(page, '/empfang')
  const known = await somebodyExpected(page)
  const lost = await somebodyExpected(page)
  const { qr } = await bookForAnotherDay(page, 'Ottilie Funkloch')
  await page.reload()
  await expect(code(page)).toBeVisible()

  // The server does it, and the answer is lost.
  const loseAnswer = async (route: Route) => {
    await route.fetch()
    await route.abort()
  }
  await page.route('**/staff/check-ins', loseAnswer, { times: 1 })
  await typeCode(page, lost.reference)
  await expect(page.getByText('Ist auf diesem Gerät vermerkt.')).toBeVisible()
  const { number } = await visitOf(page, lost.id)
  expect(number).not.toBeNull()

  await context.setOffline(true)
  await typeCode(page, known.reference)
  await expect(page.getByRole('heading', { name: 'Willkommen' })).toBeVisible()
  await expect(page.getByText('Keine Verbindung')).toBeVisible()
  await expect(page.getByText(/Noch nicht übertragen: \d/)).toBeVisible()
  await expectAccessible(page)
  await typeCode(page, known.reference)
  await expect(page.getByRole('heading', { name: 'Ist schon da' })).toBeVisible()
  await page.getByRole('heading', { level: 1 }).focus()
  await scan(page, qr)
  await expect(page.getByRole('heading', { name: 'Anderer Tag' })).toBeVisible()
  await scan(page, qr.replace(/.{4}$/, 'AAAA'))
  await expect(page.getByRole('heading', { name: 'Nicht von uns' })).toBeVisible()
  await typeCode(page, 'K7M-4PXX')
  await expect(page.getByRole('heading', { name: 'Unbekannter Code' })).toBeVisible()

  const answers: CheckInAnswers[] = []
  page.on('response', (response) => {
    if (response.url().endsWith('/staff/check-ins')) {
      void response.json().then((body) => answers.push(body as CheckInAnswers))
    }
  })
  await context.setOffline(false)
  await expect(page.getByText(/Noch nicht übertragen/)).toHaveCount(0)
  await expect.poll(async () => (await visitOf(page, known.id)).state).toBe('checked_in')
  expect((await visitOf(page, lost.id)).number).toBe(number)
  await expect(page.getByText('konnte nicht ankommen')).toHaveCount(0)
  await expect.poll(() => answers.flatMap(({ results }) => results).length).toBeGreaterThan(0)
  const keys = answers.flatMap(({ results }) => results.map(({ key }) => key))
  expect(new Set(keys).size).toBe(keys.length)
})

test('the reception comes up again without network; what was done there stays whose it is', async ({
  page,
  context,
}) => {
  await openCounter(page, '/empfang')
  const visitor = await somebodyExpected(page)
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  await expect.poll(() => page.evaluate(() => !!navigator.serviceWorker.controller)).toBe(true)
  await page.reload()
  await expect(code(page)).toBeVisible()

  await context.setOffline(true)
  await page.reload()
  await expect(page.getByText('Keine Verbindung')).toBeVisible()
  await typeCode(page, visitor.reference)
  await expect(page.getByRole('heading', { name: 'Willkommen' })).toBeVisible()
  await page.goto(`/staff/musterstadt/schalter?standort=${office}`)
  await expect(page.getByText('Noch nicht übertragen: 1')).toBeVisible()
  await expect(page.getByRole('heading', { level: 1, name: 'Schalter' })).toBeVisible()
  await expectAccessible(page)

  // Somebody else comes to this device: neither do they send it, nor do they read who was here.
  await page.goto('about:blank')
  await context.clearCookies()
  await context.setOffline(false)
  await openCounter(page, '/empfang', office, 'admin')
  await expect(page.getByText(/^Auf diesem Gerät wartet noch eine Ankunft/)).toBeVisible()
  await expectAccessible(page)
  expect((await visitOf(page, visitor.id)).state).toBe('confirmed')

  await context.clearCookies()
  await openCounter(page, '/empfang')
  await expect.poll(async () => (await visitOf(page, visitor.id)).state).toBe('checked_in')
  await expect(page.getByText(/^Auf diesem Gerät wartet/)).toHaveCount(0)
})

test('names stay on the device only as long as somebody is signed in', async ({ page }) => {
  await openCounter(page, '/empfang')
  const { name } = await somebodyExpected(page)
  await expect.poll(() => keptText(page)).toContain(name)
  await page.getByRole('button', { name: /^Angemeldet/ }).click()
  await page.getByRole('button', { name: 'Abmelden' }).click()
  await expect(page.getByRole('heading', { level: 1, name: 'Anmelden' })).toBeVisible()
  expect(await keptText(page)).not.toContain(name)
})

/** All that the device keeps of days. */
function keptText(page: Page): Promise<string> {
  return page.evaluate(
    () =>
      new Promise<string>((resolve, reject) => {
        const opening = indexedDB.open('rathauslotse-staff')
        opening.onerror = () => reject(new Error('no database'))
        opening.onsuccess = () => {
          const database = opening.result
          const reading = database.transaction('days').objectStore('days').getAll()
          reading.onerror = () => reject(new Error('not readable'))
          reading.onsuccess = () => {
            database.close()
            resolve(JSON.stringify(reading.result))
          }
        }
      }),
  )
}

/** A film of one picture, as Chromium's fake camera plays it (YUV4MPEG2, 4:2:0). */
function filmOf(text: string): Buffer {
  const [width, height, scale] = [960, 720, 7]
  const { data, size } = encode(text, { ecc: 'M', border: 4 })
  const luma = Buffer.alloc(width * height, 235)
  const [left, top] = [(width - size * scale) >> 1, (height - size * scale) >> 1]
  for (let y = 0; y < size * scale; y++) {
    for (let x = 0; x < size * scale; x++) {
      const isDark = data[Math.floor(y / scale)]![Math.floor(x / scale)]
      if (isDark) luma[(top + y) * width + left + x] = 16
    }
  }
  const chroma = Buffer.alloc((width * height) / 2, 128)
  const frame = Buffer.concat([Buffer.from('FRAME\n'), luma, chroma])
  const head = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420jpeg\n`)
  return Buffer.concat([head, ...Array.from({ length: 5 }, () => frame)])
}
