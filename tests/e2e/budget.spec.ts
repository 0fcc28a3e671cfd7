import { readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { expect, test } from '@playwright/test'

const folder = 'dist/client'
const kibibyte = 1024

interface Chunk {
  file: string
  css?: string[]
  imports?: string[]
}
const manifest = JSON.parse(readFileSync(join(folder, '.vite/manifest.json'), 'utf8')) as Record<
  string,
  Chunk
>

/** Chunks that the first route loads: the entry, the start page, its words, and what they import. */
function firstRoute(): Chunk[] {
  const names = ['index.html', ...Object.keys(manifest).filter((name) => isOfStart(name))]
  const seen = new Set<string>()
  const visit = (name: string) => {
    if (seen.has(name)) return
    seen.add(name)
    manifest[name]?.imports?.forEach(visit)
  }
  names.forEach(visit)
  return [...seen].map((name) => manifest[name]!)
}

const isOfStart = (name: string) => /start\/StartPage\.vue$|i18n\/de\/index\.ts$/.test(name)
const zipped = (file: string) => gzipSync(readFileSync(join(folder, file))).length

test('the first route stays within its budget of bytes', () => {
  const chunks = firstRoute()
  expect(chunks.length).toBeGreaterThan(3)
  const styles = [...new Set(chunks.flatMap(({ css }) => css ?? []))]
  const script = chunks.reduce((sum, { file }) => sum + zipped(file), 0)
  const style = styles.reduce((sum, file) => sum + zipped(file), 0)
  console.log(`first route: ${script} bytes of script, ${style} bytes of style, gzip`)
  expect(script).toBeLessThanOrEqual(90 * kibibyte)
  expect(style).toBeLessThanOrEqual(20 * kibibyte)
})

test('the fonts of German and English text stay within their budget', () => {
  const fonts = Object.values(manifest)
    .map(({ file }) => file)
    .filter((file) => /latin-(400|600)-normal.*woff2$/.test(file))
  expect(fonts.length).toBe(2)
  const size = fonts.reduce((sum, file) => sum + statSync(join(folder, file)).size, 0)
  expect(size).toBeLessThanOrEqual(50 * kibibyte)
})
