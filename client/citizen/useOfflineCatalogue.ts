import { watch } from 'vue'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { useTenant } from './tenant/useTenant.ts'

interface SavingNavigator {
  connection?: { saveData?: boolean }
}

/** Not before the page that was asked for has all that it needs. */
const restMs = 3000

/** A service worker takes over a page of the first visit a little later than it is ready. */
async function hasController(): Promise<void> {
  await navigator.serviceWorker.ready
  if (navigator.serviceWorker.controller) return
  await new Promise((resolve) => {
    navigator.serviceWorker.addEventListener('controllerchange', resolve, { once: true })
  })
}

/**
 * Has the service worker keep all texts of the municipality once the device has time, so that they
 * can be searched and read without network from the first visit on.
 */
export function useOfflineCatalogue(): void {
  const { slug, tenant } = useTenant()
  const { lang } = useLanguage()
  const kept = new Set<string>()

  async function keep() {
    const key = `${slug.value} ${lang.value}`
    if (kept.has(key) || (navigator as SavingNavigator).connection?.saveData) return
    kept.add(key)
    await hasController()
    const { fetchBundle } = await import('./search/bundle.ts')
    await fetchBundle(slug.value, lang.value).catch(() => kept.delete(key))
  }

  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  watch(
    [() => tenant.value?.slug, lang],
    () => {
      if (tenant.value) setTimeout(() => void keep(), restMs)
    },
    { immediate: true },
  )
}
