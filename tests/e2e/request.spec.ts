import type { Page } from '@playwright/test'
import { type DemoServer, expect, expectAccessible, newAddress, tabTo, test } from './fixtures.ts'

const matter = 'Vor unserem Haus ist die Straßenlaterne kaputt.'
const photo = 'docs/images/journey.png'

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const next = (page: Page) => page.getByRole('button', { name: 'Weiter' }).click()

/** From own words to the page that asks for what has to be known. */
async function describeMatter(page: Page) {
  await page.goto('/musterstadt/anliegen')
  await page.getByLabel('Ihr Anliegen').fill(matter)
  await next(page)
  await page.getByRole('link', { name: 'Nein, ich möchte schreiben' }).click()
  await expect(page.getByRole('radio', { name: /Straßenbeleuchtung/ })).toBeChecked()
  await next(page)
  await page.getByLabel('Wo steht die Laterne?').fill('Lindenstraße 7')
}

async function nameOneself(page: Page, address: string) {
  await page.getByLabel('Vor- und Nachname').fill('Łucja Özdemir-D’Angelo')
  await page.getByLabel('E-Mail-Adresse').fill(address)
}

/** A request that has been sent by another resident, as its mail finds it. */
async function write(server: DemoServer, more: object = {}): Promise<string> {
  const email = newAddress()
  const response = await fetch(`${server.url}/api/musterstadt/requests`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify({ text: matter, name: 'Ida Beispiel', email, lang: 'de', ...more }),
  })
  if (response.status !== 201) throw new Error(await response.text())
  return server.mailedLink(email)
}

