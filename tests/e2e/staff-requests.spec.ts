import type { Page } from '@playwright/test'
import { expect, expectAccessible, newAddress, tabTo, test } from './fixtures.ts'
import {
  colleague,
  confirmedRequest,
  desk,
  earliestWindow,
  mailsTo,
  setTeam,
} from './requests-desk.ts'

const button = (page: Page, name: string | RegExp) => page.getByRole('button', { name })
const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name })
const said = (page: Page, text: string | RegExp) =>
  page.getByRole('status').filter({ hasText: text })
const thread = (page: Page) => page.getByRole('region', { name: 'Verlauf' })
const field = (page: Page, name: string | RegExp) => page.getByRole('textbox', { name })

/** Small screens keep the rarer steps in a fold. */
async function step(page: Page, name: string) {
  const fold = page.getByText('Weitere Schritte')
  if (!(await button(page, name).isVisible())) await fold.click()
  await button(page, name).click()
}

test.beforeAll(async ({ browser, server }) => {
  const admin = await colleague(browser, server, 'admin')
  await setTeam(admin, 'fundbuero', 'caseworker')
  await setTeam(admin, 'hundesteuer', 'agent')
  await setTeam(admin, 'markt', 'caseworker', 'agent')
  await admin.context().close()
})

test('a request is answered by keyboard alone, from its arrival to the mail', async ({
  browser,
  server,
}) => {
  const page = await colleague(browser, server, 'caseworker')
  await page.goto(`${desk}?mailbox=fundbuero`)
  await expect(heading(page, 'Fundbüro')).toBeVisible()
  const { email, ticket } = await confirmedRequest(server, {
    mailbox: 'fundbuero',
    subject: 'Roter Regenschirm in der Linie 4',
    text: 'Am Montag habe ich meinen roten Regenschirm vergessen.',
  })
  // It comes by itself.
  const line = page.getByRole('link', { name: 'Roter Regenschirm in der Linie 4' })
  await expect(line).toBeVisible()
  await expect(page.getByRole('listitem').filter({ has: line })).toContainText('noch bei niemandem')
  await expectAccessible(page)

  await tabTo(page, page.getByRole('searchbox', { name: 'Ticket oder Name' }))
  await page.keyboard.type(ticket)
  await expect(page).toHaveURL(new RegExp(`q=${ticket}`))
  await expect(page.getByRole('listitem').filter({ hasText: ticket })).toHaveCount(1)
  await tabTo(page, line)
  await page.keyboard.press('Enter')
  await expect(heading(page, 'Roter Regenschirm in der Linie 4')).toBeFocused()
  await expect(thread(page)).toContainText('meinen roten Regenschirm vergessen')
  await expectAccessible(page)

  await tabTo(page, button(page, 'Übernehmen'))
  await page.keyboard.press('Enter')
  await expect(said(page, 'Das Anliegen ist jetzt bei Ihnen.')).toBeAttached()
  await tabTo(page, page.getByRole('radio', { name: 'Antwort an die Person' }))
  await page.keyboard.press('ArrowRight')
  await tabTo(page, field(page, /Notiz für Kolleginnen/))
  await page.keyboard.type('Liegt im Regal 7.')
  await tabTo(page, button(page, 'Notiz speichern'))
  await page.keyboard.press('Enter')
  await expect(thread(page)).toContainText('Nur intern, die Person sieht das nicht')
  await tabTo(page, page.getByRole('radio', { name: 'Interne Notiz' }))
  await page.keyboard.press('ArrowLeft')

  await tabTo(page, button(page, 'Antwort senden und abschließen'))
  await page.keyboard.press('Enter')
  await expect(page.getByText('Bitte schreiben Sie zuerst eine Antwort.')).toBeVisible()
  await expect(field(page, /Ihre Antwort an/)).toBeFocused()
  await expectAccessible(page)
  await page.keyboard.type('Ihr Regenschirm ist da. Sie können ihn abholen.')
  await tabTo(page, button(page, 'Antwort senden und abschließen'))
  await page.keyboard.press('Enter')
  await expect(said(page, 'Die Antwort ist unterwegs.')).toBeAttached()
  await expect(page.getByText('Hier ist nichts mehr zu tun')).toBeVisible()
  await expect
    .poll(async () => (await mailsTo(server, email)).join('\n'))
    .toContain('Ihr Regenschirm ist da.')
  const mails = (await mailsTo(server, email)).join('\n')
  expect(mails).not.toContain('Regal 7')

  await step(page, 'Frage daraus machen')
  const faq = page.getByRole('dialog', { name: 'Frage daraus machen' })
  await expect(faq.getByRole('textbox', { name: /^Antwort/ })).toHaveValue(/Ihr Regenschirm ist da/)
  await expectAccessible(page)
  await faq.getByRole('button', { name: 'Entwurf anlegen' }).click()
  await expect(faq.getByRole('link').first()).toBeVisible()
  await faq.getByRole('textbox', { name: /^Frage/ }).fill(`Wo ist mein Schirm? ${ticket}`)
  await faq.getByRole('button', { name: 'Entwurf anlegen' }).click()
  await expect(thread(page)).toContainText('einen Entwurf für die Fragen gemacht')

  await step(page, 'Wieder öffnen')
  await expectAccessible(page)
  await page.getByRole('dialog').getByRole('button', { name: 'Wieder öffnen' }).click()
  await expect(thread(page)).toContainText('öffnet das Anliegen wieder')
  await page.context().close()
})

