import { type Page, expect } from '@playwright/test'

/** Waits until the device could do without network: the app, the municipality, all its texts. */
export async function keptCatalogue(page: Page, tenant = 'musterstadt'): Promise<void> {
  const addresses = [`/api/${tenant}?lang=de`, `/api/${tenant}/search-bundle?lang=de`]
  const isKept = () =>
    page.evaluate(async (all) => {
      const cache = await caches.open('rathauslotse-answers')
      const found = await Promise.all(all.map((address) => cache.match(address)))
      return navigator.serviceWorker.controller !== null && found.every(Boolean)
    }, addresses)
  await expect.poll(isKept, { timeout: 30_000 }).toBe(true)
}
