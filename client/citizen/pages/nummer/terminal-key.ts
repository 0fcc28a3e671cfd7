import type { Slug } from '#shared/contracts/fields.ts'

const storageName = (tenant: Slug, office: Slug) => `rathauslotse.terminal.${tenant}.${office}`

/**
 * The key by which this screen gives out numbers for the municipality: from the address that the staff
 * opened on it, or kept since. A screen that stores nothing begins with that address each time.
 */
export function findTerminalKey(tenant: Slug, office: Slug, hash: string): string | undefined {
  const given = hash.slice(1)
  const name = storageName(tenant, office)
  try {
    if (given) localStorage.setItem(name, given)
    return given || (localStorage.getItem(name) ?? undefined)
  } catch {
    return given || undefined
  }
}

/** The staff has taken it back. */
export function forgetTerminalKey(tenant: Slug, office: Slug): void {
  try {
    localStorage.removeItem(storageName(tenant, office))
  } catch {
    // Nothing was kept.
  }
}
