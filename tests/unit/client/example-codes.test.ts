import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { parseShortCode } from '#shared/domain/short-code.ts'

const folder = 'client/i18n'

it('shows as examples only codes that would be taken, did somebody type them', () => {
  const words = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.json'))
    .map((name) => readFileSync(join(folder, name), 'utf8'))
    .join()
  const examples = words.match(/\b[2-9A-Z]{3}-[2-9A-Z]{4}\b/g) ?? []
  expect(examples.length).toBeGreaterThan(2)
  expect(examples.filter((code) => parseShortCode(code) === null)).toEqual([])
})
