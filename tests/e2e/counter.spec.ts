import { type Page, expect } from '@playwright/test'
import { openCounter, somebodyExpected, snapshot, test, visitOf } from './counter-day.ts'
import { expectAccessible, tabTo } from './fixtures.ts'
import { signIn } from './staff.ts'

const seat = (page: Page) => page.getByRole('combobox', { name: 'Ich sitze an' })
const mine = (page: Page) => page.getByRole('region', { name: 'Ihr Platz' })
const row = (page: Page, name: string) =>
  page.getByRole('listitem').filter({ has: page.getByRole('button', { name, exact: true }) })
const search = (page: Page) =>
  page.getByRole('searchbox', { name: 'Name, Nummer oder Code suchen' })
const done = (page: Page) => page.getByRole('region', { name: 'Zuletzt getan' })

/** Sits down at a counter, and sends home whoever the demo has left there. */
async function sitAt(page: Page, counter: string) {
  await seat(page).selectOption(counter)
  await mine(page)
    .getByRole('button', { name: /nächste Person aufrufen/i })
    .waitFor()
  const finish = mine(page).getByRole('button', { name: 'Fertig', exact: true })
  if (await finish.count()) {
    await finish.click()
    await expect(finish).toHaveCount(0)
  }
}

test('a clerk chooses office and counter once; the device remembers both', async ({ page }) => {
  await signIn(page, 'clerk')
  await page.goto('/staff')
  await expect(page.getByRole('heading', { name: 'An welchem Standort' })).toBeVisible()
  await expectAccessible(page)
  await page.getByRole('button', { name: /^Bürgerbüro Nord/ }).click()
  await expect(page).toHaveURL(/standort=buergerbuero-nord/)
  // Who has never been here: the largest thing to press leads to the entrance.
  await mine(page)
    .getByRole('link', { name: /^Jemand ist da/ })
    .click()
  await expect(page.getByRole('button', { name: /^Ist da/ }).first()).toBeVisible()
  await page.goBack()
  await seat(page).selectOption('1')
  await page.goto('/staff/musterstadt/schalter')
  await expect(page).toHaveURL(/standort=buergerbuero-nord/)
  await expect(seat(page)).toHaveValue('1')
})

test('somebody comes, is called, called again, finished and taken back', async ({ page }) => {
  await openCounter(page)
  const visitor = await somebodyExpected(page)
  await sitAt(page, '1')
  await search(page).fill(visitor.reference)
  await row(page, visitor.name)
    .getByRole('button', { name: /^Ist da/ })
    .click()
  await expect(done(page)).toContainText(`${visitor.name} ist da.`)
  await row(page, visitor.name)
    .getByRole('button', { name: /^Aufrufen/ })
    .click()
  await expect(mine(page)).toContainText(visitor.name)
  await expectAccessible(page)
  await mine(page).getByRole('button', { name: 'Erneut aufrufen' }).click()
  await expect(mine(page)).toContainText('zum 2. Mal aufgerufen')
  await mine(page).getByRole('button', { name: 'Fertig', exact: true }).click()
  await expect(mine(page)).not.toContainText(visitor.name)
  expect((await visitOf(page, visitor.id)).state).toBe('completed')
  await done(page).getByRole('button', { name: 'Rückgängig' }).click()
  await expect(mine(page)).toContainText(visitor.name)
  expect((await visitOf(page, visitor.id)).state).toBe('called')
  await mine(page).getByRole('button', { name: 'Fertig', exact: true }).click()
})

test('one key calls whoever is next, and finishes whoever was there', async ({ page }) => {
  await openCounter(page)
  const visitor = await somebodyExpected(page)
  await sitAt(page, '2')
  await search(page).fill(visitor.name)
  await row(page, visitor.name)
    .getByRole('button', { name: /^Ist da/ })
    .click()
  await expect(done(page)).toBeVisible()
  const { day } = await snapshot(page)
  const [first] = day.queues.find(({ group }) => group === visitor.group)!.waiting
  const next = day.appointments.find(({ id }) => id === first)!
  await mine(page)
    .getByRole('button', { name: /nächste Person aufrufen/i })
    .focus()
  await page.keyboard.press('n')
  await expect(done(page)).toContainText(`${next.number} · ${next.name} ist an Platz 2 gerufen.`)
  expect(await visitOf(page, next.id)).toMatchObject({ state: 'called', counter: 2 })
})

