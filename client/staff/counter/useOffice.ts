import { computed, type ComputedRef, watchEffect } from 'vue'
import { useRoute, useRouter } from 'vue-router'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import type { Slug } from '#shared/contracts/fields.ts'
import { recall, remember } from './device-memory.ts'

/** The office at which this device stands: the address says so, else the device remembers. */
export function useOffice(): {
  /** Empty until somebody has chosen. */
  office: ComputedRef<Slug>
  choose: (office: Slug) => Promise<void>
} {
  const route = useRoute()
  const router = useRouter()
  const { slug, tenant } = useTenant()

  const known = computed(() => tenant.value?.offices.map((office) => office.slug) ?? [])
  const office = computed(() => {
    const wished = [route.query.standort, recall(`office.${slug.value}`)]
    const [only, ...others] = known.value
    const found = wished.find((one) => known.value.some((slug) => slug === one))
    return String(found ?? (others.length ? '' : (only ?? '')))
  })

  async function choose(chosen: Slug) {
    remember(`office.${slug.value}`, chosen)
    // Filters belong to the groups of the office before.
    await router.replace({ query: { standort: chosen } })
  }

  watchEffect(() => {
    const isAtCounter = route.meta.area === 'counter'
    if (office.value && isAtCounter && route.query.standort !== office.value) {
      void router.replace({ query: { ...route.query, standort: office.value } })
    }
  })

  return { office, choose }
}