test('a request goes to another department with its history, and the resident is told', async ({
  browser,
  server,
}) => {
  const [mine, theirs] = await Promise.all([
    colleague(browser, server, 'caseworker'),
    colleague(browser, server, 'agent'),
  ])
  const { email, ticket } = await confirmedRequest(server, {
    mailbox: 'fundbuero',
    subject: 'Mein Hund ist angemeldet, und nun?',
    text: 'Wann kommt der Steuerbescheid?',
  })
  await mine.goto(`${desk}?mailbox=fundbuero&q=${ticket}`)
  await mine.getByRole('link', { name: 'Mein Hund ist angemeldet, und nun?' }).click()
  await step(mine, 'Weiterleiten')
  const dialog = mine.getByRole('dialog', { name: 'Weiterleiten' })
  await dialog.getByRole('button', { name: 'Weiterleiten' }).click()
  await expect(dialog.getByRole('link')).toHaveCount(1)
  await dialog.getByRole('combobox', { name: 'Wohin?' }).selectOption('hundesteuer')
  await expect(dialog.getByText('sehen das Anliegen danach nicht mehr')).toBeVisible()
  await dialog.getByRole('textbox').fill('Gehört zur Hundesteuer, nicht zu uns.')
  await expectAccessible(mine)
  await dialog.getByRole('button', { name: 'Weiterleiten' }).click()
  await expect(heading(mine, 'Jetzt bei „Hundesteuer“')).toBeFocused()
  await expectAccessible(mine)
  await mine.reload()
  await expect(heading(mine, 'Dieses Anliegen ist nicht da')).toBeVisible()
  await expectAccessible(mine)
  // Whoever phones can still be told where it lies.
  await mine.goto(`${desk}?q=${ticket}`)
  await expect(mine.getByRole('region', { name: 'Auskunft zum Ticket' })).toContainText(
    'Liegt bei „Hundesteuer“',
  )
  await expect(mine.getByText('Wann kommt der Steuerbescheid?')).toHaveCount(0)
  await expectAccessible(mine)

  await theirs.goto(`${desk}?mailbox=hundesteuer&q=${ticket}`)
  await theirs.getByRole('link', { name: 'Mein Hund ist angemeldet, und nun?' }).click()
  await expect(thread(theirs)).toContainText('Wann kommt der Steuerbescheid?')
  await expect(thread(theirs)).toContainText('von „Fundbüro“ an „Hundesteuer“')
  await expect(thread(theirs)).toContainText('Gehört zur Hundesteuer, nicht zu uns.')
  await expect.poll(async () => (await mailsTo(server, email))[0]).toContain('Hundesteuer')
  await Promise.all([mine.context().close(), theirs.context().close()])
})

