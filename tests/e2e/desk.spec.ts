import { type Page, expect } from '@playwright/test'
import type { Slots } from '#shared/contracts/slots.ts'
import type { StaffSearch } from '#shared/contracts/staff.ts'
import { office, openCounter, snapshot, test } from './counter-day.ts'
import { expectAccessible, tabTo } from './fixtures.ts'
import { signIn } from './staff.ts'

const appointments = '/staff/musterstadt/termine'
const heading = (page: Page, name: string | RegExp, level = 1) =>
  page.getByRole('heading', { level, name })
const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })

async function found(page: Page, words: string) {
  const response = await page.request.get(
    `/api/musterstadt/staff/search?${new URLSearchParams({ q: words })}`,
  )
  return ((await response.json()) as StaffSearch).appointments
}

/** Chooses the service that is wanted most, as a clerk does who listens to somebody. */
async function chooseService(page: Page) {
  await page.goto(`${appointments}/buchen`)
  await page.getByRole('searchbox', { name: 'Dienstleistung' }).fill('personalausw')
  await page.getByRole('button', { name: 'Personalausweis beantragen', exact: true }).click()
  await expect(heading(page, 'Wann und wo?', 2)).toBeVisible()
}

/** A start that is kept back for the staff, on a day on which residents find others. */
async function reservedStart(page: Page) {
  const query = `service=personalausweis-beantragen&office=${office}&days=14`
  const read = async (path: string) =>
    (await (await page.request.get(`/api/musterstadt/${path}?${query}`)).json()) as Slots
  const ours = await read('staff/slots')
  const theirs = await read('slots')
  // Today residents are too late for some that are not kept back.
  for (const { date, offices } of theirs.days.slice(1)) {
    const all = ours.days.find((day) => day.date === date)?.offices[0]?.starts ?? []
    const start = all.find((one) => !offices[0]!.starts.includes(one))
    if (start) return { date, start }
  }
  throw new Error('nothing is kept back')
}

test('somebody on the phone gets a place of the reserve, and hears the code letter by letter', async ({
  page,
}) => {
  await signIn(page, 'clerk')
  const { date, start } = await reservedStart(page)
  await chooseService(page)
  await expectAccessible(page)
  await page.getByRole('combobox', { name: 'Standort' }).selectOption({ label: 'Bürgerbüro Mitte' })
  await page.getByLabel('Frühestens am').fill(date)
  await page
    .getByRole('button', { name: /^Alle \d+ Zeiten anzeigen/ })
    .first()
    .click()
  await button(page, new RegExp(`^${start.replace(/^0/, '')} Uhr`))
    .first()
    .click()
  await expect(heading(page, 'Für wen?', 2)).toBeVisible()
  await button(page, 'Verbindlich buchen').click()
  const name = page.getByLabel('Vor- und Nachname')
  await expect(name).toHaveAttribute('aria-invalid', 'true')
  await expectAccessible(page)
  await name.fill('Käthe Fernsprecher')
  await button(page, 'Verbindlich buchen').click()
  await expect(page.getByText('Es geht keine E-Mail hinaus.')).toBeVisible()
  const [booked] = await found(page, 'Käthe Fernsprecher')
  const letter = /[A-Z]/.exec(booked!.reference)![0]
  const spelled = page.getByRole('region', { name: 'Am Telefon vorlesen' })
  await expect(spelled.getByText(new RegExp(`^${letter} wie [A-ZÄÖÜ]`)).first()).toBeVisible()
  await expect(spelled.getByRole('listitem')).toHaveCount(7)
  await expect(page.getByRole('img', { name: /QR-Code/ })).toHaveCount(2)
  await expectAccessible(page)
  await page.emulateMedia({ media: 'print' })
  await expect(spelled).toBeHidden()
  await expect(page.getByText(booked!.reference, { exact: true })).toBeVisible()
  await page.emulateMedia({ media: 'screen' })
  expect(booked).toMatchObject({ date, start, state: 'confirmed', hasEmail: false })
})

