import type { Page } from '@playwright/test'
import type { Slots } from '#shared/contracts/slots.ts'
import { expect, expectAccessible, tabTo, test } from './fixtures.ts'
import { signIn } from './staff.ts'

const tenant = 'musterstadt'
const service = { id: 'personalausweis-beantragen', title: 'Personalausweis beantragen' }
const admin = `/staff/${tenant}/verwaltung`

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const mistakes = (page: Page) => page.getByRole('group', { name: /prüfen Sie/ })
const field = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name })

async function save(page: Page): Promise<void> {
  await tabTo(page, page.getByRole('button', { name: 'Speichern', exact: true }))
  await page.keyboard.press('Enter')
}

test('a new office opens: its counters, their hours and services, and residents book there', async ({
  page,
}) => {
  await signIn(page, 'admin')
  await page.goto(`${admin}/standorte`)
  await expectAccessible(page)
  await page.getByRole('link', { name: 'Neuer Standort' }).click()
  await expect(heading(page, 'Neuer Standort')).toBeFocused()
  await save(page)
  await expect(mistakes(page)).toContainText('Straße und Hausnummer')
  await expectAccessible(page)
  await field(page, /^Kurzname/).fill('suedstadt')
  await field(page, 'Name (Deutsch)').fill('Bürgerbüro Südstadt')
  await field(page, 'Straße und Hausnummer').fill('Südring 7')
  await field(page, 'Postleitzahl').fill('48889')
  await field(page, 'Ort').fill('Musterstadt')
  await field(page, 'Telefon').fill('+49 2599 555-1900')
  await field(page, 'E-Mail-Adresse').fill('suedstadt@musterstadt.example')
  await save(page)
  await expect(heading(page, 'Bürgerbüro Südstadt')).toBeVisible()
  await expectAccessible(page)

  await page.getByRole('link', { name: 'Neue Schaltergruppe' }).click()
  await expect(heading(page, 'Neue Schaltergruppe')).toBeFocused()
  await field(page, /^Kurzname/).fill('suedstadt-service')
  await field(page, 'Name (Deutsch)').fill('Service Süd')
  await page.getByRole('radio', { name: 'alle 15 Minuten' }).check()
  await field(page, /^Kürzester Vorlauf/).fill('30')
  await field(page, /^Buchbar im Voraus/).fill('28')
  await page.getByRole('radio', { name: 'einmal in der Woche' }).check()
  await page.getByRole('combobox', { name: 'Wochentag' }).selectOption({ label: 'Mittwoch' })
  await page.getByLabel('Uhrzeit', { exact: true }).fill('07:30')
  await expectAccessible(page)
  await save(page)

  await expect(heading(page, 'Service Süd: Öffnungszeiten')).toBeFocused()
  await page.getByRole('button', { name: 'Neue Öffnungszeit' }).click()
  await save(page)
  await expect(page.getByText('Gespeichert', { exact: true }).first()).toBeVisible()

  await page.getByRole('link', { name: 'Leistungen', exact: true }).last().click()
  await expect(heading(page, 'Service Süd: Leistungen')).toBeFocused()
  await expectAccessible(page)
  const choice = page.getByRole('combobox', { name: 'Leistung hinzufügen' })
  await choice.selectOption({ label: service.title })
  await page.getByRole('button', { name: 'Hinzufügen', exact: true }).click()
  await expect(field(page, /^Minuten hier/)).toBeFocused()
  await page.keyboard.type('40')
  await expect(page.locator('.places')).toContainText(/\+\d+/)
  await save(page)
  await expect(page.getByText('Gespeichert', { exact: true }).first()).toBeVisible()
  await expectAccessible(page)

  const query = `service=${service.id}&office=suedstadt&days=28`
  const response = await page.request.get(`/api/${tenant}/slots?${query}`)
  const { days } = (await response.json()) as Slots
  expect(days.length).toBeGreaterThan(5)
  // Every quarter of an hour, and the last one early enough for forty minutes before noon.
  const starts = days.at(-1)!.offices[0]!.starts
  expect([starts[0], starts[1], starts.at(-1)]).toEqual(['08:00', '08:15', '11:15'])

  // Where nobody has booked yet it can go again, and what that costs is said first.
  await page.goto(`${admin}/standorte/suedstadt`)
  await page.getByRole('button', { name: 'Standort löschen' }).click()
  const question = page.getByRole('dialog', { name: 'Standort löschen' })
  await expect(question.locator('.places')).toContainText(/−\d+.*niemand betroffen/)
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Standort löschen' }).click()
  await expect(heading(page, 'Standorte')).toBeVisible()
  await expect(page.getByRole('link', { name: 'Bürgerbüro Südstadt' })).toHaveCount(0)
})

test('a mailbox is made and removed; one that is needed stays', async ({ page }) => {
  await signIn(page, 'admin')
  await page.goto(`${admin}/postfaecher/neu`)
  await field(page, /^Kurzname/).fill('nachbarschaft')
  await field(page, 'Name (Deutsch)').fill('Nachbarschaft')
  await field(page, 'E-Mail-Adresse').fill('keine Adresse')
  await save(page)
  await expect(mistakes(page)).toContainText('E-Mail-Adresse')
  await expect(field(page, 'E-Mail-Adresse')).toHaveValue('keine Adresse')
  await field(page, 'E-Mail-Adresse').fill('nachbarschaft@musterstadt.example')
  await save(page)
  await expect(heading(page, 'Nachbarschaft')).toBeVisible()
  await page.getByRole('button', { name: 'Postfach löschen' }).click()
  const question = page.getByRole('dialog', { name: 'Postfach löschen' })
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Postfach löschen' }).click()
  await expect(heading(page, 'Postfächer')).toBeVisible()
  await expect(page.getByRole('link', { name: /Nachbarschaft/ })).toHaveCount(0)

  await page.goto(`${admin}/postfaecher/buergerbuero`)
  await page.getByRole('button', { name: 'Postfach löschen' }).click()
  await question.getByRole('button', { name: 'Postfach löschen' }).click()
  await expect(
    page.getByRole('alert').filter({ hasText: 'Führungszeugnis beantragen' }),
  ).toBeVisible()
  await expectAccessible(page)
})
