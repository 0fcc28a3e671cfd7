/** What somebody has looked for on this device. */
export interface RecentSearch {
  query: string
  /** Milliseconds since 1970. */
  at: number
}

const atMost = 5
const storageKey = 'rathauslotse.searches'
const keptForMs = 24 * 60 * 60 * 1000

const isRecentSearch = (value: unknown): value is RecentSearch =>
  typeof value === 'object' &&
  value !== null &&
  'query' in value &&
  typeof value.query === 'string' &&
  'at' in value &&
  typeof value.at === 'number'

/** The searches of a stored text that are not older than a day, the last first. */
export function readRecent(text: string | null, now: number): RecentSearch[] {
  try {
    const stored: unknown = JSON.parse(text ?? '[]')
    if (!Array.isArray(stored)) return []
    return stored.filter(isRecentSearch).filter(({ at }) => at <= now && now - at < keptForMs)
  } catch {
    return []
  }
}

/** One search more; the same words take the place of their older self. */
export function withSearch(
  recent: readonly RecentSearch[],
  query: string,
  now: number,
): RecentSearch[] {
  const words = query.trim()
  if (!words) return [...recent]
  const others = recent.filter((one) => one.query.toLowerCase() !== words.toLowerCase())
  return [{ query: words, at: now }, ...others].slice(0, atMost)
}

function store(searches: readonly RecentSearch[]) {
  try {
    if (searches.length > 0) localStorage.setItem(storageKey, JSON.stringify(searches))
    else localStorage.removeItem(storageKey)
  } catch {
    // A full or forbidden store: then there are no recent searches.
  }
}

/** The last searches of this device; they are sent to nobody and forgotten after a day. */
export function recentSearches(): RecentSearch[] {
  try {
    return readRecent(localStorage.getItem(storageKey), Date.now())
  } catch {
    return []
  }
}

export const rememberSearch = (query: string): void =>
  store(withSearch(recentSearches(), query, Date.now()))

export const forgetSearches = (): void => store([])
