import type { Page } from '@playwright/test'
import { expectAccessible } from './fixtures.ts'
import { bookAndAdmit, callNext, expect, office, queueOf, recall, test } from './office-hours.ts'
import { signIn } from './staff.ts'

/** What a screen reader is told at once. */
const announced = (page: Page) => page.locator('[aria-live=assertive]')

test('the screen of the waiting room shows each call at once, and sounds once somebody allows it', async ({
  page,
}) => {
  await page.addInitScript(() => {
    const spoken: string[] = []
    Object.assign(window, { spoken })
    // A device with a voice of its own, which says nothing aloud.
    const voice = { lang: 'de-DE', localService: true, name: 'Test' }
    Object.defineProperty(window, 'speechSynthesis', {
      value: {
        getVoices: () => [voice],
        cancel: () => undefined,
        speak: (words: SpeechSynthesisUtterance) => {
          spoken.push(words.text)
          words.onend?.(new Event('end') as SpeechSynthesisEvent)
        },
      },
    })
    Object.defineProperty(SpeechSynthesisUtterance.prototype, 'voice', { writable: true })
  })
  const spoken = () => page.evaluate(() => (window as unknown as { spoken: string[] }).spoken)
  await signIn(page, 'clerk')
  await page.goto(`/musterstadt/aufruf/${office}`)
  await expect(page).toHaveTitle(/^Aufruf – Bürgerbüro Mitte/)
  await expect(page.getByRole('heading', { level: 1, name: 'Bürgerbüro Mitte' })).toBeVisible()
  const newest = page.getByRole('region', { name: 'Jetzt an der Reihe' })
  await expect(newest).toContainText(/[A-C] \d+/)
  await expect(page.getByRole('row')).toHaveCount(8)
  await expectAccessible(page)
  await expect(page.locator('.board')).not.toContainText('Personalausweis')

  const silent = await callNext(page, 1)
  await expect(newest).toContainText(silent.called!.number!)
  await expect(newest).toContainText('Platz 1')
  await page.getByRole('button', { name: 'Ton einschalten' }).click()
  await expect(page.getByRole('button', { name: 'Ton ausschalten' })).toBeVisible()
  expect(await spoken()).toEqual([])

  const { called } = await callNext(page, 2)
  await expect(newest).toContainText(called!.number!)
  await expect(announced(page)).toHaveText(`${called!.number}: bitte zu Platz 2`)
  await page.clock.runFor(3000)
  await expect.poll(spoken).toEqual([`Nummer ${called!.number}, bitte Platz 2.`])
  await recall(page, called!.id)
  await page.clock.runFor(3000)
  await expect.poll(async () => (await spoken()).length).toBe(2)
  await expectAccessible(page)
})

test('the screen comes back by itself after a break', async ({ page, context }) => {
  await signIn(page, 'clerk')
  await page.goto(`/musterstadt/aufruf/${office}`)
  await expect(page.getByRole('row').nth(1)).toBeVisible()
  await context.setOffline(true)
  await page.clock.runFor(60_000)
  await expect(page.getByText('Die Verbindung ist unterbrochen.')).toBeVisible()
  await expectAccessible(page)
  await context.setOffline(false)
  await page.clock.runFor(10_000)
  await expect(page.getByText('Bitte halten Sie Ihre Nummer bereit.')).toBeVisible()
})