test('a resident writes in own words, adds a photo, confirms, follows, adds and withdraws', async ({
  page,
  server,
}) => {
  await page.goto('/musterstadt/')
  await page.getByRole('link', { name: 'Anliegen schreiben' }).first().click()
  await expect(heading(page, 'Worum geht es?')).toBeFocused()
  await next(page)
  await expect(page.getByRole('link', { name: /Bitte schreiben Sie/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByLabel('Ihr Anliegen').fill(matter)
  await next(page)

  await expect(
    page.getByRole('heading', { level: 2, name: /Straßenlaterne/ }).first(),
  ).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Nein, ich möchte schreiben' }).click()
  await expect(page.getByRole('radio', { name: /Straßenbeleuchtung/ })).toBeChecked()
  await expect(page.getByRole('radio').last()).toHaveAccessibleName(/Wenn Sie unsicher sind/)
  await expectAccessible(page)
  await next(page)

  await expect(page.getByLabel('Thema')).toHaveValue('strassenlaterne')
  await next(page)
  await expect(
    page.getByRole('link', { name: 'Bitte füllen Sie aus: Wo steht die Laterne?' }),
  ).toBeVisible()
  await page.getByLabel('Wo steht die Laterne?').fill('Lindenstraße 7')
  await page.locator('input[type=file]').setInputFiles([photo, 'README.md'])
  await expect(page.getByText(/Hochgeladen, /)).toBeVisible()
  await expect(page.getByText(/Diese Art von Datei/)).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'README.md entfernen' }).click()
  await page.reload()
  await expect(page.getByLabel('Wo steht die Laterne?')).toHaveValue('Lindenstraße 7')
  await expect(page.getByText('journey.png', { exact: true })).toBeVisible()
  await next(page)

  const address = newAddress()
  await nameOneself(page, address)
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Anliegen absenden' }).click()
  await expect(heading(page, 'Sehen Sie in Ihr Postfach')).toBeFocused()
  await expect(page.getByText(address).first()).toBeVisible()
  await expectAccessible(page)

  const mailed = await page.context().newPage()
  await mailed.goto(await server.mailedLink(address))
  await expect(mailed.getByText('Lindenstraße 7')).toBeVisible()
  expect(mailed.url()).not.toContain('#')
  await expectAccessible(mailed)
  await mailed.getByRole('button', { name: 'Anliegen bestätigen' }).click()
  await expect(heading(mailed, 'Ihr Anliegen ist bei uns')).toBeVisible()
  await expect(mailed.getByText('Liegt jetzt bei')).toBeVisible()
  await expect(mailed.getByRole('button', { name: /anlage-1/ })).toBeVisible()
  await expectAccessible(mailed)

  // The page that waited turns by itself, and forgets what was typed.
  await page.bringToFront()
  await expect(heading(page, 'Ihr Anliegen ist bei uns')).toBeVisible({ timeout: 15_000 })
  await expectAccessible(page)
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain(address)

  await mailed.bringToFront()
  const download = mailed.waitForEvent('download')
  await mailed.getByRole('button', { name: /anlage-1/ }).click()
  expect((await download).suggestedFilename()).toMatch(/^anlage-1\./)
  await mailed.getByLabel('Ihre Ergänzung').fill('Es ist die dritte von links.')
  await mailed.getByRole('button', { name: 'Ergänzung senden' }).click()
  await expect(mailed.getByRole('listitem').filter({ hasText: 'Es ist die dritte' })).toBeVisible()
  await mailed.getByRole('button', { name: 'Zurückziehen und löschen' }).click()
  await expectAccessible(mailed)
  await mailed.getByRole('button', { name: 'Ja, zurückziehen und löschen' }).click()
  await expect(heading(mailed, 'Ihr Anliegen ist zurückgezogen')).toBeFocused()
  await expect(mailed.getByText('Lindenstraße 7')).toBeHidden()
  await expectAccessible(mailed)
})

test('an answer that settles it ends happily, and nothing is left on the device', async ({
  page,
}) => {
  await page.goto('/musterstadt/anliegen?leistung=strassenbeleuchtung')
  await expect(page.getByText('Defekte Straßenlaterne melden')).toBeVisible()
  await next(page)
  const counted = page.waitForRequest((request) => request.url().endsWith('/feedback'))
  await page
    .getByRole('button', { name: /Ja, das hilft mir/ })
    .first()
    .click()
  expect((await counted).postDataJSON()).toMatchObject({ helpful: true })
  await expect(heading(page, 'Schön, dass das geklärt ist')).toBeFocused()
  await expectAccessible(page)
  expect(await page.evaluate(() => JSON.stringify({ ...localStorage }))).not.toContain('laterne')
})

test('a call is promised in the chosen window and can be moved', async ({ page, server }) => {
  await describeMatter(page)
  await next(page)
  await page.getByText('Per Rückruf').click()
  await page.getByRole('button', { name: 'Anliegen absenden' }).click()
  await expect(
    page.getByRole('link', { name: 'Bitte wählen Sie, wann wir anrufen sollen.' }),
  ).toBeVisible()
  await expect(page.getByLabel('Telefonnummer')).toHaveAttribute('aria-invalid', 'true')
  await expectAccessible(page)
  const windows = page.getByRole('group', { name: 'Wann sollen wir anrufen?' }).getByRole('radio')
  await windows.first().check({ force: true })
  await page.getByLabel('Telefonnummer').fill('0170 1234567')
  const address = newAddress()
  await nameOneself(page, address)
  await page.getByRole('button', { name: 'Anliegen absenden' }).click()
  await expect(heading(page, 'Sehen Sie in Ihr Postfach')).toBeVisible()

  await page.goto(await server.mailedLink(address))
  await page.getByRole('button', { name: 'Anliegen bestätigen' }).click()
  const promise = page.getByRole('region', { name: 'Rückruf' })
  await expect(promise.getByText(/Wir rufen Sie an: .+, zwischen/)).toBeVisible()
  const before = await promise.getByRole('strong').textContent()
  await promise.getByRole('button', { name: 'Andere Zeit wählen' }).click()
  await expect(promise.getByLabel('Tag')).toBeFocused()
  const days = promise.getByLabel('Tag')
  await days.selectOption({ index: (await days.getByRole('option').count()) - 1 })
  await promise.getByRole('radio').last().check({ force: true })
  await expectAccessible(page)
  await promise.getByRole('button', { name: 'Diese Zeit nehmen' }).click()
  await expect(promise.getByRole('button', { name: 'Andere Zeit wählen' })).toBeFocused()
  await expect(promise.getByRole('strong')).not.toHaveText(before!)
})

test('without network it waits visibly, and only the person sends it', async ({
  page,
  context,
}) => {
  await describeMatter(page)
  await next(page)
  await nameOneself(page, newAddress())
  await page.evaluate(() => navigator.serviceWorker.ready)
  await context.setOffline(true)
  await page.getByRole('button', { name: 'Anliegen absenden' }).click()
  await expect(heading(page, 'Noch nicht gesendet')).toBeVisible({ timeout: 15_000 })
  await expectAccessible(page)

  const sent: string[] = []
  context.on('request', (request) => {
    if (request.method() === 'POST') sent.push(request.url())
  })
  await context.setOffline(false)
  await expect(page.getByText('Sie sind wieder verbunden.')).toBeVisible()
  await page.reload()
  await expect(heading(page, 'Noch nicht gesendet')).toBeVisible()
  await expectAccessible(page)
  await page.waitForTimeout(1500)
  expect(sent).toEqual([])
  await page.getByRole('button', { name: 'Jetzt senden' }).click()
  await expect(heading(page, 'Sehen Sie in Ihr Postfach')).toBeVisible()
  expect(sent.filter((url) => url.endsWith('/requests'))).toHaveLength(1)
})

test('the whole way works with the keyboard alone', async ({ page, server }) => {
  const press = async (name: string | RegExp, role: 'button' | 'link' = 'button') => {
    await tabTo(page, page.getByRole('main').getByRole(role, { name }).first())
    await page.keyboard.press('Enter')
  }
  const type = async (label: string, text: string) => {
    await tabTo(page, page.getByLabel(label))
    await page.keyboard.type(text)
  }
  await page.goto('/musterstadt/anliegen')
  await type('Ihr Anliegen', matter)
  await press('Weiter')
  await expect(heading(page, 'Hilft Ihnen das?')).toBeFocused()
  await press('Nein, ich möchte schreiben', 'link')
  await expect(heading(page, 'Wer kümmert sich darum?')).toBeFocused()
  await tabTo(page, page.getByRole('radio', { name: /Straßenbeleuchtung/ }))
  await press('Weiter')
  await expect(heading(page, 'Was müssen wir wissen?')).toBeFocused()
  await press('Weiter')
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Wo steht die Laterne?')).toBeFocused()
  await page.keyboard.type('Lindenstraße 7')
  await press('Weiter')
  await expect(heading(page, 'Wie erreichen wir Sie?')).toBeFocused()
  const address = newAddress()
  await type('Vor- und Nachname', 'Şule O’Neill-Żak')
  await type('E-Mail-Adresse', address)
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Sehen Sie in Ihr Postfach')).toBeFocused()
  await expect(page).toHaveTitle(/Postfach/)

  await page.goto(await server.mailedLink(address))
  await press('Anliegen bestätigen')
  await expect(heading(page, 'Ihr Anliegen ist bei uns')).toBeFocused()
  await press('Zurückziehen und löschen')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('button', { name: 'Zurückziehen und löschen' })).toBeFocused()
})

