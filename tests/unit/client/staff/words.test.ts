import { readFileSync, readdirSync } from 'node:fs'
import { join } from 'node:path'
import { expect, it } from 'vitest'
import { createI18n } from 'vue-i18n'

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

it.each(['de', 'en'])('has no sentence in %s that fails when it is first shown', (lang) => {
  const messages = {
    [lang]: Object.fromEntries(areas.map((area) => [nameOf(area), read(lang, area)])),
  }
  const { t } = createI18n({ legacy: false, locale: lang, messages }).global
  const failing = areas
    .flatMap((area) => keysOf(read(lang, area), `${nameOf(area)}.`))
    .filter((key) => !succeeds(() => t(key, { n: 2, count: 2 }, { plural: 2 })))
  expect(failing).toEqual([])
})

const nameOf = (area: string) => area.replace('.json', '')

function succeeds(work: () => unknown): boolean {
  try {
    work()
    return true
  } catch {
    return false
  }
}
