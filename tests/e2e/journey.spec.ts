import type { Page } from '@playwright/test'
import { reserve } from './booking-api.ts'
import { type DemoServer, expect, expectAccessible, newAddress, test } from './fixtures.ts'

const words = {
  de: {
    search: 'Personalausweis',
    service: 'Personalausweis beantragen',
    book: 'Termin buchen',
    next: 'Weiter zur Zeit',
    earliest: 'Diese Zeit nehmen',
    name: 'Vor- und Nachname',
    email: 'E-Mail-Adresse',
    reserve: 'Termin reservieren',
    sent: 'Sehen Sie in Ihr Postfach',
    mailButton: 'Termin bestätigen',
    confirm: 'Termin bestätigen',
    confirmed: 'Ihr Termin ist bestätigt',
    qr: /QR-Code/,
    bring: 'Das bringen Sie bitte mit',
  },
  en: {
    search: 'identity card',
    service: 'Apply for an identity card',
    book: 'Book an appointment',
    next: 'Continue to time',
    earliest: 'Take this time',
    name: 'First name and surname',
    email: 'E-mail address',
    reserve: 'Reserve appointment',
    sent: 'Check your e-mail',
    mailButton: 'Confirm appointment',
    confirm: 'Confirm appointment',
    confirmed: 'Your appointment is confirmed',
    qr: /QR code/,
    bring: 'Please bring',
  },
} as const

for (const lang of ['de', 'en'] as const) {
  const t = words[lang]

  test(`a resident finds, books, confirms and shows an appointment (${lang})`, async ({
    page,
    server,
  }) => {
    const foreign = watchForeignRequests(page, server)
    await page.goto(`/musterstadt/?lang=${lang}`)
    await expect(page.locator('html')).toHaveAttribute('lang', lang)
    await expectAccessible(page)

    await page.getByRole('combobox').fill(t.search)
    await page.keyboard.press('Enter')
    await page.getByRole('main').getByRole('link', { name: t.service }).first().click()
    await expect(page.getByRole('heading', { level: 1, name: t.service })).toBeVisible()
    await expectAccessible(page)

    await page.getByRole('main').getByRole('link', { name: t.book }).first().click()
    await expect(page.getByRole('button', { name: t.next })).toBeVisible()
    await expectAccessible(page)
    await page.getByRole('button', { name: t.next }).click()

    const earliest = page.getByRole('button', { name: t.earliest })
    await expect(earliest).toBeVisible()
    await expectAccessible(page)
    await earliest.click()

    const address = newAddress()
    await page.getByLabel(t.name).fill('Łucja Özdemir-D’Angelo')
    await page.getByLabel(t.email).fill(address)
    await expectAccessible(page)
    await page.getByRole('button', { name: t.reserve }).click()

    await expect(page.getByRole('heading', { level: 1, name: t.sent })).toBeVisible()
    await expect(page.getByText(address)).toBeVisible()
    await expectAccessible(page)

    const mailbox = await openDemoMail(page, address, t.mailButton)
    await expect(mailbox).toHaveURL(/\/termin\/bestaetigen/)
    await expectAccessible(mailbox)
    await mailbox.getByRole('button', { name: t.confirm }).click()

    await expect(mailbox.getByRole('heading', { level: 1, name: t.confirmed })).toBeVisible()
    await expect(mailbox.getByRole('img', { name: t.qr })).toBeVisible()
    await expect(mailbox.getByText(t.bring)).toBeVisible()
    await expectAccessible(mailbox)

    // The page that waited turns by itself.
    await page.bringToFront()
    await expect(page.getByRole('heading', { level: 1, name: t.confirmed })).toBeVisible({
      timeout: 15_000,
    })
    await expectAccessible(page)
    expect(foreign).toEqual([])
    expect(await page.context().cookies()).toEqual([])
  })
}

test('a resident moves, cancels and erases', async ({ page, server }) => {
  const address = newAddress()
  await reserve(server, address)
  await page.goto(await server.mailedLink(address))
  await page.getByRole('button', { name: 'Termin bestätigen' }).click()
  await expect(page.getByRole('heading', { name: 'Ihr Termin ist bestätigt' })).toBeVisible()

  await page.getByRole('link', { name: 'Termin verschieben' }).click()
  await expectAccessible(page)
  await page.getByRole('button', { name: 'Diese Zeit nehmen' }).click()
  await page
    .getByRole('button', { name: /verschieben/i })
    .last()
    .click()
  await expect(page.getByRole('heading', { name: 'Ihr Termin ist verschoben' })).toBeVisible()

  await page.getByRole('button', { name: 'Termin absagen' }).click()
  await expectAccessible(page)
  await page
    .getByRole('dialog')
    .getByRole('button', { name: /absagen/ })
    .click()
  await expect(page.getByText('Dieser Termin ist abgesagt')).toBeVisible()
  await expectAccessible(page)

  const second = newAddress()
  await reserve(server, second)
  await page.goto(await server.mailedLink(second))
  await page.getByRole('button', { name: 'Termin bestätigen' }).click()
  await page.getByRole('button', { name: 'Alle Daten löschen' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Ja, alles löschen' }).click()
  await expect(page.getByRole('heading', { level: 1 })).toContainText('gelöscht')
  await expectAccessible(page)
})

/** Opens the mail in the demo's mailbox and follows its button. */
async function openDemoMail(page: Page, address: string, button: string): Promise<Page> {
  const mailbox = await page.context().newPage()
  await expect(async () => {
    await mailbox.goto('/demo/mail')
    await mailbox
      .getByRole('link', { name: new RegExp(address) })
      .first()
      .click({ timeout: 1000 })
  }).toPass()
  await mailbox.frameLocator('iframe').getByRole('link', { name: button }).click()
  return mailbox
}

function watchForeignRequests(page: Page, server: DemoServer): string[] {
  const foreign: string[] = []
  page.context().on('request', (request) => {
    const url = request.url()
    if (!url.startsWith(server.url) && !url.startsWith('data:')) foreign.push(url)
  })
  return foreign
}
