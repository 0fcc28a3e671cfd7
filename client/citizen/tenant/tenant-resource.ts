import { computed, ref, shallowReactive, watch, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { useLanguage } from '#client/composables/useLanguage.ts'
import type { Language } from '#shared/contracts/fields.ts'

/** After this time the answer is asked for again at the next visit of a page that needs it. */
const staleAfterMilliseconds = 5 * 60_000

interface Entry<T> {
  value: T | null
  error: unknown
  pending: boolean
  loadedAt: number
}

/**
 * Something a municipality has in a language, loaded once for all who ask. While another language
 * loads, the words of the former stay on screen.
 */
export function tenantResource<T>(load: (slug: string, lang: Language) => Promise<T>) {
  const entries = shallowReactive(new Map<string, Entry<T>>())
  const lastKey = ref('')

  async function fetchInto(slug: string, lang: Language): Promise<void> {
    const key = `${slug} ${lang}`
    const known = entries.get(key)
    if (known?.pending) return
    entries.set(key, { value: known?.value ?? null, error: null, pending: true, loadedAt: 0 })
    try {
      const value = await load(slug, lang)
      entries.set(key, { value, error: null, pending: false, loadedAt: Date.now() })
      lastKey.value = key
    } catch (error) {
      entries.set(key, { value: known?.value ?? null, error, pending: false, loadedAt: Date.now() })
    }
  }

  function ensure(slug: string, lang: Language): Promise<void> {
    if (!slug) return Promise.resolve()
    const known = entries.get(`${slug} ${lang}`)
    const isFresh = known && Date.now() - known.loadedAt < staleAfterMilliseconds
    return known?.pending || isFresh ? Promise.resolve() : fetchInto(slug, lang)
  }

  function use(): {
    slug: ComputedRef<string>
    value: ComputedRef<T | null>
    error: ComputedRef<unknown>
    retry: () => Promise<void>
  } {
    const route = useRoute()
    const { lang } = useLanguage()
    const slug = computed(() => String(route.params.tenant ?? ''))
    const entry = computed(() => entries.get(`${slug.value} ${lang.value}`))
    const former = computed(() =>
      lastKey.value.startsWith(`${slug.value} `) ? entries.get(lastKey.value) : undefined,
    )

    watch([slug, lang], () => ensure(slug.value, lang.value), { immediate: true })

    return {
      slug,
      value: computed(() => entry.value?.value ?? former.value?.value ?? null),
      error: computed(() => (entry.value?.value ? null : (entry.value?.error ?? null))),
      retry: () => fetchInto(slug.value, lang.value),
    }
  }

  return {
    use,
    ensure,
    known: (slug: string, lang: Language) => entries.get(`${slug} ${lang}`)?.value,
  }
}
