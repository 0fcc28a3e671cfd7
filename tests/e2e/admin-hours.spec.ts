import type { Locator, Page } from '@playwright/test'
import type { Slots } from '#shared/contracts/slots.ts'
import { expect, expectAccessible, tabTo, test } from './fixtures.ts'
import { signIn } from './staff.ts'

const tenant = 'musterstadt'
const office = 'standesamt'
const hours = `/staff/${tenant}/verwaltung/standorte`

const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const picture = (page: Page) => page.getByRole('group', { name: 'Wochenbild' })
const consequences = (page: Page) => page.locator('.places')
const save = (page: Page) => page.getByRole('button', { name: 'Speichern', exact: true })
/** A rule of the picture, as a screen reader calls it. */
const rule = (page: Page, name: RegExp) => picture(page).getByRole('button', { name })

interface Place {
  group: string
  service: string
}

/** A counter group of the office, and something that residents book there. */
async function placeAt(page: Page): Promise<Place> {
  const response = await page.request.get(`/api/${tenant}/staff/configuration`)
  const { offices } = (await response.json()) as {
    offices: { id: string; groups: { id: string; services: { id: string }[] }[] }[]
  }
  const group = offices.find(({ id }) => id === office)!.groups[0]!
  return { group: group.id, service: group.services[0]!.id }
}

/** Residents see, on Sundays of the coming weeks, when a visit can begin. */
async function sundayStarts(page: Page, { service }: Place): Promise<string[]> {
  const query = `service=${service}&office=${office}&days=21`
  const response = await page.request.get(`/api/${tenant}/slots?${query}`)
  const { days } = (await response.json()) as Slots
  return days
    .filter(({ date }) => new Date(`${date}T12:00:00Z`).getUTCDay() === 0)
    .flatMap(({ offices }) => offices.flatMap(({ starts }) => starts))
}

/** Where the middle of a day and an hour is on the screen; the picture begins before `from`. */
async function drag(page: Page, target: Locator, by: { x: number; y: number }): Promise<void> {
  const box = (await target.boundingBox())!
  const [x, y] = [box.x + box.width / 2, box.y + box.height / 2]
  await page.mouse.move(x, y)
  await page.mouse.down()
  await page.mouse.move(x + by.x / 2, y + by.y / 2, { steps: 4 })
  await page.mouse.move(x + by.x, y + by.y, { steps: 4 })
  await page.mouse.up()
}

test('opening hours are set in the picture of the week, by keyboard alone', async ({ page }) => {
  await signIn(page, 'admin')
  const place = await placeAt(page)
  expect(await sundayStarts(page, place)).toEqual([])
  await page.goto(`${hours}/${office}/schalter/${place.group}/oeffnungszeiten`)
  await expect(heading(page, /Öffnungszeiten$/)).toBeVisible()
  await expectAccessible(page)

  // A new rule, Monday to Friday, becomes one of Sundays between ten and noon.
  await tabTo(page, page.getByRole('button', { name: 'Neue Öffnungszeit' }))
  await page.keyboard.press('Enter')
  await expect(page.getByRole('checkbox', { name: 'Montag' }).last()).toBeFocused()
  const fresh = rule(page, /^Montag bis Freitag, 8:00–12:00, 1 Schalter$/)
  await expect(fresh).toBeVisible()
  await fresh.focus()
  for (let days = 0; days < 4; days++) await page.keyboard.press('Shift+ArrowLeft')
  await expect(rule(page, /^Montag, 8:00–12:00/).last()).toBeFocused()
  for (let days = 0; days < 6; days++) await page.keyboard.press('ArrowRight')
  await expect(rule(page, /^Sonntag, 8:00–12:00/)).toBeFocused()
  for (let quarters = 0; quarters < 8; quarters++) await page.keyboard.press('ArrowDown')
  for (let quarters = 0; quarters < 8; quarters++) await page.keyboard.press('Shift+ArrowUp')
  await page.keyboard.press('+')
  await expect(rule(page, /^Sonntag, 10:00–12:00, 2 Schalter/)).toBeFocused()
  await expect(consequences(page)).toContainText(/\+\d+/)
  await expect(consequences(page)).toContainText('niemand betroffen')
  await expectAccessible(page)

  await tabTo(page, save(page))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Gespeichert', { exact: true }).first()).toBeVisible()
  await expectAccessible(page)
  const starts = await sundayStarts(page, place)
  expect(starts.length).toBeGreaterThan(0)
  expect(starts.every((start) => start >= '10:00' && start < '12:00')).toBe(true)

  // And away again: nobody has booked there.
  await rule(page, /^Sonntag/).focus()
  await page.keyboard.press('Delete')
  await expect(page.getByRole('button', { name: 'Neue Öffnungszeit' })).toBeFocused()
  await expect(consequences(page)).toContainText(/−\d+/)
  await tabTo(page, save(page))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Gespeichert', { exact: true }).first()).toBeVisible()
  expect(await sundayStarts(page, place)).toEqual([])
})

test('the mouse draws, moves and lengthens; what was typed outlives a mistake', async ({
  page,
}) => {
  await page.setViewportSize({ width: 1280, height: 900 })
  await signIn(page, 'admin')
  const place = await placeAt(page)
  await page.goto(`${hours}/${office}/schalter/${place.group}/oeffnungszeiten`)
  const area = picture(page).locator('.area')
  await expect(area).toBeVisible()
  const box = (await area.boundingBox())!
  const day = box.width / 7
  const hourLines = await picture(page).locator('.hours span').allInnerTexts()
  const firstHour = Number(hourLines[0])
  const hour = box.height / (hourLines.length - 1)

  // Drawn on a Sunday from nine to eleven, then an hour later, then on until one.
  const at = (clock: number) => box.y + (clock - firstHour) * hour
  await page.mouse.move(box.x + 6.5 * day, at(9) + 1)
  await page.mouse.down()
  await page.mouse.move(box.x + 6.5 * day, at(10), { steps: 4 })
  await page.mouse.move(box.x + 6.5 * day, at(11), { steps: 4 })
  await page.mouse.up()
  const drawn = rule(page, /^Sonntag, 9:00–11:\d\d/)
  await expect(drawn).toBeVisible()
  await drag(page, drawn, { x: 0, y: hour })
  const moved = rule(page, /^Sonntag, 10:00–12:\d\d/)
  await expect(moved).toBeVisible()
  await drag(page, moved.locator('.end'), { x: 0, y: hour })
  await expect(rule(page, /^Sonntag, 10:00–13:\d\d/)).toBeVisible()
  await expect(consequences(page)).toContainText(/\+\d+/)
  await expectAccessible(page)

  // A number of counters that is none is refused, and nothing else is lost.
  const counters = page.getByRole('textbox', { name: 'Schalter' }).last()
  await counters.fill('viele')
  await save(page).click()
  await expect(page.getByRole('group', { name: /prüfen Sie/ })).toContainText(/Schalter: /)
  await expect(counters).toHaveValue('viele')
  await expect(rule(page, /^Sonntag, 10:00–13:\d\d/)).toBeVisible()
  await expectAccessible(page)

  // Somebody who leaves is asked first.
  await page.getByRole('link', { name: 'Leistungen', exact: true }).first().click()
  const question = page.getByRole('dialog', { name: /noch nicht gespeichert/ })
  await expect(question).toBeVisible()
  await expectAccessible(page)
  await question.getByRole('button', { name: 'Auf der Seite bleiben' }).click()
  await expect(counters).toHaveValue('viele')
  await page.getByRole('button', { name: 'Änderungen verwerfen' }).click()
  await expect(rule(page, /^Sonntag/)).toHaveCount(0)
})