test('who does not answer the call is noted as missed, and may still be let in', async ({
  page,
}) => {
  const office = 'zulassungs-und-fuehrerscheinstelle'
  await openCounter(page, '', office)
  const { day, takenAt } = await snapshot(page, office)
  const absent = day.appointments.find(
    ({ state, kind, noShowFrom }) =>
      state === 'called' && kind === 'booked' && noShowFrom! < takenAt,
  )!
  await seat(page).selectOption(String(absent.counter))
  await expect(mine(page)).toContainText(absent.name)
  await mine(page).getByRole('button', { name: 'Nicht erschienen' }).click()
  await expect(mine(page)).not.toContainText(absent.name)
  await done(page).getByRole('button', { name: 'Rückgängig' }).click()
  await expect(mine(page)).toContainText(absent.name)
  await mine(page).getByRole('button', { name: 'Nicht erschienen' }).click()
  await search(page).fill(absent.reference)
  await expect(row(page, absent.name)).toContainText('Nicht erschienen')
  await page.getByRole('button', { name: absent.name, exact: true }).click()
  await expect(page.getByRole('dialog')).toContainText(absent.reference)
  await expectAccessible(page)
  await page.keyboard.press('Escape')

  await page.getByRole('link', { name: 'Empfang' }).click()
  await page.getByRole('textbox', { name: 'Code' }).fill(absent.reference)
  await page.keyboard.press('Enter')
  await expect(page.getByRole('heading', { name: 'Als nicht erschienen vermerkt' })).toBeVisible()
  await page.getByRole('button', { name: 'Trotzdem annehmen' }).click()
  await expect(page.getByRole('heading', { name: 'Angenommen' })).toBeVisible()
})

test('two clerks see at once what the other one does', async ({ page, browser }) => {
  const other = await (await browser.newContext()).newPage()
  await openCounter(page)
  const visitor = await somebodyExpected(page)
  const address = page.url()
  await page
    .context()
    .storageState()
    .then(({ cookies }) => other.context().addCookies(cookies))
  await other.goto(address)
  await search(other).fill(visitor.reference)
  await expect(row(other, visitor.name)).toContainText('Erwartet')
  await search(page).fill(visitor.reference)
  await row(page, visitor.name)
    .getByRole('button', { name: /^Ist da/ })
    .click()
  await expect(row(other, visitor.name)).toContainText('Gerade gekommen', { timeout: 5_000 })
  await done(page).getByRole('button', { name: 'Rückgängig' }).click()
  await expect(row(other, visitor.name)).toContainText('Erwartet', { timeout: 5_000 })
  await other.context().close()
})

test('by keyboard alone: find, let in, call, finish', async ({ page }) => {
  await openCounter(page)
  const visitor = await somebodyExpected(page)
  await sitAt(page, '3')
  await page.getByRole('heading', { level: 1 }).focus()
  await page.keyboard.press('/')
  await expect(search(page)).toBeFocused()
  await page.keyboard.type(visitor.reference)
  await tabTo(page, row(page, visitor.name).getByRole('button', { name: /^Ist da/ }))
  await page.keyboard.press('Enter')
  await tabTo(page, row(page, visitor.name).getByRole('button', { name: /^Aufrufen/ }))
  await page.keyboard.press('Enter')
  await expect(row(page, visitor.name)).toContainText('An Platz 3')
  await tabTo(page, row(page, visitor.name).getByRole('button', { name: /^Fertig/ }))
  await page.keyboard.press('Enter')
  await expect(row(page, visitor.name)).toContainText('Fertig')
})

test('other days can be looked at, not changed', async ({ page }) => {
  await openCounter(page)
  await page.getByRole('button', { name: 'Einen Tag weiter' }).click()
  await expect(page).toHaveURL(/tag=/)
  await expect(page.getByText('Andere Tage können Sie hier ansehen')).toBeVisible()
  await expect(page.getByRole('button', { name: /^Ist da/ })).toHaveCount(0)
  await search(page).fill('a b')
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Zurück zu heute' }).click()
  await expect(mine(page)).toBeVisible()
})

test('somebody without an appointment gets a number to take along', async ({ page }) => {
  await openCounter(page, '/nummer')
  await page.getByText('Nummernautomaten', { exact: true }).click()
  await page.getByLabel('Name des Automaten').fill('Automat im Foyer')
  await page.getByRole('button', { name: 'Automaten einrichten' }).click()
  await expect(page.getByText('„Automat im Foyer“ ist eingerichtet')).toBeVisible()
  await expectAccessible(page)
  const address = await page.getByText(/nummer\/buergerbuero-mitte#/).innerText()
  const terminal = await page.context().newPage()
  await terminal.goto(new URL(address).pathname + new URL(address).hash)
  await expect(terminal.getByRole('heading', { name: 'Nummer ziehen' })).toBeVisible()
  await expect(terminal).toHaveURL(/nummer\/buergerbuero-mitte$/)
  await terminal.close()
  await page.getByRole('button', { name: 'Entfernen Automat im Foyer' }).click()
  await expect(page.getByText('noch nicht benutzt')).toBeHidden()
  await page.getByRole('searchbox', { name: 'Leistung suchen' }).fill('personalausweis beantragen')
  await page.getByRole('checkbox', { name: 'Personalausweis beantragen', exact: true }).check()
  await expectAccessible(page)
  await page.getByRole('radio', { name: 'Englisch' }).check()
  await page.getByRole('button', { name: 'Nummer ziehen' }).click()
  await expect(page.getByRole('heading', { name: 'Your number' })).toBeVisible()
  await expect(page.getByRole('button', { name: 'Drucken' })).toBeVisible()
  await expect(page.getByText(/^A \d+$/)).toBeVisible()
  await expectAccessible(page)
})
