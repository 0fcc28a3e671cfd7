import { useLoad } from '#client/composables/useLoad.ts'
import { api } from '#client/lib/api.ts'

let tenants: ReturnType<typeof api.tenants> | undefined

/** Names of the municipalities whose texts others take over. */
export function useTenantNames(): { tenantName: (slug: string) => string } {
  const { data } = useLoad(() => {
    tenants ??= api.tenants().catch((error: unknown) => {
      tenants = undefined
      throw error
    })
    return tenants
  })
  return {
    tenantName: (slug) => data.value?.tenants.find((tenant) => tenant.slug === slug)?.name ?? slug,
  }
}
