import { createI18n, type LocaleMessageDictionary, type VueMessageType } from 'vue-i18n'
import { type Language, languages } from '#shared/contracts/fields.ts'

type Area = LocaleMessageDictionary<VueMessageType>

type Loaders = Record<Language, () => Promise<{ words: Record<string, Area> }>>

let loaders: Loaders = {
  de: () => import('./de/index.ts'),
  en: () => import('./en/index.ts'),
}

/** For another app than the residents': where its words come from. Called before any are loaded. */
export function takeWordsFrom(others: Loaders): void {
  loaders = others
}

export const i18n = createI18n({
  legacy: false,
  locale: 'de',
  fallbackLocale: 'de',
  missingWarn: false,
  fallbackWarn: false,
})

const loaded = new Set<Language>()

/** Fetches the words of a language once, for a text in another language than the reader's. */
export async function fetchWords(lang: Language): Promise<void> {
  if (loaded.has(lang)) return
  const { words } = await loaders[lang]()
  i18n.global.mergeLocaleMessage(lang, words)
  loaded.add(lang)
}

/** Fetches the words of a language once and switches to it. */
export async function loadWords(lang: Language): Promise<void> {
  await fetchWords(lang)
  i18n.global.locale.value = lang
}

const onDemand = import.meta.glob<Area>('./*/on-demand/*.json', { import: 'default' })

/** Fetches words that only few pages need; in every language, so that a switch finds them. */
export async function loadArea(area: string): Promise<void> {
  await Promise.all(
    languages.map(async (lang) => {
      const words = await onDemand[`./${lang}/on-demand/${area}.json`]!()
      i18n.global.mergeLocaleMessage(lang, { [area]: words })
    }),
  )
}
