import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, readdirSync, rmSync } from 'node:fs'
import { type AddressInfo, createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { AxeBuilder } from '@axe-core/playwright'
import { type Locator, type Page, test as base, expect } from '@playwright/test'
import { simpleParser } from 'mailparser'

/** The demo as `npm start` serves it, on a port and data of its own. */
export class DemoServer {
  readonly dataDir = mkdtempSync(join(tmpdir(), 'rathauslotse-e2e-'))
  #child: ChildProcess | undefined
  readonly #port: number
  #aheadMs: number
  readonly #environment: Record<string, string>

  /**
   * @param aheadMs how far the server's clock is ahead of the real one
   * @param environment what else it is configured with
   */
  constructor(port: number, aheadMs = 0, environment: Record<string, string> = {}) {
    this.#port = port
    this.#aheadMs = aheadMs
    this.#environment = environment
  }

  static async freePort(): Promise<number> {
    const probe = createServer().listen(0, '127.0.0.1')
    await once(probe, 'listening')
    const { port } = probe.address() as AddressInfo
    probe.close()
    return port
  }

  get url(): string {
    return `http://localhost:${this.#port}`
  }

  async start(): Promise<void> {
    const environment = { PORT: String(this.#port), DATA_DIR: this.dataDir, LOG_LEVEL: 'error' }
    const clock = { DATE_SHIFT: String(this.#aheadMs) }
    const shift = this.#aheadMs ? ['--import', resolve('tests/support/shifted-date.ts')] : []
    this.#child = spawn(process.execPath, [...shift, resolve('server/main.ts')], {
      env: { PATH: process.env.PATH, ...environment, ...clock, ...this.#environment },
      stdio: ['ignore', 'ignore', 'inherit'],
    })
    await expect
      .poll(
        () =>
          fetch(`${this.url}/api/health/ready`).then(
            ({ status }) => status,
            () => 0,
          ),
        {
          // The demo fills its calendars first; a busy machine takes its time.
          timeout: 80_000,
        },
      )
      .toBe(200)
  }

  /** Starts it again as if so much time had passed; whoever was signed in for long no longer is. */
  async passTime(milliseconds: number): Promise<void> {
    await this.kill()
    this.#aheadMs += milliseconds
    await this.start()
  }

  /** Ends the process as a power cut would. */
  async kill(): Promise<void> {
    const exit = once(this.#child!, 'exit')
    this.#child!.kill('SIGKILL')
    await exit
  }

  async remove(): Promise<void> {
    await this.kill()
    rmSync(this.dataDir, { recursive: true, force: true })
  }

  /** The link of the newest mail to an address, once it has arrived. */
  async mailedLink(address: string): Promise<string> {
    const folder = join(this.dataDir, 'mail')
    for (let tries = 0; tries < 100; tries++) {
      for (const name of this.#mailFiles(folder)) {
        const mail = await simpleParser(readFileSync(join(folder, name)))
        const recipient = Array.isArray(mail.to) ? mail.to[0]?.text : mail.to?.text
        const link = mail.text?.match(/https?:\S+#\S+/)?.[0]
        if (recipient?.includes(address) && link) return link
      }
      await wait(100)
    }
    throw new Error(`no mail with a link to ${address}`)
  }

  #mailFiles(folder: string): string[] {
    try {
      return readdirSync(folder)
        .filter((name) => name.endsWith('.eml'))
        .sort()
        .reverse()
    } catch {
      return []
    }
  }
}

/** Tests whose server no other tests see, its clock ahead as they need it. */
export const testOnOwnServer = (aheadMs = () => 0) =>
  base.extend<object, { server: DemoServer }>({
    server: [
      // eslint-disable-next-line no-empty-pattern -- Playwright reads the pattern to find dependencies.
      async ({}, use) => {
        const server = new DemoServer(await DemoServer.freePort(), aheadMs())
        await server.start()
        await use(server)
        await server.remove()
      },
      { scope: 'worker' },
    ],
    baseURL: ({ server }, use) => use(server.url),
  })

export const test = testOnOwnServer()
export { expect }

const appearances = {
  light: { colorScheme: 'light', forcedColors: 'none' },
  dark: { colorScheme: 'dark', forcedColors: 'none' },
  forced: { colorScheme: 'dark', forcedColors: 'active' },
} as const
type Appearance = keyof typeof appearances

/** No violation of any rule of axe, by light, in the dark and with forced colours. */
export async function expectAccessible(
  page: Page,
  names: readonly Appearance[] = ['light', 'dark', 'forced'],
): Promise<void> {
  for (const [index, appearance] of names.entries()) {
    await page.emulateMedia({ ...appearances[appearance], reducedMotion: 'reduce' })
    const axe = new AxeBuilder({ page })
    // Appearances differ in their colours only: all the other rules need one look.
    if (index > 0) axe.withRules(['color-contrast', 'link-in-text-block'])
    const { violations } = await axe.analyze()
    const found = violations.map(({ id, nodes }) => `${id}: ${nodes[0]?.html}`)
    expect(found, `${page.url()} ${appearance}`).toEqual([])
  }
  await page.emulateMedia(appearances.light)
}

/** Presses Tab until the focus is there, as somebody without a mouse does. */
export async function tabTo(page: Page, target: Locator): Promise<void> {
  await expect(target).toBeVisible()
  for (let presses = 0; presses < 120; presses++) {
    if (await target.evaluate((element) => element === document.activeElement)) return
    await page.keyboard.press('Tab')
  }
  throw new Error(`Tab does not reach ${String(target)}`)
}

let people = 0

/** An address that nobody else in this run uses. */
export function newAddress(): string {
  people += 1
  return `person${process.pid}-${people}@post.example`
}
