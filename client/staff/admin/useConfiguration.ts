import type { Ref } from 'vue'
import { useTenant } from '#client/citizen/tenant/useTenant.ts'
import { useLoad } from '#client/composables/useLoad.ts'
import type { Configuration } from '#shared/contracts/configuration.ts'
import { adminApi } from './admin-api.ts'

/** The configuration of the municipality of the address, as it is when a page opens. */
export function useConfiguration(): {
  configuration: Ref<Configuration | null>
  error: Ref<unknown>
  retry: () => Promise<void>
} {
  const { slug } = useTenant()
  const { data, error, retry } = useLoad(() => adminApi.configuration(slug.value), [slug])
  return { configuration: data, error, retry }
}
