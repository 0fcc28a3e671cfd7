import type { TenantView } from '#shared/contracts/tenants.ts'

/** Colours the app; through the CSSOM, because the content security policy forbids inline styles. */
export function applyTheme({ primary, primaryDark }: TenantView['colours']): void {
  const { style } = document.documentElement
  style.setProperty('--rl-primary', primary)
  style.setProperty('--rl-primary-dark', primaryDark)
}
