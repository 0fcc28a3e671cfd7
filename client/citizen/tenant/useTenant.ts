import type { ComputedRef } from 'vue'
import { api } from '#client/lib/api.ts'
import type { Language } from '#shared/contracts/fields.ts'
import type { TenantView } from '#shared/contracts/tenants.ts'
import { tenantResource } from './tenant-resource.ts'

const tenants = tenantResource((slug, lang) => api.tenant(slug, lang))

/** The municipality of the address, in the reader's language. `tenant` is null until it is known. */
export function useTenant(): {
  slug: ComputedRef<string>
  tenant: ComputedRef<TenantView | null>
  error: ComputedRef<unknown>
  retry: () => Promise<void>
} {
  const { slug, value, error, retry } = tenants.use()
  return { slug, tenant: value, error, retry }
}

/** Resolves when the municipality is there, or is known to be missing. */
export function ensureTenant(slug: string, lang: Language): Promise<void> {
  return tenants.ensure(slug, lang)
}
