import { computed, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { useLanguage } from '#client/composables/useLanguage.ts'

interface Texts<Text> {
  de: Text
  en?: Text | undefined
  'de-simple'?: Text | undefined
}

/**
 * The text of an entry that the reader has chosen: their language, or German in plain words by
 * `?variant=simple`. `textLang` is the language of the text where it is not the page's.
 */
export function useVariant<Text>(texts: () => Texts<Text> | undefined): {
  text: ComputedRef<Text | null>
  textLang: ComputedRef<'de' | undefined>
  isSimple: ComputedRef<boolean>
  /** There is a text in plain words besides the one that is shown. */
  hasSimple: ComputedRef<boolean>
} {
  const route = useRoute()
  const { lang } = useLanguage()
  const hasSimple = computed(() => lang.value === 'de' && !!texts()?.['de-simple'])
  const isSimple = computed(() => hasSimple.value && route.query.variant === 'simple')
  const text = computed(() => {
    const all = texts()
    if (!all) return null
    return (isSimple.value ? all['de-simple'] : all[lang.value]) ?? all.de
  })
  const textLang = computed(() => (texts() && !texts()?.[lang.value] ? 'de' : undefined))
  return { text, textLang, isSimple, hasSimple }
}
