import { readFileSync } from 'node:fs'
import { expect, expectAccessible, tabTo, test } from './fixtures.ts'
import { signIn } from './staff.ts'

const figures = '/staff/musterstadt/verwaltung/zahlen'

test('the figures are pictures, each with its table, and go out as files', async ({ page }) => {
  await signIn(page, 'admin')
  await page.goto(figures)
  await expect(page.getByRole('heading', { level: 1, name: 'Zahlen' })).toBeVisible()
  await expect(page.getByRole('definition').first()).toHaveText(/^[1-9]/)
  await expectAccessible(page)

  // A picture says what it shows, and its numbers stand in a table for everybody.
  for (const name of ['Termine je Woche', 'Vorlauf', 'Wartezeit']) {
    const section = page.getByRole('region', { name, exact: true }).first()
    await expect(section.getByRole('img')).toHaveAccessibleName(/^Säulen: .* Tabelle/)
    await expect(section.getByRole('table', { name }).getByRole('row').nth(1)).toHaveText(/\d/)
  }
  const heat = page.getByRole('table', { name: 'Auslastung nach Wochentag und Stunde' })
  await expect(heat.getByRole('columnheader', { name: 'Montag' })).toBeVisible()
  await expect(heat.getByRole('rowheader', { name: '8–9' })).toBeVisible()
  expect(await heat.getByRole('cell', { name: /^\d+/ }).count()).toBeGreaterThan(20)
  for (const name of ['Nach Dienstleistung', 'Nach Standort']) {
    await expect(page.getByRole('table', { name }).getByRole('row').nth(1)).toHaveText(/\d/)
  }
  // Nobody who works there is counted.
  await expect(page.getByText('Schalter Musterstadt')).toHaveCount(0)

  const all = Number(await visits())
  await tabTo(page, page.getByRole('combobox', { name: 'Standort' }))
  await page.getByRole('combobox', { name: 'Standort' }).selectOption({ label: 'Standesamt' })
  await expect(page).toHaveURL(/standort=standesamt/)
  await expect.poll(async () => Number(await visits())).toBeLessThan(all)
  await page.getByRole('combobox', { name: 'Zeitraum' }).selectOption({ label: '26 Wochen' })
  await expect(page).toHaveURL(/wochen=26/)
  await page.reload()
  await expect(page.getByRole('combobox', { name: 'Zeitraum' })).toHaveValue('26')
  await expect(page.getByRole('combobox', { name: 'Standort' })).toHaveValue('standesamt')

  const link = page.getByRole('link', { name: /^Als CSV herunterladen.*Termine je Woche$/ })
  await tabTo(page, link)
  const waiting = page.waitForEvent('download')
  await page.keyboard.press('Enter')
  const download = await waiting
  expect(download.suggestedFilename()).toMatch(/^musterstadt-days-[\d-]+\.csv$/)
  const lines = readFileSync(await download.path(), 'utf8').split('\r\n')
  expect(lines[0]).toBe('\uFEFFTag;Termine;Nicht erschienen;Abgesagt;Ohne Termin')
  expect(lines.length).toBeGreaterThan(100)

  async function visits(): Promise<string> {
    const text = await page.getByRole('definition').first().innerText()
    return text.replace(/\D/g, '')
  }
})