test('an appointment is found, moved and cancelled for somebody, by keyboard alone', async ({
  page,
}) => {
  await signIn(page, 'clerk')
  await chooseService(page)
  // Not the earliest place: that is where it is moved to.
  await button(page, /^\d{1,2}:\d\d Uhr/)
    .last()
    .click()
  await page.getByLabel('Vor- und Nachname').fill('Ludger Verhindert')
  await button(page, 'Verbindlich buchen').click()
  await expect(page.getByText('Der Termin ist gebucht')).toBeVisible()
  const [before] = await found(page, 'Ludger Verhindert')

  await page.goto(appointments)
  const search = page.getByRole('searchbox', { name: 'Termin suchen' })
  await search.focus()
  await page.keyboard.type(before!.reference.toLowerCase())
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Ein Termin gefunden', 2)).toBeVisible()
  await expectAccessible(page)
  await tabTo(page, page.getByRole('link', { name: `Termin ${before!.reference} verschieben` }))
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Termin verschieben')).toBeFocused()
  await tabTo(page, button(page, /^Frühester Termin/))
  await page.keyboard.press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Termin verschieben?' })
  await expect(dialog).toContainText('Bitte sagen Sie Bescheid.')
  await expectAccessible(page)
  await tabTo(page, dialog.getByRole('button', { name: 'Verschieben', exact: true }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('alert').filter({ hasText: 'ist verschoben' })).toBeAttached()
  await expect(page.locator('main').getByText('Der Termin ist verschoben.')).toBeVisible()
  const [moved] = await found(page, before!.reference)
  expect([moved!.date, moved!.start]).not.toEqual([before!.date, before!.start])

  await tabTo(page, button(page, `Termin ${before!.reference} absagen`))
  await page.keyboard.press('Enter')
  await expectAccessible(page)
  await tabTo(page, page.getByRole('dialog').getByRole('button', { name: 'Termin absagen' }))
  await page.keyboard.press('Enter')
  await expect(page.getByText('abgesagt', { exact: true })).toBeVisible()
  expect((await found(page, before!.reference))[0]!.state).toBe('cancelled')
})

test('who may books beyond what is free, says why, and that is kept', async ({ page }) => {
  await openCounter(page)
  await chooseService(page)
  await page.getByText('Kein passender Termin? Zusätzlich einplanen').click()
  const form = page.locator('form').filter({ hasText: 'Ihr Grund steht im Protokoll' })
  await form.getByRole('button', { name: 'Diese Zeit nehmen' }).click()
  await expect(page.getByText('Bitte geben Sie Tag und Uhrzeit an.')).toBeVisible()
  await expectAccessible(page)
  const { day } = await snapshot(page)
  await form.getByLabel('Tag', { exact: true }).fill(day.date)
  await form.getByLabel('Uhrzeit').fill('11:00')
  await form.getByLabel('Grund').selectOption('long-way')
  await form.getByRole('button', { name: 'Diese Zeit nehmen' }).click()
  await page.getByLabel('Vor- und Nachname').fill('Wim Weitgereist')
  await button(page, 'Verbindlich buchen').click()
  await expect(page.getByText('Der Termin ist gebucht')).toBeVisible()
  const [booked] = await found(page, 'Wim Weitgereist')
  expect(booked).toMatchObject({ date: day.date, start: '11:00', state: 'confirmed' })

  await signIn(page, 'admin')
  await page.goto(`/staff/musterstadt/verwaltung/protokoll?subject=${booked!.id}`)
  await expect(page.getByRole('row', { name: /Termin für jemanden gebucht/ })).toContainText(
    'zusätzlich eingeplant: weite Anreise',
  )
})

test('day and week stand there as a picture, and as a table for whoever does not see it', async ({
  page,
}) => {
  await openCounter(page)
  await page.getByRole('link', { name: 'Plan' }).click()
  const { day: today } = await snapshot(page)
  // The browser's own clock is another one here.
  await page.goto(`${appointments}/plan?standort=${office}&tag=${today.date}`)
  const picture = page.getByRole('img', { name: /^Bild: Bürgerservice, \d+ Termine/ })
  await expect(picture).toBeVisible()
  await page
    .getByText(/^\d+ Termine als Tabelle/)
    .first()
    .click()
  const table = page.getByRole('table', { name: 'Bürgerservice' })
  const rows = await table.getByRole('row').count()
  expect(await picture.getAttribute('aria-label')).toContain(`${rows - 1} Termine`)

  // Live: what a colleague books stands there at once.
  const free = `/api/musterstadt/staff/slots?service=personalausweis-beantragen&office=${office}&days=1`
  const { earliest } = (await (await page.request.get(free)).json()) as {
    earliest: { date: string; start: string }
  }
  const wish = { date: earliest.date, start: earliest.start, office, name: 'Neu Hinzu', lang: 'de' }
  await page.request.post('/api/musterstadt/staff/appointments', {
    data: { ...wish, services: [{ slug: 'personalausweis-beantragen', persons: 1 }] },
  })
  await expect(table.getByRole('rowheader', { name: 'Neu Hinzu' })).toBeVisible({ timeout: 5000 })

  // Where fewer come, axe has less to look at.
  await page.getByRole('combobox', { name: 'Standort' }).selectOption({ label: 'Standesamt' })
  await page
    .getByText(/als Tabelle/)
    .first()
    .click()
  await expectAccessible(page)
  await page.getByRole('radio', { name: 'Woche' }).check()
  await expect(page).toHaveURL(/tage=7/)
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(7)
  await page.getByRole('button', { name: 'Woche danach' }).click()
  await expect(page.getByRole('heading', { level: 2 })).toHaveCount(7)
  await expectAccessible(page)
})

for (const width of [320, 768, 1280]) {
  test(`the pages of the day overflow nowhere at ${width} pixels`, async ({ page }) => {
    await page.setViewportSize({ width, height: 800 })
    await signIn(page, 'clerk')
    for (const path of [
      'schalter',
      `schalter?standort=${office}`,
      `schalter/empfang?standort=${office}`,
      `schalter/nummer?standort=${office}`,
      'schalter/anrufe',
      'termine',
      'termine?q=Anna',
      'termine/buchen?service=personalausweis-beantragen',
      `termine/plan?standort=${office}`,
      `termine/plan?standort=${office}&tage=7`,
    ]) {
      await page.goto(`/staff/musterstadt/${path}`)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      await expect(page.locator('.skeleton')).toHaveCount(0)
      const { scrollWidth, clientWidth } = await page.evaluate(() => ({
        scrollWidth: document.documentElement.scrollWidth,
        clientWidth: document.documentElement.clientWidth,
      }))
      expect(scrollWidth, path).toBeLessThanOrEqual(clientWidth)
    }
  })
}
