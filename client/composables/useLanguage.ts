import { readonly, ref, type Ref } from 'vue'
import { loadWords } from '#client/i18n/index.ts'
import { languages, type Language } from '#shared/contracts/fields.ts'

const storageKey = 'lang'
const lang = ref<Language>('de')

function asLanguage(text: unknown): Language | null {
  return languages.find((language) => language === text) ?? null
}

function stored(): Language | null {
  try {
    return asLanguage(localStorage.getItem(storageKey))
  } catch {
    return null
  }
}

/** The language to begin with: address, then memory of this device, then the browser's wish, then German. */
export function firstLanguage(search: string): Language {
  const wished = navigator.languages.map((tag) => asLanguage(tag.slice(0, 2))).find(Boolean)
  return asLanguage(new URLSearchParams(search).get('lang')) ?? stored() ?? wished ?? 'de'
}

/** Loads the words first, so that no screen shows half of each language. */
async function setLang(language: Language): Promise<void> {
  await loadWords(language)
  lang.value = language
  document.documentElement.lang = language
}

function remember(language: Language) {
  try {
    localStorage.setItem(storageKey, language)
  } catch {
    // Private windows may refuse to store; the language then holds until the tab is closed.
  }
}

/** The reader's language. `setLang` also remembers it on this device. */
export function useLanguage(): {
  lang: Readonly<Ref<Language>>
  setLang: (language: Language) => Promise<void>
  beginWith: (language: Language) => Promise<void>
} {
  return {
    lang: readonly(lang),
    setLang: async (language) => {
      remember(language)
      await setLang(language)
    },
    beginWith: setLang,
  }
}
