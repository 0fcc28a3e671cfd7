import type { Page } from '@playwright/test'
import { type IsoDate, addDays } from '#shared/domain/local-time.ts'
import type { Slots } from '#shared/contracts/slots.ts'
import {
  type DemoServer,
  expect,
  expectAccessible,
  newAddress,
  tabTo,
  testOnOwnServer,
} from './fixtures.ts'
import { signIn } from './staff.ts'

/** Two days pass here: no other test is to live in that future. */
const test = testOnOwnServer()
const tenant = 'musterstadt'
const service = 'personalausweis-beantragen'
const office = 'buergerbuero-nord'
const hours = 3_600_000
/** As long as the demo holds another place, and an hour more. */
const offersEndAfter = 49 * hours

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })

/** Somebody with a confirmed appointment, in a week in which the office is open. */
async function bookAt(server: DemoServer, name: string, date?: IsoDate) {
  const email = newAddress()
  const from = date ?? addDays(new Date().toISOString().slice(0, 10), 6)
  const query = `service=${service}&office=${office}&from=${from}&days=${date ? 1 : 14}`
  const free = await fetch(`${server.url}/api/${tenant}/slots?${query}`)
  const { earliest } = (await free.json()) as Slots
  const place = { office, date: earliest!.date, start: earliest!.start }
  await post(server, 'appointments', {
    ...place,
    services: [{ slug: service, persons: 1 }],
    name,
    email,
    lang: 'de',
  })
  const token = (await server.mailedLink(email)).split('#')[1]
  await post(server, 'appointments/confirm', { token })
  return { name, email, ...place }
}

async function post(server: DemoServer, path: string, body: object) {
  const response = await fetch(`${server.url}/api/${tenant}/${path}`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json' },
    body: JSON.stringify(body),
  })
  expect(response.ok, await response.clone().text()).toBe(true)
}

test('a closure shows whom it concerns, offers each another place, and leaves nobody out', async ({
  page,
  server,
  browser,
}) => {
  test.setTimeout(180_000)
  const ada = await bookAt(server, 'Ada Łukasz')
  const ben = await bookAt(server, 'Ben Şahin', ada.date)
  expect(ben.date).toBe(ada.date)

  await signIn(page, 'admin')
  await page.goto(`/staff/${tenant}/verwaltung`)
  await expect(page.getByText(/sind anzurufen, weil ihr Termin ausfällt/)).toBeVisible()
  // On a phone the pages of the administration open on a button.
  await tabTo(page, page.getByRole('button', { name: 'Übersicht' }))
  await page.keyboard.press('Enter')
  await expectAccessible(page)
  await tabTo(page, page.getByRole('link', { name: 'Schließungen', exact: true }))
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Schließungen')).toBeFocused()

  // What is missing is said, and what was typed stays.
  const save = page.getByRole('button', { name: 'Speichern', exact: true })
  await page.getByRole('textbox', { name: /^Grund \(Deutsch\)/ }).fill('Umzug der Schalter')
  await save.click()
  await expect(page.getByRole('link', { name: /Standorte/ })).toBeVisible()
  await expectAccessible(page)

  await tabTo(page, page.getByRole('checkbox', { name: 'Bürgerbüro Nord' }))
  await page.keyboard.press('Space')
  await page.getByLabel(/^Erster Tag/).fill(ada.date)
  const consequences = page.locator('.places')
  await expect(consequences).toContainText(/−\d+/)
  await expect(consequences).toContainText(/Personen betroffen/)
  await tabTo(page, save)
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: /verlieren ihren Termin/ })
  await expect(dialog.getByText(ada.name)).toBeVisible()
  await expect(dialog.getByText(ben.name)).toBeVisible()
  await expectAccessible(page)
  await tabTo(page, dialog.getByRole('button', { name: 'Speichern und Ersatz anbieten' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText(/wurde ein anderer Termin angeboten/)).toBeVisible()
  await expectAccessible(page)

  // One of them takes what is held, by the one button of the page that the mail leads to.
  await expect.poll(() => server.mailedLink(ada.email)).toContain('/ersatztermin?')
  const phone = await browser.newContext({ viewport: { width: 360, height: 740 } })
  const resident = await phone.newPage()
  await resident.goto(await server.mailedLink(ada.email))
  await expect(heading(resident, /wir haben einen Ersatz/)).toBeVisible()
  await expectAccessible(resident)
  await tabTo(resident, resident.getByRole('button', { name: 'Neuen Termin annehmen' }))
  await resident.keyboard.press('Enter')
  await expect(heading(resident, 'Ihr neuer Termin steht fest')).toBeFocused()
  await expectAccessible(resident)
  await resident.reload()
  await expect(heading(resident, 'Ihr neuer Termin steht fest')).toBeVisible()
  await phone.close()

  // The other one does not answer: not to be phoned yet, and then to be.
  await page.getByRole('link', { name: 'Zur Anrufliste' }).click()
  await expect(heading(page, 'Anrufliste')).toBeVisible()
  const toPhone = page.getByRole('region', { name: /anzurufen/ })
  const waiting = page.getByRole('region', { name: /Vorschlag per E-Mail/ })
  await expect(waiting.getByRole('heading', { name: ben.name })).toBeVisible()
  await expect(page.getByRole('heading', { name: ada.name })).toHaveCount(0)

  await server.passTime(offersEndAfter)
  await page.context().clearCookies()
  await signIn(page, 'clerk')
  await page.goto(`/staff/${tenant}/schalter?standort=${office}`)
  await page.getByRole('link', { name: 'Anrufe' }).click()
  const called = toPhone.getByRole('article').filter({ hasText: ben.name })
  await expect(called).toContainText('Keine Antwort, der Vorschlag ist abgelaufen.')
  await expect(page.getByRole('heading', { name: ada.name })).toHaveCount(0)
  await called.getByRole('button', { name: 'Nicht erreicht' }).click()
  await expect(called).toContainText('Ein Versuch.')
  await called.getByRole('button', { name: 'Anderer Termin' }).click()
  await expect(called.getByRole('button', { name: 'Auf diesen Termin verschieben' })).toBeVisible()
  await expectAccessible(page)
  await called.getByRole('button', { name: 'Auf diesen Termin verschieben' }).click()
  await expect(page.getByRole('heading', { name: ben.name })).toHaveCount(0)
})
