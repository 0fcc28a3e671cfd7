import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'

const folder = 'client/i18n'
const areas = readdirSync(join(folder, 'de')).filter((name) => name.endsWith('.json'))

/** `staff-shell.areas.counter.name` and so on, of all words of an area. */
function keysOf(words: object, path = ''): string[] {
  return Object.entries(words).flatMap(([key, value]) =>
    typeof value === 'object' ? keysOf(value as object, `${path}${key}.`) : [`${path}${key}`],
  )
}
const read = (lang: string, area: string) =>
  JSON.parse(readFileSync(join(folder, lang, area), 'utf8')) as object

it.each(areas)('%s says the same things in both languages', (area) => {
  expect(keysOf(read('en', area)).sort()).toEqual(keysOf(read('de', area)).sort())
})

it('has no area in one language only', () => {
  const english = readdirSync(join(folder, 'en')).filter((name) => name.endsWith('.json'))
  expect(english.sort()).toEqual(areas.sort())
})