test('a mail scanner confirms nothing, and back and reload are safe', async ({ page, server }) => {
  const link = await write(server)
  for (const method of ['GET', 'HEAD']) await fetch(link, { method })
  await page.goto(link)
  const button = page.getByRole('button', { name: 'Anliegen bestätigen' })
  await expect(button).toBeVisible()
  await page.waitForTimeout(1500)
  await page.reload()
  await button.click()
  await expect(heading(page, 'Ihr Anliegen ist bei uns')).toBeVisible()
  await page.goto(link)
  await expect(heading(page, 'Ihr Anliegen ist bei uns')).toBeVisible()

  await describeMatter(page)
  await page.goBack()
  await expect(heading(page, 'Wer kümmert sich darum?')).toBeVisible()
  await page.reload()
  await page.goForward()
  await expect(page.getByLabel('Wo steht die Laterne?')).toHaveValue('Lindenstraße 7')
  await page.getByRole('button', { name: 'Entwurf löschen' }).click()
  await page.getByRole('button', { name: 'Ja, löschen' }).click()
  await expect(page.getByLabel('Ihr Anliegen')).toHaveValue('')
})

test('a wrong link helps on, and the addresses are found and given as a table', async ({
  page,
  server,
}) => {
  for (const [path, text] of [
    ['mein-anliegen', 'Hier ist kein Anliegen geöffnet'],
    ['anliegen/bestaetigen#falsch.falsch', 'Dieser Link ist nicht gültig'],
    ['anliegen/gesendet', 'Hier wartet kein Anliegen'],
  ] as const) {
    await page.goto(`/musterstadt/${path}`)
    await expect(heading(page, text)).toBeVisible()
    await expectAccessible(page)
  }
  await page.goto('/musterstadt/adressen')
  await page.getByRole('searchbox').fill('laterne')
  await expect(page.getByText('strassenbeleuchtung@')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Defekte Straßenlaterne melden' })).toBeVisible()
  await expectAccessible(page)
  const table = page.getByRole('link', { name: 'Als Tabelle (CSV)' })
  const csv = await fetch(server.url + (await table.getAttribute('href')))
  expect(await csv.text()).toContain('strassenbeleuchtung@musterstadt.example')
})

for (const width of [320, 768, 1280]) {
  test(`every page of a request fits into ${width} pixels`, async ({ page, server }) => {
    await page.setViewportSize({ width, height: 800 })
    const fits = async () =>
      expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(
        width,
      )
    await describeMatter(page)
    await fits()
    await next(page)
    await page.getByText('Per Rückruf').click()
    await expect(page.getByLabel('Tag')).toBeVisible()
    await fits()
    await page.goto(await write(server))
    await page.getByRole('button', { name: 'Anliegen bestätigen' }).click()
    await expect(page.getByText('Liegt jetzt bei')).toBeVisible()
    await fits()
    await page.goto('/musterstadt/adressen')
    await expect(page.getByText('strassenbeleuchtung@')).toBeVisible()
    await fits()
  })
}
