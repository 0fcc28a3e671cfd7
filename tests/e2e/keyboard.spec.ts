import { expect, newAddress, tabTo, test } from './fixtures.ts'

test('the whole journey works with the keyboard alone, and every step says where one is', async ({
  page,
  server,
}) => {
  const arrive = async (heading: string | RegExp, title: string | RegExp) => {
    const found = page.getByRole('heading', { level: 1, name: heading })
    await expect(found).toBeVisible()
    await expect(found).toBeFocused()
    await expect(page).toHaveTitle(title)
  }
  const press = async (name: string | RegExp, role: 'button' | 'link' = 'button') => {
    await tabTo(page, page.getByRole('main').getByRole(role, { name }).first())
    await page.keyboard.press('Enter')
  }

  await page.goto('/musterstadt/')
  await page.keyboard.press('Tab')
  await expect(page.getByRole('link', { name: 'Zum Inhalt springen' })).toBeFocused()
  await page.keyboard.press('Enter')

  await press('Personalausweis beantragen', 'link')
  await arrive('Personalausweis beantragen', /Personalausweis beantragen/)
  await press('Termin buchen', 'link')
  await arrive('Was möchten Sie erledigen?', /Dienstleistung|Termin|erledigen/)
  await press('Weiter zur Zeit')
  await arrive('Wann passt es Ihnen?', /Wann passt es Ihnen/)
  await press(/Diese Zeit nehmen/)
  await arrive('Ihre Angaben', /Ihre Angaben/)

  await press('Termin reservieren')
  const summary = page.getByRole('heading', { name: 'Bitte prüfen Sie 2 Angaben' })
  await expect(summary).toBeVisible()
  expect(await page.evaluate(() => document.activeElement?.textContent)).toContain(
    'Bitte prüfen Sie 2 Angaben',
  )
  await page.keyboard.press('Tab')
  await page.keyboard.press('Enter')
  await expect(page.getByLabel('Vor- und Nachname')).toBeFocused()
  await page.keyboard.type('Şule O’Neill-Żak')
  const address = newAddress()
  await tabTo(page, page.getByLabel('E-Mail-Adresse'))
  await page.keyboard.type(address)
  await page.keyboard.press('Enter')
  await arrive('Sehen Sie in Ihr Postfach', /Postfach/)

  await page.goto(await server.mailedLink(address))
  await press('Termin bestätigen')
  await arrive('Ihr Termin ist bestätigt', /Mein Termin|bestätigt/)
  await press('Termin absagen')
  await expect(page.getByRole('dialog')).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
  await expect(page.getByRole('button', { name: 'Termin absagen' })).toBeFocused()
})
