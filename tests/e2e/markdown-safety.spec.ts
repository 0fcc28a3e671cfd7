import type { Page } from '@playwright/test'
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
  await publish(page, {
    question: fitting(most.question, ' '),
    short: fitting(most.short, ' '),
    answer: fitting(most.answer, '\n\n'),
  })
  for (const address of [
    `/musterstadt/fragen/${name}`,
    `/musterstadt/suche?q=${encodeURIComponent('onerror ran')}`,
    '/musterstadt/fragen',
    `/staff/musterstadt/wissen/fragen/${name}`,
  ]) {
    await page.goto(address, { waitUntil: 'networkidle' })
    await expect(page.locator('#app[data-v-app]')).toBeAttached()
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

async function publish(page: Page, de: { question: string; short: string; answer: string }) {
  const entries = '/api/musterstadt/staff/entries/faq'
  const known = await page.request.get(`${entries}/ausweis-fertig-erkennen`)
  const { published } = (await known.json()) as EntryDetail
  const { text: _text, ...content } = published!.content as { text: unknown }
  const made = await page.request.post(entries, {
    data: { id: name, content: { ...content, text: { de } } },
  })
  expect(made.status(), await made.text()).toBe(201)
  const { revision } = (await made.json()) as EntryDetail
  const out = await page.request.post(`${entries}/${name}/publish`, { data: { revision } })
  expect(out.status(), await out.text()).toBe(200)
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