test('two colleagues at one request lose nothing', async ({ browser, server }) => {
  const [first, second] = await Promise.all([
    colleague(browser, server, 'caseworker'),
    colleague(browser, server, 'agent'),
  ])
  const email = newAddress()
  const matter = { mailbox: 'markt', email, text: 'Ich hätte gern einen Stand.' }
  const { ticket } = await confirmedRequest(server, { ...matter, subject: 'Stand am Samstag' })
  const other = await confirmedRequest(server, { ...matter, subject: 'Noch einmal der Stand' })
  for (const page of [first, second]) {
    await page.goto(`${desk}?mailbox=markt&q=${ticket}`)
    await page.getByRole('link', { name: 'Stand am Samstag' }).click()
    await expect(thread(page)).toContainText('Ich hätte gern einen Stand.')
  }
  await field(second, /Ihre Antwort an/).fill('Am Samstag ist noch Platz.')
  await field(first, /Ihre Antwort an/).fill('Bitte nennen Sie die Größe.')
  await first.getByRole('radio', { name: 'Ich brauche noch etwas' }).check()
  await button(first, 'Rückfrage senden').click()
  await expect(said(first, 'Die Rückfrage ist unterwegs.')).toBeAttached()

  // The other one sees it come, keeps every letter and decides anew.
  await expect(thread(second)).toContainText('Bitte nennen Sie die Größe.')
  await expect(second.getByText('hat sich hier etwas geändert')).toBeVisible()
  await expect(field(second, /Ihre Antwort an/)).toHaveValue('Am Samstag ist noch Platz.')
  await expectAccessible(second)
  await second.getByRole('link', { name: 'Zurück zur Liste' }).click()
  await second.goBack()
  await expect(field(second, /Ihre Antwort an/)).toHaveValue('Am Samstag ist noch Platz.')

  await step(second, 'Zusammenführen')
  const dialog = second.getByRole('dialog', { name: 'Zusammenführen' })
  await expectAccessible(second)
  await dialog.getByRole('radio', { name: /Noch einmal der Stand/ }).check()
  await dialog.getByRole('button', { name: 'Zusammenführen' }).click()
  await expect(heading(second, 'Noch einmal der Stand')).toBeVisible()
  await expect(thread(second)).toContainText(ticket)
  await expect(second.getByText(other.ticket).first()).toBeVisible()
  await Promise.all([first.context().close(), second.context().close()])
})

test('a promised call is tried, missed, and made', async ({ browser, server }) => {
  const page = await colleague(browser, server, 'caseworker')
  const { email, name } = await confirmedRequest(server, {
    mailbox: 'fundbuero',
    name: 'Oda Rückruf',
    subject: 'Fahrrad verloren',
    text: 'Rufen Sie mich bitte an.',
    phone: '02331 207 99',
    replyBy: 'callback',
    window: await earliestWindow(server, 'fundbuero'),
  })
  await page.goto(`${desk}/rueckrufe?mailbox=fundbuero`)
  const card = page.getByRole('article').filter({ hasText: name })
  await expect(card.getByRole('link', { name: '02331 207 99' })).toHaveAttribute(
    'href',
    'tel:0233120799',
  )
  await expect(card).toContainText('Noch kein Versuch.')
  await expectAccessible(page)
  const result = card.getByText('Ergebnis notieren')
  const open = async () => {
    if (!(await card.getByRole('button', { name: 'Nicht erreicht' }).isVisible())) {
      await result.click()
    }
  }
  await open()
  await expectAccessible(page)
  await card.getByRole('button', { name: 'Nicht erreicht' }).click()
  await expect(said(page, 'Notiert: nicht erreicht.')).toBeAttached()
  await expect(card).toContainText('Ein Versuch.')
  await expect.poll(async () => (await mailsTo(server, email))[0]).toMatch(/nicht erreicht/i)

  await open()
  await card.getByRole('textbox').fill('Das Rad steht im Hof.')
  await card.getByRole('button', { name: /^Erreicht/ }).click()
  await expect(said(page, 'Notiert: erreicht.')).toBeAttached()
  await expect(card).toHaveCount(0)
  await page.context().close()
})

