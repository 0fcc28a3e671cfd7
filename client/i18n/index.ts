import { createI18n, type LocaleMessageDictionary, type VueMessageType } from 'vue-i18n'
import type { Language } from '#shared/contracts/fields.ts'

type Loaders = Record<
  Language,
  () => Promise<{ words: Record<string, LocaleMessageDictionary<VueMessageType>> }>
>

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

/** Fetches the words of a language once and switches to it. */
export async function loadWords(lang: Language): Promise<void> {
  if (!i18n.global.availableLocales.includes(lang) || !hasWords(lang)) {
    const { words } = await loaders[lang]()
    i18n.global.setLocaleMessage(lang, words)
  }
  i18n.global.locale.value = lang
}

function hasWords(lang: Language) {
  return Object.keys(i18n.global.getLocaleMessage(lang)).length > 0
}
