/** How one request of the staff's pages is answered. */
export type StaffStrategy =
  /** Not ours: the browser goes to the network as if there were no service worker. */
  | 'pass'
  /** A page: the network; without it the shell of the app, which shows what the device knows. */
  | 'navigate'
  /** A file of this build, whose name changes with its content: the cache. */
  | 'cache-first'
  /** The municipality and its crest, which anybody may read: the network, else what it last said. */
  | 'network-first'

/** `/api/musterstadt` and its crest. Nothing below it: there people have names. */
export const isPublicAnswer = (path: string): boolean =>
  /^\/(api\/(?!auth$|staff$|tenants$)[a-z0-9-]+|crests\/[a-z0-9-]+\.svg)$/.test(path)

/**
 * What is about people never comes into a cache of the worker: the counter itself keeps the one day
 * that it needs, and erases it when nobody is signed in any more.
 */
export function staffStrategyFor(
  { method, mode, url }: { method: string; mode: string; url: URL },
  origin: string,
  precached: ReadonlySet<string>,
): StaffStrategy {
  if (method !== 'GET' || url.origin !== origin) return 'pass'
  if (mode === 'navigate') return /^\/staff(\/|$)/.test(url.pathname) ? 'navigate' : 'pass'
  if (precached.has(url.pathname)) return 'cache-first'
  return isPublicAnswer(url.pathname) ? 'network-first' : 'pass'
}

/** Begins the names of this worker's caches; the residents' worker leaves them alone. */
export const cachePrefix = 'staff-rathauslotse-'

/** Caches of earlier builds. */
export const outdatedStaffCaches = (names: readonly string[], kept: readonly string[]): string[] =>
  names.filter((name) => name.startsWith(cachePrefix) && !kept.includes(name))