test('an admin gives a mailbox its team', async ({ browser, server }) => {
  const [admin, agent] = await Promise.all([
    colleague(browser, server, 'admin'),
    colleague(browser, server, 'agent'),
  ])
  await agent.goto(`${desk}?mailbox=vhs`)
  await expect(agent.getByRole('heading', { level: 1 })).not.toHaveText('Volkshochschule')

  await admin.goto('/staff/musterstadt/verwaltung/postfaecher/vhs')
  const team = admin.getByRole('region', { name: 'Team dieses Postfachs' })
  await team.getByRole('combobox', { name: /^Servicecenter/ }).selectOption('Vertretung')
  await expectAccessible(admin)
  await team.getByRole('button', { name: 'Team speichern' }).click()
  await expect(said(admin, 'Das Team ist gespeichert.')).toBeAttached()

  await agent.reload()
  await expect(heading(agent, 'Volkshochschule')).toBeVisible()
  await Promise.all([admin.context().close(), agent.context().close()])
})

test('whoever stands in sees what is unanswered, at every width', async ({ browser, server }) => {
  const page = await colleague(browser, server, 'caseworker')
  const { ticket } = await confirmedRequest(server, { mailbox: 'fundbuero', text: 'Mein Hut?' })
  await confirmedRequest(server, { mailbox: 'markt', text: 'Gibt es am Freitag auch Fisch?' })
  await page.goto(`${desk}/uebergabe?mailbox=fundbuero`)
  await expect(heading(page, 'Übergabe')).toBeVisible()
  await expect(page.getByText(ticket)).toBeVisible()
  await expect(page.getByRole('table', { name: 'Gleich beim richtigen Postfach?' })).toBeVisible()
  await field(page, 'Erster Tag').fill('2030-08-05')
  await field(page, 'Letzter Tag').fill('2030-08-09')
  await button(page, 'Abwesenheit eintragen').click()
  await expect(page.getByText('Sie sind abwesend eingetragen')).toContainText('9. August 2030')
  await expectAccessible(page)
  await button(page, 'Ich bin wieder da').click()
  await expect(page.getByText('Sie sind abwesend eingetragen')).toHaveCount(0)

  for (const path of [desk, `${desk}?view=callbacks`, `${desk}/rueckrufe`, `${desk}/uebergabe`]) {
    await page.goto(path)
    await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
    for (const width of [320, 768, 1280]) {
      await page.setViewportSize({ width, height: 740 })
      await expectNoOverflow(page)
    }
  }
  await expectAccessible(page)
  // Nothing is found: the page says where else it may be.
  await page.goto(`${desk}?q=Niemand+heißt+so`)
  await expect(page.getByText('Dazu gibt es hier nichts.')).toBeVisible()
  await expectAccessible(page)
  await button(page, 'Suche und Filter leeren').click()
  const rows = page.locator('[data-row]')
  await rows.first().focus()
  await page.keyboard.press('ArrowDown')
  await expect(rows.nth(1)).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(thread(page)).toBeVisible()
  await expectAccessible(page)
  for (const width of [320, 768]) {
    await page.setViewportSize({ width, height: 740 })
    await expectNoOverflow(page)
  }
  await page.context().close()
})

async function expectNoOverflow(page: Page) {
  const over = () => page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth)
  await expect.poll(over, page.url()).toBeLessThanOrEqual(0)
}
