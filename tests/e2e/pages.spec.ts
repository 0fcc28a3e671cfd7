import type { Page } from '@playwright/test'
import { expect, expectAccessible, test } from './fixtures.ts'

const paths = [
  '/',
  '/musterstadt/',
  '/musterstadt/leistungen',
  '/musterstadt/suche',
  '/musterstadt/suche?q=umzug',
  '/musterstadt/fragen',
  '/musterstadt/fragen/ausweis-fertig-erkennen',
  '/musterstadt/leistungen/sperrmuell',
  '/musterstadt/standorte',
  '/musterstadt/adressen',
  '/musterstadt/impressum',
  '/musterstadt/datenschutz',
  '/musterstadt/erklaerung-zur-barrierefreiheit',
  '/musterstadt/leichte-sprache',
  '/musterstadt/meine',
  '/musterstadt/nummer/buergerbuero-mitte',
  '/neustadt-am-see/?lang=en',
  '/kreis-musterland/standorte?lang=en',
]

for (const path of paths) {
  test(`${path} is accessible on every width, has one heading and overflows nowhere`, async ({
    page,
  }) => {
    const mistakes: string[] = []
    page.on('pageerror', ({ message }) => mistakes.push(message))
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning') mistakes.push(message.text())
    })
    for (const width of [320, 768, 1280]) {
      await page.setViewportSize({ width, height: 740 })
      await openApp(page, path)
      await expect(page.getByRole('heading', { level: 1 })).toHaveCount(1)
      expect(await overflowOf(page), `${path} at ${width}`).toBeLessThanOrEqual(0)
      if (width === 320) await expectAccessible(page)
    }
    expect(mistakes).toEqual([])
  })
}

for (const [need, width, style] of [
  ['text of twice the size (WCAG 1.4.4)', 768, { 'font-size': '200%' }],
  [
    'wide spacing of text (WCAG 1.4.12)',
    360,
    { 'line-height': '1.5', 'letter-spacing': '0.12em', 'word-spacing': '0.16em' },
  ],
] as const) {
  test(`${need} clips nothing and overflows nowhere`, async ({ page }) => {
    for (const path of [
      '/musterstadt/',
      '/musterstadt/termin/leistung',
      '/musterstadt/standorte',
    ]) {
      await page.setViewportSize({ width, height: 740 })
      await openApp(page, path)
      await page.evaluate((declarations) => {
        const isSize = 'font-size' in declarations
        const elements = isSize
          ? [document.documentElement]
          : document.querySelectorAll<HTMLElement>('body *')
        for (const element of elements) {
          for (const [name, value] of Object.entries(declarations)) {
            element.style.setProperty(name, value, 'important')
          }
        }
      }, style)
      expect(await clippedElements(page), path).toEqual([])
      expect(await overflowOf(page), path).toBeLessThanOrEqual(0)
    }
  })
}

test('everything one can tap is at least 44 pixels high and wide, but links in a text', async ({
  page,
}) => {
  for (const path of [
    '/musterstadt/',
    '/musterstadt/leistungen',
    '/musterstadt/termin/leistung',
    '/musterstadt/termin/zeit?service=personalausweis-beantragen',
  ]) {
    await openApp(page, path)
    const small = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>('a, button, input, select, summary')]
        .filter((element) => element.checkVisibility() && !element.closest('p'))
        .map((element) => {
          // The label of a small control belongs to its target.
          const target = element.closest('label') ?? element
          const { width, height } = target.getBoundingClientRect()
          return { what: element.outerHTML.slice(0, 100), width, height }
        })
        .filter(({ width, height }) => width > 1 && (height < 43.5 || width < 43.5)),
    )
    expect(small, path).toEqual([])
  }
})

test('answers can be read without JavaScript', async ({ browser, server }) => {
  const context = await browser.newContext({ javaScriptEnabled: false, baseURL: server.url })
  const page = await context.newPage()
  await page.goto('/musterstadt/leistungen/personalausweis-beantragen')
  await expect(page.getByRole('heading', { name: 'Personalausweis beantragen' })).toBeVisible()
  await context.close()
  const booking = await fetch(`${server.url}/musterstadt/termin/leistung`)
  expect(await booking.text()).toMatch(/<noscript>[^]*Am Telefon buchen wir gern für Sie/)
})

/** Opens a page and waits until the app has taken the place of the server's text. */
async function openApp(page: Page, path: string): Promise<void> {
  await page.goto(path, { waitUntil: 'networkidle' })
  await expect(page.locator('#app[data-v-app]')).toBeAttached()
}

/** How many pixels a page is wider than its window. */
function overflowOf(page: Page): Promise<number> {
  return page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
}

/** Elements that hide a part of what they hold. */
function clippedElements(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('body *')]
      .filter((element) => {
        const { overflowX, overflowY } = getComputedStyle(element)
        const hides = [overflowX, overflowY].some((value) => value === 'hidden' || value === 'clip')
        return hides && element.clientWidth > 1 && element.scrollHeight > element.clientHeight + 1
      })
      .map((element) => element.outerHTML.slice(0, 120)),
  )
}
