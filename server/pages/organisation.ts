import type { TenantView } from '#shared/contracts/tenants.ts'

/** The municipality for search engines (schema.org). */
export function organisation(tenant: TenantView): object {
  return {
    '@context': 'https://schema.org',
    '@type': 'GovernmentOrganization',
    name: tenant.officialName,
    telephone: tenant.phone,
    email: tenant.generalMailbox,
    url: tenant.website,
  }
}
