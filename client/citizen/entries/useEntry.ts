import { computed, type ComputedRef } from 'vue'
import { useRoute } from 'vue-router'
import { useLanguage } from '#client/composables/useLanguage.ts'
import { useLoad } from '#client/composables/useLoad.ts'
import { ApiError } from '#client/lib/api.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { SearchBundle } from '#shared/contracts/search.ts'
import { useTenant } from '../tenant/useTenant.ts'
import { useMoved } from './useMoved.ts'

/** Nobody waits longer for the network when the device has the text. */
const patienceMs = 3000

interface Sources<View> {
  fromServer: (tenant: string, slug: string, lang: Language) => Promise<View>
  fromBundle: (bundle: SearchBundle, slug: string) => View | null
}

interface Read<View> {
  view: View
  /** Set where the text is what the device has kept. */
  since: Date | null
}

/**
 * The entry of the address: as the server has it, or without network as this device has kept it.
 * Leads on to another entry where this one has moved.
 */
export function useEntry<View>({ fromServer, fromBundle }: Sources<View>): {
  id: ComputedRef<string>
  entry: ComputedRef<View | null>
  keptSince: ComputedRef<Date | null>
  error: ComputedRef<unknown>
  isMissing: ComputedRef<boolean>
  retry: () => Promise<void>
} {
  const route = useRoute()
  const { slug } = useTenant()
  const { lang } = useLanguage()
  const id = computed(() => String(route.params.slug ?? ''))

  async function read(): Promise<Read<View>> {
    const fresh = fromServer(slug.value, id.value, lang.value).then((view) => ({
      view,
      since: null,
    }))
    try {
      return await inTime(fresh)
    } catch (failure) {
      if (!(failure instanceof ApiError) || failure.code !== 'offline') throw failure
      const { readKeptBundle } = await import('../search/bundle.ts')
      const kept = await readKeptBundle(slug.value, lang.value)
      const view = kept && fromBundle(kept.bundle, id.value)
      return view ? { view, since: kept.since } : fresh
    }
  }

  const { data, error, retry } = useLoad(read, [slug, id, lang])
  useMoved(() => error.value)

  return {
    id,
    entry: computed(() => data.value?.view ?? null),
    keptSince: computed(() => data.value?.since ?? null),
    error: computed(() => error.value),
    isMissing: computed(() => error.value instanceof ApiError && error.value.status === 404),
    retry,
  }
}

function inTime<Value>(answer: Promise<Value>): Promise<Value> {
  const tooLate = new Promise<never>((_resolve, reject) => {
    setTimeout(() => reject(new ApiError('offline', 0)), patienceMs)
  })
  return Promise.race([answer, tooLate])
}
