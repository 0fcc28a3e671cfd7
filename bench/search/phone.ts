import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { build } from 'vite'
import type { PackedBundle } from '#shared/contracts/packed-bundle.ts'
import { launchOptions } from '#tests/support/browser.ts'

/** How many times slower than this machine a phone is, as quality.md counts it. */
const slowdown = 4

export interface PhoneTimes {
  /** Reading the bundle's JSON, and building the index of it. */
  parseMs: number
  buildMs: number
  queryMs: number[]
}

/** Searches in a real browser whose processor is slowed down, with the code that phones run. */
export async function searchOnPhone(
  bundle: PackedBundle,
  queries: readonly string[],
): Promise<PhoneTimes> {
  const code = await bundleEntry(join(import.meta.dirname, 'phone-entry.ts'))
  const browser = await chromium.launch(await launchOptions())
  try {
    const page = await browser.newPage()
    await page.addScriptTag({ content: code })
    const devtools = await page.context().newCDPSession(page)
    await devtools.send('Emulation.setCPUThrottlingRate', { rate: slowdown })
    const json = JSON.stringify(bundle)
    return await page.evaluate(([text, asked]) => globalThis.measureSearch(text, asked), [
      json,
      queries,
    ] as const)
  } finally {
    await browser.close()
  }
}

async function bundleEntry(entry: string): Promise<string> {
  const built = await build({
    configFile: false,
    logLevel: 'error',
    build: { write: false, minify: true, lib: { entry, formats: ['iife'], name: 'phone' } },
  })
  const [first] = [built].flat()
  if (!first || !('output' in first)) throw new Error(`${entry} was not built.`)
  return first.output.map((part) => (part.type === 'chunk' ? part.code : '')).join('\n')
}
