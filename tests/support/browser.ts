/**
 * A Chromium for tests: an installed one (CHROMIUM_PATH or PATH), else the one that the npm package
 * @sparticuz/chromium ships, unpacked once into node_modules/.cache.
 */
import { execFile } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { mkdir, mkdtemp, rename, rm, writeFile } from 'node:fs/promises'
import { delimiter, join, resolve } from 'node:path'
import { promisify } from 'node:util'
import type { LaunchOptions } from '@playwright/test'

const execute = promisify(execFile)
const names = ['chromium', 'chromium-browser', 'google-chrome', 'google-chrome-stable']
const shippedPackage = resolve('node_modules/@sparticuz/chromium')

export async function chromiumExecutable(): Promise<string> {
  return installedChromium() ?? join(await unpackShipped(), 'chromium')
}

export async function launchOptions(): Promise<LaunchOptions> {
  const executablePath = await chromiumExecutable()
  // Chromium's sandbox needs a user other than root, or rights that containers do not give.
  const args = ['--no-sandbox', '--font-render-hinting=none']
  if (executablePath === installedChromium()) return { executablePath, args }
  return { executablePath, args, env: { ...process.env, ...(await shippedEnv(executablePath)) } }
}

function installedChromium(): string | undefined {
  const folders = process.env.PATH?.split(delimiter) ?? []
  const found = folders.flatMap((folder) => names.map((name) => join(folder, name)))
  return [process.env.CHROMIUM_PATH ?? '', ...found].find((path) => path && existsSync(path))
}

/** @returns the folder with the browser, its fonts and the libraries that a bare machine lacks */
async function unpackShipped(): Promise<string> {
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    throw new Error('No Chromium found: install one, or set CHROMIUM_PATH to its executable.')
  }
  const manifest = readFileSync(join(shippedPackage, 'package.json'), 'utf8')
  const { version } = JSON.parse(manifest) as { version: string }
  const cache = resolve('node_modules/.cache/chromium')
  const folder = join(cache, version)
  if (existsSync(folder)) return folder

  await mkdir(cache, { recursive: true })
  const unfinished = await mkdtemp(join(cache, 'unpacking-'))
  const unpack = `
    import chromium, { inflate } from '@sparticuz/chromium'
    await chromium.executablePath()
    await inflate('${shippedPackage}/bin/al2023.tar.br')`
  try {
    // The package unpacks into the folder for temporary files, whichever that is.
    const env = { ...process.env, TMPDIR: unfinished }
    await execute(process.execPath, ['--input-type=module', '--eval', unpack], { env })
    await writeFile(join(unfinished, 'fonts.conf'), fontConfiguration(folder))
    // Another process may have been faster; then its folder is as good as ours.
    await rename(unfinished, folder).catch((error: unknown) => {
      if (!existsSync(folder)) throw error
    })
  } finally {
    await rm(unfinished, { recursive: true, force: true })
  }
  return folder
}

/** Only the shipped fonts, so that pages look the same on every machine, and on one without any. */
function fontConfiguration(folder: string): string {
  return `<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig>
  <dir>${folder}/fonts/fonts</dir>
  <cachedir>${folder}/fonts-cache</cachedir>
</fontconfig>
`
}

async function shippedEnv(executable: string) {
  const folder = resolve(executable, '..')
  const fonts = { FONTCONFIG_FILE: join(folder, 'fonts.conf') }
  const { stdout } = await execute('ldd', [executable])
  // The machine's own libraries are the better ones wherever it has them.
  return stdout.includes('not found')
    ? { ...fonts, LD_LIBRARY_PATH: join(folder, 'al2023', 'lib') }
    : fonts
}
