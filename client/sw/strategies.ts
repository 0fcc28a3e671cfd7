/** How one request is answered. */
export type Strategy =
  /** Not ours: the browser goes to the network as if there were no service worker. */
  | 'pass'
  /** A page: the network, for three seconds; then the shell of the app. */
  | 'navigate'
  /** A file of this build, whose name changes with its content: the cache. */
  | 'cache-first'
  /** Public texts: the network, and what it last said when there is none. */
  | 'network-first'

export interface AskedRequest {
  method: string
  mode: string
  url: URL
}

/** Segments that are never a municipality and never this app's. */
const foreignSegments = new Set(['api', 'staff', 'demo', 'assets', '.well-known'])

/** Where public texts are kept. */
export const answersCache = 'rathauslotse-answers'
/** Marks an answer that comes from there, for want of network. */
export const keptHeader = 'Rathauslotse-Kept'

/**
 * `/api/musterstadt`, its lists, the bundle with all its texts, its crest: public, and still true
 * tomorrow. Single entries are not kept: the bundle has them all.
 */
export const isKeptAnswer = (path: string): boolean =>
  /^\/(api\/[a-z0-9-]+(\/catalogue|\/search-bundle)?|crests\/[a-z0-9-]+\.svg)$/.test(path)

/**
 * Places in time and appointments always come from the network: a cached slot may be taken, and what is
 * about a person has no business in a cache.
 */
export function strategyFor(
  { method, mode, url }: AskedRequest,
  origin: string,
  precached: ReadonlySet<string>,
): Strategy {
  if (method !== 'GET' || url.origin !== origin) return 'pass'
  if (precached.has(url.pathname)) return mode === 'navigate' ? 'navigate' : 'cache-first'
  if (isKeptAnswer(url.pathname)) return 'network-first'
  if (mode !== 'navigate') return 'pass'
  const [, first = ''] = url.pathname.split('/')
  return foreignSegments.has(first) ? 'pass' : 'navigate'
}

/** Caches of earlier builds; other caches of this origin are left alone. */
export const outdatedCaches = (names: readonly string[], kept: readonly string[]): string[] =>
  names.filter((name) => name.startsWith('rathauslotse-') && !kept.includes(name))