test('somebody without an appointment draws a number and follows it on the phone', async ({
  page,
  browser,
  server,
}) => {
  await page.setViewportSize({ width: 1080, height: 1400 })
  await page.goto(`/musterstadt/nummer/${office}`)
  await expect(page.getByRole('heading', { level: 1, name: 'Nummer ziehen' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Personalausweis beantragen Wartezeit/ }).click()
  await expect(page.getByRole('heading', { level: 1 })).toBeFocused()
  await page.getByRole('button', { name: 'Personen: mehr' }).click()
  await expectAccessible(page)
  const answer = page.waitForResponse(/\/numbers$/)
  await page.getByRole('button', { name: 'Nummer ziehen' }).click()
  const taken = (await (await answer).json()) as { number: string; link: string }
  await expect(page.getByRole('heading', { level: 1 })).toContainText(taken.number)
  await expect(page.getByRole('img', { name: /QR-Code/ })).toBeVisible()
  await expectAccessible(page)

  const context = await browser.newContext({ baseURL: server.url, locale: 'de-DE' })
  const phone = await context.newPage()
  await phone.clock.install({ time: '2026-11-23T09:12:00.000Z' })
  await phone.goto(new URL(taken.link).pathname + new URL(taken.link).hash)
  await expect(phone.getByRole('heading', { level: 1, name: 'Ihre Nummer' })).toBeVisible()
  await expect(phone.getByText(taken.number)).toBeVisible()
  await expect(phone).toHaveURL(/mein-termin$/)
  await expectAccessible(phone)
  await context.close()

  await page.clock.runFor(20_000)
  await page.getByRole('button', { name: 'Länger anzeigen' }).click()
  await page.clock.runFor(40_000)
  await expect(page.getByRole('heading', { level: 1 })).toContainText(taken.number)
  await page.clock.runFor(10_000)
  await expect(page.getByRole('heading', { level: 1, name: 'Nummer ziehen' })).toBeVisible()
})

test('a number is drawn by keyboard alone, in English too, and the next person begins in German', async ({
  page,
}) => {
  await page.goto(`/musterstadt/nummer/${office}?lang=en`)
  await page.getByRole('button', { name: /^Apply for an identity card Waiting/ }).press('Enter')
  await page.getByRole('button', { name: 'Take a number' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1 })).toContainText(/Your number\s*A \d+/)
  await page.getByRole('button', { name: 'Done' }).press('Enter')
  await expect(page.getByRole('heading', { level: 1, name: 'Nummer ziehen' })).toBeFocused()
})

test('where no numbers are handed out, the way to an appointment stands there', async ({
  page,
}) => {
  await page.goto('/neustadt-am-see/nummer/rathaus')
  await expect(page.getByRole('heading', { level: 1, name: /nur mit Termin/ })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Termin buchen' }).click()
  await expect(page).toHaveURL(/\/neustadt-am-see\/termin\/leistung/)
})

test('who waits sees the queue move on the own page, and where to go', async ({ page }) => {
  await signIn(page, 'clerk')
  const { link, appointment } = await bookAndAdmit(page)
  await page.goto(new URL(link).pathname + new URL(link).hash)
  const turn = page.locator('.turn')
  await expect(turn).toContainText(/Ihre Nummer\s*A \d+/)
  await expectAccessible(page)
  for (let calls = 0; calls < 60; calls++) {
    const queue = await queueOf(page, 1)
    if (queue[0] === appointment.id) break
    if (!queue.includes(appointment.id)) throw new Error('is not waiting')
    await callNext(page, 1)
  }
  await expect(turn.getByRole('heading', { name: 'Gleich sind Sie dran' })).toBeVisible()
  await expectAccessible(page)
  await callNext(page, 1)
  await expect(turn.getByRole('heading', { name: 'Bitte zu Platz 1' })).toBeVisible()
  await expect(announced(page)).toHaveText('Bitte zu Platz 1')
  await expectAccessible(page)
  await callNext(page, 1)
  await expect(page.getByText('Dieser Termin ist vorbei').first()).toBeVisible()
})

test('a pushed notice names the number and the counter, and nobody else', async ({
  page,
  context,
}) => {
  await page.goto('/musterstadt/')
  await page.evaluate(() => navigator.serviceWorker.ready.then(() => undefined))
  const devtools = await context.newCDPSession(page)
  const registered = new Promise<string>((resolve) => {
    devtools.on('ServiceWorker.workerRegistrationUpdated', ({ registrations }) => {
      if (registrations[0]) resolve(registrations[0].registrationId)
    })
  })
  await devtools.send('ServiceWorker.enable')
  const registrationId = await registered
  const worker = context.serviceWorkers()[0]!
  // A browser without a screen shows no notices; what it was asked to show is all there is to see.
  await worker.evaluate(() => {
    const shown: [string, string][] = []
    Object.assign(self, { shown })
    const { registration } = self as unknown as { registration: ServiceWorkerRegistration }
    registration.showNotification = (title, options) => {
      shown.push([title, options?.body ?? ''])
      return Promise.resolve()
    }
  })
  const origin = new URL(page.url()).origin
  const deliver = (data: string) =>
    devtools.send('ServiceWorker.deliverPushMessage', { origin, registrationId, data })
  await deliver('not ours')
  const notice = { kind: 'called', title: 'Bitte zu Platz 3', text: 'Ihre Nummer A 17 ist dran.' }
  await deliver(JSON.stringify({ ...notice, lang: 'de', home: '/musterstadt' }))
  const shown = () => worker.evaluate(() => (self as unknown as { shown: unknown }).shown)
  await expect.poll(shown).toEqual([[notice.title, notice.text]])
})
