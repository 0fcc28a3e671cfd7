import { defineConfig } from '@playwright/test'
import { launchOptions } from './tests/support/browser.ts'

export default defineConfig({
  testDir: 'tests/e2e',
  fullyParallel: true,
  forbidOnly: true,
  // A busy machine may be late once; what is wrong fails twice.
  retries: 1,
  workers: 2,
  timeout: 90_000,
  expect: { timeout: 10_000 },
  reporter: 'list',
  use: {
    // A small phone: what works here has room everywhere.
    viewport: { width: 360, height: 740 },
    hasTouch: true,
    locale: 'de-DE',
    timezoneId: 'Europe/Berlin',
    trace: 'retain-on-failure',
    launchOptions: await launchOptions(),
  },
})
