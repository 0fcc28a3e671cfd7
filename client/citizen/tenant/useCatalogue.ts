import { computed, type ComputedRef } from 'vue'
import { api } from '#client/lib/api.ts'
import type { FaqSummary, ServiceSummary } from '#shared/contracts/catalogue.ts'
import { tenantResource } from './tenant-resource.ts'

const catalogues = tenantResource((slug, lang) => api.catalogue(slug, lang))

/** All services and questions of the municipality in the reader's language; null until they are known. */
export function useCatalogue(): {
  services: ComputedRef<ServiceSummary[] | null>
  faq: ComputedRef<FaqSummary[] | null>
  error: ComputedRef<unknown>
  retry: () => Promise<void>
} {
  const { value, error, retry } = catalogues.use()
  return {
    services: computed(() => value.value?.services ?? null),
    faq: computed(() => value.value?.faq ?? null),
    error,
    retry,
  }
}
