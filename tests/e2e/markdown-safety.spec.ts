import { join } from 'node:path'
import type { Page } from '@playwright/test'
import Database from 'better-sqlite3'
import type { EntryDetail } from '#shared/contracts/staff-entries.ts'
import { expect, test } from './fixtures.ts'
import { knownXss } from './known-xss.ts'
import { signIn } from './staff.ts'

const name = 'was-laeuft-hier'
const most = { question: 160, short: 300, answer: 8000 }

/** As many of the list as fit into a text. */
function fitting(length: number, between: string): string {
  let text = ''
  for (const payload of knownXss) {
    if (text.length + payload.length + between.length < length) text += payload + between
  }
  return text.trim()
}

/** How often something of the list has run in this page. */
const runs = (page: Page) => page.evaluate(() => (window as { runs?: number }).runs ?? 0)

test('nothing that an editor writes runs as a script, in any browser that reads it', async ({
  browser,
  server,
}) => {
  // Without the policy of the pages, which would stop it too: this is about the text alone.
  const context = await browser.newContext({ baseURL: server.url, bypassCSP: true })
  await context.addInitScript(() => {
    const counting = window as { runs?: number; ran?: () => void }
    counting.ran = () => (counting.runs = (counting.runs ?? 0) + 1)
  })
  const page = await context.newPage()
  await page.goto('/musterstadt/')
  await page.setContent(knownXss.join('\n\n'))
  await expect
    .poll(() => runs(page), 'the list runs where it is put into a page')
    .toBeGreaterThan(5)

  await signIn(page, 'editor')
  await write(page, name, harmless)
  expect((await publish(page, name)).status()).toBe(200)
  await write(page, name, attack)
  expect((await publish(page, name)).status(), 'the checks stop it already').toBe(422)
  smuggle(server.dataDir)
  await write(page, 'noch-eine-frage', harmless)
  expect((await publish(page, 'noch-eine-frage')).status(), 'all is read again').toBe(200)

  for (const address of [
    `/musterstadt/fragen/${name}`,
    `/musterstadt/suche?q=${encodeURIComponent('onerror ran')}`,
    '/musterstadt/fragen',
    `/staff/musterstadt/wissen/fragen/${name}`,
  ]) {
    await page.goto(address, { waitUntil: 'networkidle' })
    await expect(page.locator('#app[data-v-app]')).toBeAttached()
    if (address.endsWith(name)) await expect(page.getByText(/onerror/).first()).toBeAttached()
    await page.mouse.move(180, 400)
    expect(await runs(page), address).toBe(0)
    expect(await dangerous(page), address).toEqual([])
  }
  // The text that the server puts into the page, before the app takes its place.
  await page.route('**/assets/**', (route) => route.abort())
  await page.goto(`/musterstadt/fragen/${name}`)
  await expect(page.getByText('onerror').first()).toBeVisible()
  expect(await runs(page)).toBe(0)
  expect(await dangerous(page)).toEqual([])
  await context.close()
})

const harmless = { question: 'Was läuft hier?', short: 'Nichts.', answer: 'Gar nichts.' }
const attack = {
  question: fitting(most.question, ' '),
  short: fitting(most.short, ' '),
  answer: fitting(most.answer, '\n\n'),
}

const entries = '/api/musterstadt/staff/entries/faq'
const read = async (page: Page, id: string) =>
  (await (await page.request.get(`${entries}/${id}`)).json()) as EntryDetail

/** A draft of an entry, begun where there is none, with these texts. */
async function write(page: Page, id: string, de: object): Promise<void> {
  const model = await read(page, 'ausweis-fertig-erkennen')
  const content = { ...model.published!.content, text: { de } }
  const known = await page.request.get(`${entries}/${id}`)
  const { revision } = (await known.json()) as Partial<EntryDetail>
  const written = known.ok()
    ? await page.request.patch(`${entries}/${id}`, { data: { revision, content } })
    : await page.request.post(entries, { data: { id, content } })
  expect(written.ok(), await written.text()).toBe(true)
}

async function publish(page: Page, id: string) {
  const { revision } = await read(page, id)
  return page.request.post(`${entries}/${id}/publish`, { data: { revision } })
}

/** Puts the attack where the checks do not look: into what is published already. */
function smuggle(dataDir: string): void {
  const database = new Database(join(dataDir, 'rathauslotse.sqlite'))
  const select = database.prepare('select content from entry_version where entry_id = ?')
  const { content } = select.get(name) as { content: string }
  const poisoned = JSON.stringify({ ...(JSON.parse(content) as object), text: { de: attack } })
  database.prepare('update entry_version set content = ? where entry_id = ?').run(poisoned, name)
  database.close()
}

/** Elements and attributes that only a text could have brought. */
function dangerous(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const elements = [...document.querySelectorAll('body *')]
    return elements
      .filter(
        (element) =>
          /^(script|iframe|object|embed|base|meta|style|video|audio|marquee|math)$/i.test(
            element.tagName,
          ) ||
          element.getAttributeNames().some((attribute) => attribute.startsWith('on')) ||
          /^\s*(javascript|vbscript|data):/i.test(element.getAttribute('href') ?? ''),
      )
      .map((element) => element.outerHTML.slice(0, 120))
  })
}
